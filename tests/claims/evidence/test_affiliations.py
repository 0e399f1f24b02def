import pytest

from claims.evidence.affiliations import affiliations
from tests.claims.evidence.said import said

TITLES = "Norwegian Prime Minister Ilse Brandt met Danish President Jon Velde."


@pytest.mark.parametrize(
    ("speaker", "party"),
    [
        ("Ilse Brandt", "norway"),
        ("Ilse Brandt's office", "norway"),
        ("Jon Velde", "denmark"),
        ("Danish Foreign Ministry", "denmark"),
        ("Ada Moor", "ada moor"),
        ("residents", "residents"),
        ("Ada Moor and Jon Velde", "ada moor and jon velde"),
        ("Norway and Denmark", "norway and denmark"),
    ],
)
def test_a_title_once_given_tells_for_whom_one_speaks(speaker, party):
    story = [said(TITLES, "a"), said("The water is rising.", "b", speaker=speaker)]
    assert affiliations(story)[speaker] == party


@pytest.mark.parametrize(
    ("speaker", "party"),
    [
        ("spokeswoman for the Water Ministry", "water ministry"),
        ("the Water Ministry's spokesman", "water ministry"),
        ("officials at the Water Ministry", "water ministry"),
    ],
)
def test_who_is_a_bodys_mouth_speaks_for_it_where_it_speaks(speaker, party):
    story = [
        said("The water is rising.", "a", speaker="Water Ministry"),
        said("The water is falling.", "b", speaker=speaker),
    ]
    assert affiliations(story)[speaker] == party


def test_who_speaks_for_a_body_that_says_nothing_is_not_taken_for_it():
    story = [said("The water is falling.", "b", speaker="spokesman for the Harbour")]
    assert affiliations(story)["spokesman for the Harbour"] != "harbour"


def test_who_left_office_speaks_for_nobody():
    story = [
        said("Former Danish minister Ada Moor was there.", "a"),
        said("The water is rising.", "b", speaker="Ada Moor"),
    ]
    assert affiliations(story)["Ada Moor"] == "ada moor"
