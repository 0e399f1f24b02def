"""Sentences on their own."""

import pytest

from claims.extraction.worth import NO_CLAUSE, best_total, score_sentences
from claims.extraction.worthiness.blend import load_blend

FACT = "Sarnow Hydro cut 400 jobs in 2030."
WISH = "I hope we can all work together."
BLEND = load_blend()
BOTH = pytest.mark.parametrize("line", [BLEND.sentences, BLEND.rules_alone])


def scores(*texts, line=BLEND.sentences):
    return list(score_sentences(texts, line))


@BOTH
def test_figures_rank_above_wishes(line):
    fact, wish = scores(FACT, WISH, line=line)
    assert fact >= line.threshold > wish


@BOTH
def test_a_rank_is_worth_checking(line):
    rank, plain = scores(
        "It is the largest dam on the river.", "It is a dam on the river.", line=line
    )
    assert rank > plain


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        (FACT, True),
        ("My budget puts 40 million into the harbour road next year.", True),
        ("I taught school in Belk for nine years.", True),
        ("The bridge was closed on Tuesday.", True),
        (WISH, False),
        ("We must do better, and we will.", False),
        ("What a proud evening this is for all of us.", False),
        ("Who will stand up for these families?", False),
    ],
)
def test_a_sentence_holds_a_fact_whether_or_not_it_matters(text, holds):
    (share,) = scores(text, line=BLEND.checkable)
    assert (share >= BLEND.checkable.threshold) is holds


def test_words_without_a_clause_get_the_floor():
    assert [best_total(text) for text in ("", "Good evening.")] == [NO_CLAUSE] * 2
    assert max(scores("", "Good evening.")) < scores(FACT)[0] / 2


def test_a_sentence_scores_alike_in_any_company():
    assert scores(FACT) == scores(WISH, FACT, WISH)[1:2]
