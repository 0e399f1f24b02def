"""Utterances written by hand, for tests: the Sarnow dam and two invented neighbours."""

from datetime import UTC, datetime, timedelta

from claims.evidence.base import Utterance
from claims.evidence.embedding import embed
from claims.extraction.base import FoundCandidate, Quantity, TimeRange
from sources.text.base import DocumentFacts, KnownDate, Selector

FLOOD_DAY = "2031-05-06"


def document(published=FLOOD_DAY, outlet="", credits=()):
    return DocumentFacts(
        outlet=outlet,
        published=KnownDate(published, "metadata" if published else ""),
        credits=tuple(credits),
    )


def at(text, *, zone="UTC", local="", words="", precision="instant", lasts=0):
    start = datetime.fromisoformat(text)
    if start.tzinfo is None:
        start = start.replace(tzinfo=UTC)
    return TimeRange(
        start=start,
        end=start + timedelta(hours=lasts),
        precision=precision,
        words=words or local or text,
        how="written so",
        zone=zone,
        local=local,
    )


def count(number, noun, words="", *, modifier="exactly", role="", unit=""):
    low, high = number if isinstance(number, tuple) else (number, number)
    if modifier in ("at_least", "more_than"):
        high = None
    return Quantity(low, high, modifier, noun, unit, words or f"{low} {noun}", role)


def said(words, key, *, doc="a.txt", facts=None, start=0, paragraph=0, **reading):
    """One utterance; ``reading`` overrides fields of the candidate."""
    found = {
        "selector": Selector(((start, start + len(words)),), (words,)),
        "words": words,
        "sentence": paragraph,
        "paragraph": paragraph,
        "score": 0.5,
        "score_reasons": (),
        "type": "event",
        "factuality": "asserted",
        "speaker": "",
        "chain": (),
        "quote": None,
        "quantities": (),
        "event_time": None,
        "places": (),
        "actors": (),
        "agent": "",
        "action": "",
        "patient": "",
        "negated": False,
        "reservation": "",
    } | reading
    return Utterance(
        key=key,
        document=doc,
        facts=facts or document(),
        found=FoundCandidate(**found),
        vector=embed([words])[0],
    )
