"""What a correction says was wrong is no live claim; what looks like one stays one."""

import pytest

NOTES = [
    "An earlier version of this article said five gates were opened.",
    "Update, March 4, 9:05 a.m.: An earlier version of this article said that five "
    "gates were raised.",
    "This article was corrected; it had said that five gates were opened.",
    "This story has been updated. It originally said that 15 people had died in Belk.",
    "This report incorrectly stated that Anton Brel was killed in Belk on Monday.",
    "The headline has been amended because it said 15 villagers had died.",
    "Correction (May 13): Anton Brel was not killed in Belk on Monday.",
    "We have corrected the number of villagers who were killed in Belk on Monday.",
]
CLAIMS = [
    "An earlier version of the law said five gates were opened on Monday.",
    "The report was published on Monday and said 15 people had died in Belk.",
    "The report was revised by the Water Ministry on Monday.",
    "Sarnow Hydro said it had corrected its report on the five gates.",
    "This report said on Monday that Sarnow Hydro had opened five gates.",
]


@pytest.mark.parametrize("text", NOTES)
def test_a_correction_note_is_no_claim(extract, text):
    assert extract(text).candidates == ()


@pytest.mark.parametrize("text", CLAIMS)
def test_words_that_only_resemble_a_note_stay_claims(extract, text):
    assert extract(text).candidates


def test_only_the_note_goes(extract):
    text = (
        "Four gates were raised on Monday, Sarnow Hydro said. "
        "An earlier version of this article said that five gates were raised."
    )
    assert [c.words for c in extract(text).candidates] == [
        "Four gates were raised on Monday"
    ]
