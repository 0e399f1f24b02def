"""Two texts word by word: nothing is lost, and no text keeps a server busy."""

from __future__ import annotations

import pytest

from claims.views.differences import MOST_PAIRS, pairs, word_diff

SHUT = "The bridge was shut on Friday, they say."
OPEN = "The bridge was open on Friday, we hear."


def read(runs, kind):
    return "".join(run.words for run in runs if run.kind in {"same", kind})


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (SHUT, OPEN),
        (SHUT, ""),
        ("", OPEN),
        ("a  b\n", "a b"),
        ("a b " * 900, "b a " * 9),
    ],
)
def test_both_texts_can_be_read_off_the_runs(before, after):
    runs = word_diff(before, after)
    assert (read(runs, "out"), read(runs, "in")) == (before, after)


def test_the_space_between_words_that_changed_is_no_run_of_its_own():
    found = [(run.kind, run.words) for run in word_diff("on a Friday", "on one day")]
    assert found == [("same", "on "), ("out", "a Friday"), ("in", "one day")]


def test_what_would_take_minutes_is_told_as_a_whole():
    before, after = ".a.b" * 500, ".c.d" * 500
    assert pairs([*before], [*after]) > MOST_PAIRS
    runs = word_diff(before, after)
    assert [(run.kind, run.words) for run in runs] == [("out", before), ("in", after)]
