"""Copied sentences are seen between articles that are otherwise different."""

import random
from itertools import combinations

import pytest

from sources.text.copies import ALIKE, Copy, copied_shares, find_copies

WIRE = "The old dam above Sarnow failed on Monday and nine people are missing."


@pytest.mark.parametrize(
    ("theirs", "copied"),
    [
        (WIRE, True),
        (
            "the OLD dam above Sarnow failed on Monday, and nine people are missing",
            True,
        ),
        ("The old dam above Sarnow failed on Monday and ten people are missing.", True),
        (f"{WIRE[:-1]}, the board said.", True),
        ("Nine people are missing since the old dam failed above the town.", False),
        ("The old mill above Kersthaven burned on Friday and nobody was hurt.", False),
    ],
)
def test_like_sentences_are_copies(theirs, copied):
    ours = ["Our reporter saw the water from the church tower at noon.", WIRE]
    found = find_copies({"a": ours, "b": [theirs, "Nothing else is the same here."]})
    assert [(copy.one, copy.other) for copy in found] == [
        (("a", 1), ("b", 0)),
    ] * copied


def test_short_sentences_are_alike_by_chance():
    assert (
        find_copies({"a": ["He did not say why."], "b": ["He did not say why."]}) == ()
    )


def test_a_document_is_no_copy_of_itself():
    assert find_copies({"a": [WIRE, WIRE]}) == ()


def test_the_order_of_documents_does_not_matter():
    documents = {"a": [WIRE, "It rained."], "b": ["It rained.", WIRE], "c": [WIRE]}
    turned = dict(reversed(documents.items()))
    assert find_copies(documents) == find_copies(turned)
    assert len(find_copies(documents)) == 3


def test_nothing_that_is_alike_is_missed():
    chance = random.Random(1)
    words = [f"word{number}" for number in range(40)]
    lines = [[chance.choice(words) for _ in range(12)] for _ in range(20)]
    documents = {
        str(key): [" ".join(_altered(line, chance)) for line in lines]
        for key in range(6)
    }
    expected = []
    for one, other in combinations(sorted(documents), 2):
        for at, ours in enumerate(documents[one]):
            for there, theirs in enumerate(documents[other]):
                likeness = _jaccard(ours, theirs)
                if likeness >= ALIKE:
                    expected.append(Copy((one, at), (other, there), likeness))
    assert list(find_copies(documents)) == sorted(
        expected, key=lambda copy: (copy.one, copy.other)
    )
    assert len(expected) > 50


def test_pairs_of_new_documents_are_those_that_a_whole_run_finds():
    chance = random.Random(2)
    words = [f"word{number}" for number in range(40)]
    lines = [[chance.choice(words) for _ in range(12)] for _ in range(20)]
    documents = {
        str(key): [" ".join(_altered(line, chance)) for line in lines]
        for key in range(6)
    }
    whole = find_copies(documents)
    new = {"2", "5"}
    expected = [copy for copy in whole if {copy.one[0], copy.other[0]} & new]
    assert list(find_copies(documents, new=new)) == expected
    assert 0 < len(expected) < len(whole)
    assert find_copies(documents, new=set()) == ()


def _altered(line, chance):
    return [word if chance.random() < 0.95 else "changed" for word in line]


def _jaccard(one, other):
    sides = []
    for words in (one.split(), other.split()):
        sides.append(set(zip(words, words[1:], strict=False)))
    return len(sides[0] & sides[1]) / len(sides[0] | sides[1])


def test_the_share_is_of_the_shorter_document():
    own = "Our reporter saw the water from the church tower at noon."
    other = "The old mill above Kersthaven burned on Friday and nobody was hurt."
    documents = {"a": [WIRE, own, "It rained."], "b": [WIRE], "c": [other]}
    shares = copied_shares(documents, find_copies(documents))
    assert shares == {("a", "b"): 1.0}


def test_no_documents_have_no_copies():
    assert find_copies({}) == ()
    assert copied_shares({}, ()) == {}
