"""Rulings remembered are those that the parser's own ruler gives."""

from __future__ import annotations

import pytest
from spacy.attrs import DEP, LEMMA, MORPH, POS, TAG

from claims.extraction.parsing import language
from claims.extraction.rulings import as_shipped

SET = [POS, MORPH, LEMMA, TAG, DEP]


@pytest.mark.parametrize(
    "text",
    [
        "The two gates were closed, but nobody had told the miller's wife.",
        "There's nothin' left, and it ain't gonna be better: let's go, y'all.",
        "There were floods that the dams, which were old, had to hold back.",
        "She has said it does; he'd have paid 3.5 million for what was theirs.",
        "All  of\nthem got ta go;   that one did n't. C'm on!",
        "",
    ],
)
def test_they_are_the_shipped_ones(text):
    nlp = language()
    with as_shipped(nlp):
        shipped = nlp(text)
    for _ in ("asked", "remembered"):
        assert (nlp(text).to_array(SET) == shipped.to_array(SET)).all()
