"""One sentence held against another, each read as a document of its own.

In: sentences with what is known of where they stood. Out: a Bearing. This is what the
measures of the comparer and ``manage.py evaluate stance`` call.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from claims.evidence.compare.accounts import Account, account_of
from claims.evidence.compare.bearing import Bearing, bearing
from claims.extraction import load_extractor
from claims.extraction.times import Context, find_times
from sources.text.base import DocumentFacts, ExtractedText, KnownDate
from sources.text.document import read_document

# Check-worthiness plays no part here, so the model behind it is not asked.
EXTRACTOR = "rules-alone"


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence; ``date`` is ISO, ``zone`` an IANA name, "" for what is not known."""

    words: str
    date: str = ""
    zone: str = ""
    source: str = ""


def compare_sentences(a: Told, b: Told) -> Bearing:
    """Say what ``b`` does to ``a``; both are taken to be of one story."""
    return bearing(read_told(a), read_told(b))


@lru_cache(maxsize=4096)
def read_told(told: Told) -> Account:
    """Read a sentence as a document of one sentence, and lay it open."""
    facts = DocumentFacts(
        outlet=told.source,
        language="en",
        published=KnownDate(told.date, "metadata" if told.date else ""),
        zone=told.zone,
    )
    document = read_document("sentence", ExtractedText(told.words, facts=facts))
    found = load_extractor(EXTRACTOR).extract(document)
    words = document.reading.text
    times = find_times(words, Context.of(document.facts, words))
    return account_of(
        words,
        [(t.start, t.end, t.range) for t in times],
        found.candidates,
        published=told.date,
    )
