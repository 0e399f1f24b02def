"""The lines of a page that bear on a claim are found, and no more of them than tell."""

import pytest

from claims.evidence.stance.lines import MOST, choose_lines, score_lines

PAGE = [
    "Harlund Gazette, 4 May 2021",
    "The market hall of Sarnow opens on Saturday.",
    "Velde Steel has won the order for the new harbour.",
    "It will deliver 40 cranes by March.",
    "The choir of the fire brigade sang two songs.",
    "Subscribe to our newsletter.",
    "The mayor called the price of 12 million crowns fair.",
]


@pytest.mark.parametrize(
    ("claim", "wanted"),
    [
        ("Velde Steel won the harbour order.", {2}),
        ("The choir sang two songs in Sarnow.", {4}),
        ("Velde Steel won the order and will deliver 40 cranes.", {2, 3}),
        ("Velde Steel will deliver 40 cranes for 12 million crowns.", {2, 3, 6}),
    ],
)
def test_lines_are_chosen_that_together_cover_the_claim(claim, wanted):
    assert set(choose_lines(claim, PAGE)) == wanted


def test_the_nearest_line_comes_first():
    scores = score_lines("It will deliver 40 cranes by March.", PAGE)
    assert scores.index(max(scores)) == 3
    assert choose_lines("It will deliver 40 cranes by March.", PAGE)[0] == 3


def test_a_line_that_repeats_what_is_told_is_not_added():
    assert choose_lines("The choir sang two songs.", [PAGE[4], PAGE[4]]) == [0]


def test_no_more_lines_are_chosen_than_are_asked_for():
    claim = " ".join(PAGE)
    assert len(choose_lines(claim, PAGE)) <= MOST
    assert len(choose_lines(claim, PAGE, most=1)) == 1


@pytest.mark.parametrize(
    ("lines", "found"),
    [([], 0), (["The choir sang."], 1), (["", "", ""], 1), (["…", "The"], 1)],
)
def test_a_page_without_a_word_of_the_claim_gives_one_line_at_most(lines, found):
    assert len(choose_lines("Forty cranes.", lines)) == found


def test_a_page_of_any_length_is_read():
    lines = [f"Crane {number} stands in the harbour." for number in range(300)]
    assert choose_lines("Crane 217 fell.", lines)[0] == 217
