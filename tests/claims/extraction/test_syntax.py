"""The copy of the parse answers as the parser's own objects do."""

from __future__ import annotations

from itertools import combinations

import pytest

from claims.extraction.parsing import language
from claims.extraction.syntax import Doc, Entity

SENTENCES = [
    "The ministry said on Tuesday that 49 soldiers had been killed near Brenn.",
    "“We won't pay,” said Mira Halvik, who leads the works council — twice.",
    "What the two engineers told the inquiry, nobody in the town of Sarnow believes.",
    "Two of its three gates, the operator claimed, were open; one (the old) was not.",
]


@pytest.fixture(scope="module")
def pair():
    """The parser's own document of all sentences, and ours in two portions."""
    nlp = language()
    ours, parts = Doc(), []
    for words in (SENTENCES[:2], SENTENCES[2:]):
        parts.append(nlp(" ".join(words)))
        base = len(ours)
        sents = [range(base + s.start, base + s.end) for s in parts[-1].sents]
        ours.add(parts[-1], sents)
    return type(parts[0]).from_docs(parts), ours


@pytest.mark.parametrize(
    "name",
    ["i", "text", "lower_", "lemma_", "pos_", "tag_", "dep_", "ent_type_", "is_punct",
     "is_quote", "like_num"],
)  # fmt: skip
def test_each_word_is_read_alike(pair, name):
    theirs, ours = pair
    assert [getattr(t, name) for t in ours] == [getattr(t, name) for t in theirs]


@pytest.mark.parametrize(
    "name", ["children", "lefts", "rights", "ancestors", "subtree"]
)
def test_the_tree_is_the_same(pair, name):
    theirs, ours = pair
    assert [[t.i for t in getattr(token, name)] for token in ours] == [
        [t.i for t in getattr(token, name)] for token in theirs
    ]


@pytest.mark.parametrize("name", ["head", "left_edge", "right_edge"])
def test_heads_and_edges_are_the_same(pair, name):
    theirs, ours = pair
    assert [getattr(t, name).i for t in ours] == [getattr(t, name).i for t in theirs]


def test_names_are_the_same(pair):
    theirs, ours = pair
    assert ours.ents == [Entity(e.start, e.end, e.label_) for e in theirs.ents]


def test_runs_have_the_same_words_and_top(pair):
    theirs, ours = pair
    for sent in theirs.sents:
        for first, last in combinations(range(sent.start, sent.end + 1), 2):
            span = theirs[first:last]
            assert ours.words(first, last) == span.text
            assert ours.root(first, last).i == span.root.i


def test_a_word_knows_its_sentence(pair):
    theirs, ours = pair
    assert [(t.sent.start, t.sent.stop) for t in ours] == [
        (t.sent.start, t.sent.end) for t in theirs
    ]


def test_an_empty_run_has_no_words():
    assert Doc().words(0, 0) == ""
