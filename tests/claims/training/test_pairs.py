"""Pairs files are read as their README says, and a wrong line is named."""

import pytest

from claims.training.stance.pairs import (
    LABELS,
    Pair,
    UnreadablePair,
    load_pairs,
)

BLOCK = """# number
A Two boats sank off Vel. @@date=2031-02-03 zone=Asia/Aden source=the harbour master
= Off Vel a pair of boats went down.
! No boat sank off Vel. @@date=2031-02-04
? Two boats sank off Mor.

# date
A It rained on Monday.
+ It rained on Monday and on Tuesday.
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "one.txt").write_text(BLOCK, encoding="utf-8")
    return tmp_path


def test_each_second_sentence_is_a_pair_with_what_is_known_of_both(folder):
    pairs = load_pairs(folder)
    assert [(p.kind, p.label) for p in pairs] == [
        ("number", "same"),
        ("number", "contradicts"),
        ("number", "look_alike"),
        ("date", "supports"),
    ]
    a, b = pairs[1].a, pairs[1].b
    assert (a.words, a.date, a.zone, a.source) == (
        "Two boats sank off Vel.",
        "2031-02-03",
        "Asia/Aden",
        "the harbour master",
    )
    assert (b.words, b.date, b.zone) == ("No boat sank off Vel.", "2031-02-04", "")


@pytest.mark.parametrize(
    "line", ["= a second without a first", "* what is this", "A no kind"]
)
def test_a_line_that_is_none_of_those_is_named(tmp_path, line):
    (tmp_path / "bad.txt").write_text(line + "\n", encoding="utf-8")
    with pytest.raises(UnreadablePair, match="bad.txt, line 1"):
        load_pairs(tmp_path)


@pytest.mark.parametrize(
    ("label", "turned"),
    [("same", "same"), ("supports", "detail"), ("partially_contradicts", None)],
)
def test_only_what_follows_is_turned_round(folder, label, turned):
    first = load_pairs(folder)[0]
    found = Pair(first.kind, label, first.a, first.b).turned()
    assert (found and found.label) == turned
    assert found is None or (found.a, found.b) == (first.b, first.a)


def test_what_ships_can_be_read_and_holds_every_label():
    pairs = load_pairs()
    assert {pair.label for pair in pairs} == set(LABELS)
    assert all(pair.a.words and pair.b.words for pair in pairs)
