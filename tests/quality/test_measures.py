"""The measures are fair: what is right counts, whatever its spelling, and nothing else."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from claims.extraction.base import Quantity, TimeRange
from tests.quality.bench import Measured, bootstrap, calibration_error
from tests.quality.measures.base import Figures, Tally, pairs
from tests.quality.measures.numbers import tally_quantities
from tests.quality.measures.ranking import area
from tests.quality.measures.speakers import is_speaker
from tests.quality.measures.times import is_right
from tests.quality.report import Results, write_page
from tests.quality.stories import GoldClaim, GoldQuantity, Story

STORY = Story(
    "invented",
    "own text",
    {
        "Vera Oland": ("person", ("Oland",)),
        "Harbour Ministry": ("body", ("the harbour ministry",)),
    },
    (),
)
NOON = datetime(2031, 5, 13, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "right", "good"),
    [
        ("Vera Oland", ("Vera Oland",), True),
        ("Mayor Vera Oland", ("Vera Oland",), True),
        ("Oland", ("Vera Oland",), True),
        ("Roland Vera", ("Vera Oland",), False),
        ("the Harbour Ministry", ("Harbour Ministry",), True),
        ("a spokesman for the Harbour Ministry", ("Harbour Ministry",), False),
        ("the ministry", ("Harbour Ministry",), False),
        ("", ("Harbour Ministry",), False),
        ("", ("", "Harbour Ministry"), True),
        ("Vera Oland", ("",), False),
    ],
)
def test_a_speaker_is_right_when_the_gold_would_name_it_so(said, right, good):
    assert is_speaker(STORY, said, right) is good


def at(start, hours, precision):
    return TimeRange(start, start + timedelta(hours=hours), precision, "", "")


@pytest.mark.parametrize(
    ("time", "accepted", "good"),
    [
        (at(NOON, 0, "instant"), ("2031-05-13T12:00:00+00:00",), True),
        (at(NOON, 0, "instant"), ("2031-05-13T15:00:00+03:00",), True),
        (at(NOON, 0, "instant"), ("2031-05-13T13:00:00+00:00",), False),
        (at(NOON, 1, "hour"), ("2031-05-13T12:00:00+00:00",), True),
        (at(NOON, 24, "day"), ("2031-05-13T12:00:00+00:00",), False),
        (at(NOON, 6, "part_of_day"), ("2031-05-13~",), True),
        (at(NOON, 48, "range"), ("2031-05-13~",), False),
        (at(NOON, 48, "range"), ("2031-05-13~2031-05-15",), True),
        (at(NOON, 48, "range"), ("2031-05-13>",), True),
        (at(NOON, 48, "range"), ("2031-05-14>",), False),
        (None, ("2031-05-13~",), False),
        (None, ("2031-05-13~", ""), True),
        (at(NOON, 0, "instant"), ("",), False),
    ],
)
def test_a_time_is_right_to_the_minute_the_day_or_both_ends(time, accepted, good):
    assert is_right(time, accepted) is good


def claim(*quantities, optional=()):
    return GoldClaim(
        segments=(),
        words=(),
        check=True,
        types=frozenset(),
        factualities=frozenset(),
        speakers=(),
        quantities=quantities,
        optional=optional,
        when=("",),
        reserved="",
    )


NINE = GoldQuantity((9,), (9,), ("crane",), ("",))
FIVE_HUNDRED = GoldQuantity((500,), (500,), (), ("metre",))


@pytest.mark.parametrize(
    ("found", "gold", "right", "wrong", "missed"),
    [
        (Quantity(9, 9, "exactly", "cranes", "", "nine"), claim(NINE), 1, 0, 0),
        (Quantity(9, None, "at_least", "crane", "", "nine"), claim(NINE), 0, 1, 1),
        (Quantity(9, 9, "exactly", "ship", "", "nine"), claim(NINE), 0, 1, 1),
        (
            Quantity(480, 520, "about", "", "m", "some 500"),
            claim(FIVE_HUNDRED),
            1,
            0,
            0,
        ),
        (
            Quantity(100, 900, "about", "", "m", "some 500"),
            claim(FIVE_HUNDRED),
            0,
            1,
            1,
        ),
        (Quantity(9, 9, "exactly", "crane", "", "9"), claim(optional=(NINE,)), 0, 0, 0),
        (Quantity(9, 9, "exactly", "crane", "", "9"), claim(), 0, 1, 0),
    ],
)
def test_a_number_is_right_with_its_bounds_and_its_thing(
    found, gold, right, wrong, missed
):
    tally = Tally()
    tally_quantities([found], gold, (), tally)
    assert (tally.right, tally.wrong, tally.missed) == (right, wrong, missed)


def test_the_number_of_another_claim_in_the_same_span_is_not_invented():
    tally = Tally()
    found = [Quantity(9, 9, "exactly", "crane", "", "nine")]
    assert tally_quantities(found, claim(), [claim(NINE)], tally) == []


def test_spans_pair_with_the_likest_and_only_once():
    golds = [frozenset(range(10)), frozenset(range(20, 30))]
    found = [frozenset(range(8)), frozenset(range(10)), frozenset(range(27, 40))]
    assert list(pairs(golds, found)) == [(0, 1)]


def test_ranking_counts_ties_half():
    assert area([0.9, 0.5], [0.5, 0.1]) == 0.875


def test_calibration_is_off_by_how_far_scores_are_from_shares():
    items = [{"label": 1}, {"label": 0}]
    sure = [{"score": 0.99}, {"score": 0.01}]
    torn = [{"score": 0.99}, {"score": 0.99}]
    assert calibration_error(items, sure) == pytest.approx(0.01)
    assert calibration_error(items, torn) == pytest.approx(0.49)


def test_an_interval_holds_the_figure_and_is_the_same_each_time():
    items = [{"label": n % 2} for n in range(40)]
    said = [{"label": 1 if n % 4 else 0} for n in range(40)]
    low, high = bootstrap(items, said, f1=False)
    assert low < 0.75 < high
    assert bootstrap(items, said, f1=False) == (low, high)


def test_the_page_shows_figures_with_floors_and_leaves_out_what_is_absent():
    figures = Figures({"ranking AUC": 0.9, "claims from margins": 0.0})
    figures.cases = {"ranking AUC": 30, "claims from margins": 40}
    results = Results(date(2031, 5, 13), {"sarnow": figures})
    floors = {"stories": {"sarnow": {"ranking AUC": 0.88}}, "bench": {}}
    page = write_page(results, floors)
    assert "Measured on 2031-05-13" in page
    assert "**0.900** ≥ 0.880, 30" in page
    assert "**0** ≤ –, 40" in page
    assert "## Public sets" not in page
    results.bench["policlaim/dev.jsonl"] = Measured(
        765, {"accuracy": 0.8}, {}, (0.77, 0.83)
    )
    page = write_page(results, floors)
    assert "| accuracy | 0.800 (95 % interval 0.770 to 0.830) | ≥ – | ≥ 0.780 |" in page
    assert "GPT-4 accuracy 0.863, F1 0.890 (v)" in page
