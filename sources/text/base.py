"""Values the reading stage gives to every later one.

Offsets are Unicode code points, half-open ``[start, end)``. Two coordinate systems
exist: *text* offsets point into the immutable ``TextRevision.text``; *reading*
offsets point into the reading text, where wraps, links and markup are undone.
Only :class:`ReadingText` converts between them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
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
    """``length`` code points equal in both texts, at these two offsets."""

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

        Gaps of whitespace alone in the original must have been closed by the caller's
        choice of pieces; adjacent segments are merged.
        """
        found: list[Span] = []
        for piece in self.pieces:
            low = max(start, piece.reading)
            high = min(end, piece.reading + piece.length)
            if low < high:
                shift = piece.text - piece.reading
                found.append((low + shift, high + shift))
        return merge_adjacent(found)

    def to_reading(self, start: int, end: int) -> Span | None:
        """Return the reading span that covers text ``[start, end)``, None if cut out."""
        spans = [
            (
                max(start, p.text) - p.text + p.reading,
                min(end, p.text + p.length) - p.text + p.reading,
            )
            for p in self.pieces
            if max(start, p.text) < min(end, p.text + p.length)
        ]
        return (spans[0][0], spans[-1][1]) if spans else None


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
    known; then ``reason`` says why.
    """

    value: str = ""
    how: Literal["", "metadata", "dateline", "embed", "url", "inferred", "editor"] = ""
    reason: str = ""


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
