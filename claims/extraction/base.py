"""Values the extraction stage gives to the evidence stage, and the extractor protocol.

Everything here is plain data: values in, frozen dataclasses out, no Django.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from sources.text.base import ReadDocument, Segments, Selector

ClaimType = Literal[
    "quantity",
    "event",
    "time",
    "place",
    "statement",
    "causal",
    "historical",
    "legal",
]
Factuality = Literal[
    "asserted",
    "attributed",
    "alleged",
    "negated",
    "conditional",
    "future",
    "rumour",
]
Modifier = Literal[
    "exactly", "about", "at_least", "more_than", "at_most", "less_than", "dozens"
]
Precision = Literal[
    "instant", "hour", "part_of_day", "day", "month", "season", "year", "range"
]
QuoteKind = Literal["direct", "indirect", "mixed"]
NameKind = Literal["person", "body", "place", "people"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A counted thing as an interval ``[low, high]``; None is unbounded.

    "at least 49 soldiers" is low 49, high None, noun "soldier". ``unit`` is for
    measures ("km", "%", "USD"), empty for counts. ``role`` is what happened to the
    counted ("killed", "wounded", …), empty when not said.
    """

    low: float | None
    high: float | None
    modifier: Modifier
    noun: str
    unit: str
    words: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class TimeRange:
    """An event time as an aware UTC range ``[start, end]``; equal ends: an instant.

    ``how`` says in words how it was read ("weekday against dateline 13 Sept 2022");
    ``zone`` is the zone the words used (IANA name or offset, empty when assumed).
    """

    start: datetime
    end: datetime
    precision: Precision
    words: str
    how: str
    zone: str = ""
    local: str = ""  # the clock as written: "09:00 Moscow time"


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One hand the words went through, outermost first: outlet ← agency ← utterer."""

    name: str
    role: Literal["utterer", "relay"]
    cue: str = ""
    reservation: str = ""


@dataclass(frozen=True, slots=True)
class FoundQuote:
    """A quotation, perhaps interrupted, with its speaker ("" when left open)."""

    selector: Selector
    words: str
    kind: QuoteKind
    speaker: str
    cue: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Repeat:
    """Words of the same document that say a claim again above it: headline or deck."""

    kind: Literal["headline", "deck"]
    segments: Segments
    words: str


@dataclass(frozen=True, slots=True)
class FoundCandidate:
    """A machine's proposed claim. Identity: its document and ``selector.segments``."""

    selector: Selector
    words: str  # reading text of the span, wraps undone
    sentence: int
    paragraph: int
    score: float  # check-worthiness in [0, 1]
    score_reasons: tuple[str, ...]
    type: ClaimType
    factuality: Factuality
    speaker: str  # who is said to have uttered it; "" means the outlet itself
    chain: tuple[ChainLink, ...]
    quote: QuoteKind | None
    quantities: tuple[Quantity, ...]
    event_time: TimeRange | None
    places: tuple[str, ...]
    actors: tuple[str, ...]
    agent: str
    action: str  # lemma of the main predicate
    patient: str
    negated: bool
    reservation: str  # "unconfirmed", "allegedly", "" for none
    also_at: tuple[Repeat, ...] = ()  # one claim, counted once


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name as written, with what its ``times`` mentions say about its kind.

    ``full`` is the longest form of a person's name that the text gives; ``votes`` are
    pairs of kind and weight, which add up over texts of one story.
    """

    text: str
    full: str
    times: int
    votes: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one run over one document found, in document order.

    ``first`` is the sentence it began at; ``names`` are those read from there on.
    """

    candidates: tuple[FoundCandidate, ...]
    quotes: tuple[FoundQuote, ...]
    names: tuple[FoundName, ...] = ()
    first: int = 0


class Extractor(Protocol):
    """``method`` and ``version`` name the run; a new version re-makes candidates."""

    method: str
    version: str

    def extract(
        self, document: ReadDocument, *, first: int = 0, last: int | None = None
    ) -> Extraction:
        """Extract from sentences ``[first, last)``; the whole document by default."""
        ...


__all__ = [
    "ChainLink",
    "ClaimType",
    "Extraction",
    "Extractor",
    "Factuality",
    "FoundCandidate",
    "FoundName",
    "FoundQuote",
    "Modifier",
    "NameKind",
    "Precision",
    "Quantity",
    "QuoteKind",
    "Repeat",
    "Segments",
    "TimeRange",
]
