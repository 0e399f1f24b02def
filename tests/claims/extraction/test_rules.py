"""The extractor as a whole."""

from dataclasses import replace

import pytest

from claims.extraction import EXTRACTORS, load_extractor
from claims.extraction.base import Extraction

STORY = """Gates open above Belk

BELK, Lodavia — Sarnow Hydro said Tuesday it had opened two gates of the Sarnow dam.

The wave killed at least 12 villagers in Belk, the Water Ministry said.

“The water came at night,” farmer Josef Tarn said. “It took the bridge with it.”

The dam was inspected in April.
"""


def test_the_extractor_is_made_once_and_named():
    extractor = load_extractor("rules")
    assert extractor is load_extractor("rules")
    assert (extractor.method, extractor.version) == ("rules", "4")
    assert "rules" in EXTRACTORS


def test_an_unknown_extractor_is_refused():
    with pytest.raises(KeyError):
        load_extractor("oracle")


@pytest.mark.parametrize("language", ["ru", "uk", "de"])
def test_other_languages_give_nothing(extract, document, language):
    facts = replace(document("").facts, language=language)
    assert extract(STORY, facts) == Extraction((), ())


def test_an_unknown_language_is_read(extract, document):
    facts = replace(document("").facts, language="")
    assert extract(STORY, facts).candidates


def test_an_empty_document_gives_nothing(extract):
    assert extract("") == Extraction((), ())


def test_two_runs_give_the_same(extract):
    assert extract(STORY) == extract(STORY)


def test_candidates_come_in_document_order(extract):
    segments = [c.selector.segments for c in extract(STORY).candidates]
    assert segments == sorted(segments)


def test_a_range_gives_its_part_of_the_whole(document):
    extractor = load_extractor("rules")
    whole = document(STORY)
    middle = len(whole.sentences) // 2
    parts = [
        extractor.extract(whole, first=0, last=middle),
        extractor.extract(whole, first=middle),
    ]
    together = [c.selector for part in parts for c in part.candidates]
    assert together == [c.selector for c in extractor.extract(whole).candidates]


def test_a_range_knows_who_was_speaking_before_it(document):
    text = (
        "“The water came at night,” farmer Josef Tarn said.\n\n"
        "“It took the bridge of Belk and twelve houses with it.”"
    )
    whole = document(text)
    found = load_extractor("rules").extract(whole, first=len(whole.sentences) - 1)
    assert [q.speaker for q in found.quotes] == ["Josef Tarn"]


def test_credits_are_no_claims(extract):
    text = STORY + "\nNorwire contributed reporting.\n"
    assert not any("Norwire" in c.words for c in extract(text).candidates)
