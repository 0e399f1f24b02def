"""Read a whole document: reading text, blocks, sentences, facts."""

from __future__ import annotations

from dataclasses import replace

from sources.text.base import ExtractedText, ReadDocument
from sources.text.reading import make_reading
from sources.text.sentences import split_sentences


def read_document(key: str, extracted: ExtractedText, *, url: str = "") -> ReadDocument:
    """Return ``extracted`` as later stages see it; ``url`` helps with date and outlet.

    ``key`` names the document among others. Pure and repeatable: the same text gives
    the same offsets.
    """
    if url and not extracted.facts.canonical_url:
        facts = replace(extracted.facts, canonical_url=url)
        extracted = replace(extracted, facts=facts)
    reading, blocks, found = make_reading(extracted)
    sentences = split_sentences(reading, blocks, found.language)
    return ReadDocument(key, extracted.text, reading, blocks, sentences, found)
