"""Values the reading stage gives to every later one.

Offsets are Unicode code points, half-open ``[start, end)``. Two coordinate systems
exist: *text* offsets point into the immutable ``TextRevision.text``; *reading*
offsets point into the reading text, where wraps, links and markup are undone.
Only :class:`ReadingText` converts between them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from typing import Literal

Span = tuple[int, int]
Segments = tuple[Span, ...]

BlockKind = Literal[
    "headline",
    "deck",
    "dateline",
    "caption",
    "body",
    "quote",
    "embed",
    "credit",
    "boilerplate",
]


@dataclass(frozen=True, slots=True)
class Selector:
    """A way to find words again (W3C Web Annotation position and quote selectors).

    ``segments`` are text offsets, sorted, disjoint and never adjacent; ``exact`` holds
    one slice per segment. ``prefix`` and ``suffix`` are up to 32 code points around
    the whole.
    """

    segments: Segments
    exact: tuple[str, ...]
    prefix: str = ""
    suffix: str = ""

    @property
    def start(self) -> int:
        return self.segments[0][0]

    @property
    def end(self) -> int:
        return self.segments[-1][1]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph-like run of *text* ``[start, end)`` with the rule that typed it."""

    start: int
    end: int
    kind: BlockKind
    rule: str


@dataclass(frozen=True, slots=True)
class Piece:
    """``length`` code points equal in both texts, at these two offsets.

    A piece of length 0 is a *bridge*: the text left out here (a line end, a hyphen
    of a split word, emphasis marks) belongs to the words on both sides, so a span
    over it stays one segment. A gap without a bridge is foreign text.
    """

    reading: int
    text: int
    length: int


@dataclass(frozen=True, slots=True)
class ReadingText:
    """The text as it should be read, and the map back to the untouched text.

    ``pieces`` are sorted by both offsets and never overlap; reading characters covered
    by no piece (a space for a joined line) exist in the reading text alone.
    """

    text: str
    pieces: tuple[Piece, ...]

    def to_segments(self, start: int, end: int) -> Segments:
        """Return the text segments behind reading ``[start, end)``; may be empty.

        Gaps that hold a bridge are closed; adjacent segments are merged.
        """
        found: list[Span] = []
        bridged = False
        for index in range(self._first_piece(start), len(self.pieces)):
            piece = self.pieces[index]
            if piece.reading >= end:
                break
            if piece.length == 0:
                bridged = True
                continue
            low = max(start, piece.reading)
            high = min(end, piece.reading + piece.length)
            if low >= high:
                continue
            shift = piece.text - piece.reading
            if found and (bridged or found[-1][1] == low + shift):
                found[-1] = (found[-1][0], high + shift)
            else:
                found.append((low + shift, high + shift))
            bridged = False
        return tuple(found)

    def to_reading(self, start: int, end: int) -> Span | None:
        """Return the reading span over text ``[start, end)``, None if cut out."""
        first = last = -1
        index = max(0, bisect_right(self.pieces, start, key=_text_offset) - 1)
        while index > 0 and self.pieces[index].length == 0:
            index -= 1
        for piece in islice(self.pieces, index, None):
            if piece.text >= end:
                break
            low, high = max(start, piece.text), min(end, piece.text + piece.length)
            if low < high:
                shift = piece.reading - piece.text
                first = low + shift if first < 0 else first
                last = high + shift
        return (first, last) if first >= 0 else None

    def _first_piece(self, start: int) -> int:
        return max(0, bisect_right(self.pieces, start, key=_reading_offset) - 1)


def _reading_offset(piece: Piece) -> int:
    return piece.reading


def _text_offset(piece: Piece) -> int:
    return piece.text


def merge_adjacent(spans: Iterable[Span]) -> Segments:
    """Sort spans and join those that touch or overlap."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


@dataclass(frozen=True, slots=True)
class KnownDate:
    """A date with how it is known.

    ``value`` is an ISO date or an ISO instant with offset, empty when it cannot be
    known; then ``reason`` says why, and ``partial`` holds ``--MM-DD`` (XML Schema
    gMonthDay) where the day is known and the year alone is not.
    """

    value: str = ""
    how: Literal[
        "", "metadata", "dateline", "embed", "note", "url", "inferred", "editor"
    ] = ""
    reason: str = ""
    partial: str = ""


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What the document says about itself. Empty strings mean: not found."""

    title: str = ""
    byline: str = ""
    outlet: str = ""
    language: str = ""
    published: KnownDate = KnownDate()
    updated: KnownDate = KnownDate()
    dateline_place: str = ""
    zone: str = ""  # IANA name of the dateline's zone
    credits: tuple[str, ...] = ()  # wire credits: "AFP", "TASS"
    canonical_url: str = ""
    #: (field, how it is known) of every other field found; dates say it themselves.
    how_known: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ExtractedText:
    """What a format reader gives: one canonical string and hints about its blocks.

    For txt and md ``text`` is the decoded file with newlines untouched.
    """

    text: str
    blocks: tuple[Block, ...] = ()  # hints; empty means: find them in the text
    facts: DocumentFacts = DocumentFacts()
    markup: Literal["none", "markdown"] = "none"
    hard_wrapped: bool | None = None  # None: decide from the line lengths
    pages: tuple[int, ...] = ()  # where each page begins in ``text``


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in its block; ``start``/``end`` are *reading* offsets."""

    index: int
    start: int
    end: int
    paragraph: int
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document as the extraction stage sees it: everything read, nothing judged."""

    key: str
    text: str
    reading: ReadingText
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    facts: DocumentFacts = field(default_factory=DocumentFacts)

    def words(self, segments: Segments) -> tuple[str, ...]:
        return tuple(self.text[start:end] for start, end in segments)
