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
    ],
)
def test_a_title_once_given_tells_for_whom_one_speaks(speaker, party):
    story = [said(TITLES, "a"), said("The water is rising.", "b", speaker=speaker)]
    assert affiliations(story)[speaker] == party
