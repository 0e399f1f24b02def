"""No figure falls below its floor, and no corpus changes without new floors."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

from tests.quality.bench import SETS, digest, load, measure
from tests.quality.floors import digest_stories, fallen, load_floors, pin
from tests.quality.measures.base import Found, read_story
from tests.quality.measures.seeds import measure_seeds, read_seeds
from tests.quality.measures.story import measure_story
from tests.quality.stories import NAMES

BENCH = Path(settings.CORPORA, "bench")
SEEDS = Path(settings.CORPORA, "seeds")
PIN_ANEW = "measure and pin anew: make quality ARGS=--pin"
needs_bench = pytest.mark.skipif(
    not BENCH.is_dir(), reason=f"no public sets in {BENCH}: nothing to measure there"
)
needs_seeds = pytest.mark.skipif(
    not SEEDS.is_dir(), reason=f"no articles in {SEEDS}: nothing to measure there"
)


def test_the_stories_are_those_that_the_floors_were_pinned_on():
    assert digest_stories() == load_floors()["stories"]["sha256"], PIN_ANEW


@pytest.mark.parametrize("name", NAMES)
def test_no_figure_of_a_story_falls(name):
    figures = measure_story(name)
    fell = fallen(figures.values, load_floors()["stories"][name])
    assert not fell, "\n".join([*fell, *(str(miss) for miss in figures.misses)])


@needs_seeds
def test_no_figure_of_the_articles_falls():
    figures = measure_seeds(SEEDS)
    fell = fallen(figures.values, load_floors()["seeds"])
    places = [f"{m.room} {m.document[:3]} {m.span}" for m in figures.misses]
    assert not fell, "\n".join([*fell, *places])


@needs_seeds
def test_the_articles_give_whole_quotations_and_no_claims_from_their_margins():
    """What was promised of them when the work was planned, whatever is pinned."""
    values = measure_seeds(SEEDS).values
    assert values["direct quotations found"] == 1.0
    assert values["speakers of quotations"] >= 0.95
    assert values["claims from margins"] == 0


@needs_seeds
def test_the_articles_fill_no_more_rows_than_an_editor_reads():
    """What was promised of triage when it was planned, whatever is pinned."""
    values = measure_seeds(SEEDS).values
    assert values["rows of triage"] <= 40
    assert values["of the first ten rows a matter"] >= 8
    assert values["claims dated after the articles"] == 0
    assert values["low in upper half"] == 0


def check_offsets(found: Found) -> None:
    text = found.document.text
    if found.gold.path.suffix != ".html":  # a page's reader makes a text of its own
        assert text == found.gold.text
    for one in (*found.extraction.candidates, *found.extraction.quotes):
        selector = one.selector
        assert selector.exact == found.document.words(selector.segments)
        assert all(exact.strip() for exact in selector.exact)
        assert list(selector.segments) == sorted(set(selector.segments))
        assert text[: selector.start].endswith(selector.prefix)
        assert text[selector.end :].startswith(selector.suffix)


@pytest.mark.parametrize("name", NAMES)
def test_every_offset_in_a_story_is_exact(name):
    for found in read_story(name):
        check_offsets(found)


@needs_seeds
def test_every_offset_in_the_articles_is_exact():
    for found in read_seeds(SEEDS):
        check_offsets(found)


def marked(one):
    """What is searched is searched in the database."""
    marks = [pytest.mark.django_db] if one.searches else []
    return pytest.param(one, marks=marks, id=one.key)


@needs_bench
@pytest.mark.parametrize("one", [marked(one) for one in SETS])
def test_no_figure_of_a_public_set_falls(one):
    floors = load_floors()["bench"][one.key]
    assert digest(load(BENCH, one, sample=True)) == floors["sha256"], PIN_ANEW
    figures = measure(BENCH, one, sample=True)
    fell = fallen(figures.shares, floors["sample"])
    assert not fell, "\n".join(fell)


def test_a_floor_is_a_little_below_and_a_ceiling_a_little_above():
    pinned = pin({"AUC": 0.9, "calibration error": 0.03, "low in upper half": 1})
    assert pinned == {"AUC": 0.88, "calibration error": 0.05, "low in upper half": 1}


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ({"AUC": 0.88, "calibration error": 0.05}, []),
        ({"AUC": 0.87, "calibration error": 0.05}, ["AUC: 0.87, pinned at 0.88"]),
        (
            {"AUC": 0.9, "calibration error": 0.06},
            ["calibration error: 0.06, pinned at 0.05"],
        ),
        ({"AUC": 0.9}, ["calibration error: not measured, pinned at 0.05"]),
        (
            {"AUC": 0.9, "calibration error": 0.0, "MAP": 1.0},
            ["MAP: not pinned"],
        ),
    ],
)
def test_what_fell_is_said(figures, said):
    assert fallen(figures, {"AUC": 0.88, "calibration error": 0.05}) == said
