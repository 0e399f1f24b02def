"""Sentences on their own."""

import pytest

from claims.extraction.worth import NO_CLAUSE, best_total, line_of, score_sentences

FACT = "Sarnow Hydro cut 400 jobs in 2030."
WISH = "I hope we can all work together."


@pytest.mark.parametrize("with_model", [True, False])
def test_figures_rank_above_wishes(with_model):
    threshold = line_of(with_model=with_model).threshold
    fact, wish = score_sentences([FACT, WISH], with_model=with_model)
    assert fact >= threshold > wish


@pytest.mark.parametrize("with_model", [True, False])
def test_a_rank_is_worth_checking(with_model):
    rank, plain = score_sentences(
        ["It is the largest dam on the river.", "It is a dam on the river."],
        with_model=with_model,
    )
    assert rank > plain


def test_words_without_a_clause_get_the_floor():
    assert [best_total(text) for text in ("", "Good evening.")] == [NO_CLAUSE] * 2
    assert max(score_sentences(["", "Good evening."])) < score_sentences([FACT])[0] / 2


def test_a_sentence_scores_alike_in_any_company():
    assert score_sentences([FACT]) == score_sentences([WISH, FACT, WISH])[1:2]
