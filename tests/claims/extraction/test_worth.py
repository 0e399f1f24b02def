"""Sentences on their own."""

from claims.extraction.worth import NO_CLAUSE, score_sentences


def test_figures_rank_above_wishes():
    figure, wish = score_sentences(
        ["Sarnow Hydro cut 400 jobs in 2030.", "I hope we can all work together."]
    )
    assert figure > 0.5 > wish


def test_a_rank_is_worth_checking():
    rank, plain = score_sentences(
        ["It is the largest dam on the river.", "It is a dam on the river."]
    )
    assert rank > plain


def test_words_without_a_clause_get_the_floor():
    assert score_sentences(["", "Good evening."]) == [NO_CLAUSE, NO_CLAUSE]
