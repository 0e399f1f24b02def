"""The minimal pairs are those that the figures name; a count of them adds up."""

from __future__ import annotations

import pytest

from claims.training.stance.pairs import load_pairs as load_training
from tests.quality.floors import fallen, load_floors
from tests.quality.pairs import (
    FOLDER,
    HALVES,
    LABELS,
    SAMPLE,
    PairFigures,
    digest,
    load_pairs,
    measure_pairs,
    stand,
)


def test_the_kept_half_is_the_one_that_was_kept():
    assert digest("kept") in (FOLDER / "DIGEST").read_text(encoding="utf-8")


def test_no_pair_that_judges_is_among_those_that_train():
    judged = {words for half in HALVES for words in _sentences(load_pairs(half))}
    assert not judged & set(_sentences(load_training()))


def _sentences(pairs):
    return [told.words for pair in pairs for told in (pair.a, pair.b)]


def test_every_open_pair_has_a_label_we_know():
    assert {pair.label for pair in load_pairs("open")} == set(LABELS)


@pytest.mark.parametrize(
    ("label", "folded"),
    [
        ("partially_contradicts", "conflict"),
        ("detail", "agreement"),
        ("look_alike", "none"),
    ],
)
def test_labels_fold_to_where_they_stand(label, folded):
    assert stand(label) == folded


def test_no_figure_of_the_open_half_falls():
    figures = measure_pairs("open", step=SAMPLE)
    assert not fallen(figures.shares, load_floors()["pairs"]["sample"])


def test_figures_add_up():
    figures = PairFigures()
    figures.add("number", "same", "same")
    figures.add("number", "same", "detail")
    figures.add("date", "look_alike", "contradicts")
    assert figures.pairs == 3
    assert figures.accuracy == pytest.approx(1 / 3)
    assert figures.coarse == pytest.approx(2 / 3)
    assert figures.conflicts_on("look_alike") == 1
    assert figures.kinds["number"][True] == 1
    assert figures.shares["conflicts on look-alikes"] == 1
