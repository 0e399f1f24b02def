"""Sentences from many desks, read as an editor would read them."""

from itertools import pairwise

import pytest

from claims.extraction.candidates import CandidateMaker
from claims.extraction.parsing import parse
from claims.extraction.reading import read
from claims.extraction.times import Context
from tests.claims.extraction.unit_table import TABLE


@pytest.fixture(scope="module")
def claims_of(document):
    def run(text):
        read_text = document(text)
        context = Context.of(read_text.facts, read_text.reading.text)
        return CandidateMaker(read(parse(read_text)), context).make()

    return run


def row_of(claim):
    words = claim.words.rstrip(".")
    roles = (claim.agent, claim.action, claim.patient)
    return (words, claim.type, claim.factuality, *roles)


@pytest.mark.parametrize(("text", "rows"), TABLE, ids=lambda value: str(value)[:40])
def test_a_sentence_gives_its_claims(claims_of, text, rows):
    found = [row_of(claim) for claim in claims_of(text)]
    masked = [
        tuple(None if want is None else got for got, want in zip(one, row, strict=True))
        for one, row in zip(found, rows, strict=False)
    ]
    assert len(found) == len(rows), found
    assert masked == rows


@pytest.mark.parametrize("text", [text for text, _ in TABLE])
def test_segments_are_exact_and_in_order(claims_of, text):
    for claim in claims_of(text):
        segments = claim.selector.segments
        pieces = [text[start:end] for start, end in segments]
        assert list(claim.selector.exact) == pieces
        assert all(one[1] <= two[0] for one, two in pairwise(segments))


def test_numbers_go_with_the_place_they_are_told_of(claims_of):
    one, two = claims_of("The storm killed four people in Arlen and nine in Brod.")
    assert [(q.low, q.noun, q.role) for q in one.quantities] == [
        (4.0, "people", "killed")
    ]
    assert [(q.low, q.noun, q.role) for q in two.quantities] == [
        (9.0, "people", "killed")
    ]


def test_who_kills_is_not_counted_among_the_killed(claims_of):
    (claim,) = claims_of("Six gunmen killed two soldiers in Belk.")
    assert [(q.noun, q.role) for q in claim.quantities] == [
        ("gunman", ""),
        ("soldier", "killed"),
    ]


def test_a_participle_takes_the_day_and_place_of_its_clause(claims_of):
    _, toll = claims_of("A bomb exploded in Belk on Monday, killing 12 people.")
    assert toll.event_time is not None
    assert toll.event_time.words == "Monday"
    assert toll.places == ("Belk",)
    assert "same sentence" in toll.event_time.how


def test_the_year_of_a_thing_is_not_that_of_the_event(claims_of):
    (claim,) = claims_of("The fire destroyed the market hall built in 1902.")
    assert claim.event_time is None


def test_what_is_joined_to_an_accusation_is_the_outlets_own(claims_of):
    accused, left = claims_of("Mira Halvik accused Belk of fraud and left the talks.")
    assert (accused.factuality, accused.speaker) == ("alleged", "Mira Halvik")
    assert (left.factuality, left.speaker) == ("asserted", "")


def test_a_doubt_covers_all_parts(extract):
    text = (
        "The dam burst on Monday and killed 12 villagers in Belk, the ministry said. "
        "The report has not been confirmed."
    )
    found = extract(text).candidates
    assert [bool(c.reservation) for c in found] == [True, True]
