"""A text cut into runs for the reader's page: blocks, marks, places to tick.

Values in, frozen dataclasses out. What is shown follows the reading text (wraps and
markup undone), yet every run knows its offset in the untouched text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from sources.text.base import Segments

GREY = {
    "boilerplate": _("not read"),
    "caption": _("caption, not read"),
    "credit": _("credit, not read"),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """Words underlined by state; ``note`` is the id of the margin note beside.

    ``title`` says the state in words, for those who see no colour.
    """

    note: str
    kind: str
    title: str
    segments: Segments


@dataclass(frozen=True, slots=True)
class Run:
    """Characters shown alike; ``at`` is their text offset, None for a joining space."""

    text: str
    at: int | None
    mark: Mark | None = None
    first: bool = False  # of its mark: carries the mark's id
    cut: bool = False  # foreign text in the middle of a sentence
    pick: Any = None  # the passage that begins here


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block, or what of it stands in the part shown, over text ``[start, end)``.

    ``notes`` are the margin notes of the words in it, for whoever lays them beside.
    """

    kind: str
    rule: str
    grey: str
    start: int
    end: int
    runs: list[Run] = field(default_factory=list)
    notes: list[Any] = field(default_factory=list)


def paragraphs(
    revision: Any,
    marks: Iterable[Mark],
    passages: Iterable[Any] = (),
    within: tuple[int, int] | None = None,
) -> list[Paragraph]:
    """Return the blocks of a revision in order, cut into runs.

    Only what stands in text ``within``, if that is given.
    """
    owners = Owners(marks)
    picks = Picks({p.segments[0][0]: p for p in passages})
    seen: set[str] = set()
    low, high = within or (0, len(revision.text))
    shown_blocks = (
        (max(start, low), min(end, high), kind, rule)
        for start, end, kind, rule in revision.blocks
    )
    return [
        Paragraph(
            kind,
            rule,
            GREY.get(kind, ""),
            start,
            end,
            list(cut(revision, start, end, owners, picks, seen)),
        )
        for start, end, kind, rule in shown_blocks
        if start < end
    ]


class Picks:
    """Passages by the offset where their tick box stands."""

    def __init__(self, by_start: dict[int, Any]) -> None:
        self.by_start = by_start
        self.starts = sorted(by_start)


class Owners:
    """Which mark owns a character: of those over it, the shortest.

    The marks' ends cut the text into intervals; each is painted from the longest mark
    to the shortest, so that looking one up is a bisection however many marks there are.
    """

    def __init__(self, marks: Iterable[Mark]) -> None:
        ordered = sorted(marks, key=lambda m: -sum(e - s for s, e in m.segments))
        self.edges = sorted({x for m in ordered for seg in m.segments for x in seg})
        self.painted: list[Mark | None] = [None] * len(self.edges)
        for mark in ordered:
            for start, end in mark.segments:
                low, high = bisect_left(self.edges, start), bisect_left(self.edges, end)
                self.painted[low:high] = [mark] * (high - low)

    def at(self, offset: int) -> Mark | None:
        index = bisect_right(self.edges, offset) - 1
        return self.painted[index] if index >= 0 else None

    def between(self, start: int, end: int) -> list[int]:
        return between(self.edges, start, end)


def between(edges: list[int], start: int, end: int) -> list[int]:
    """Return the edges strictly inside ``(start, end)``."""
    return edges[bisect_right(edges, start) : bisect_left(edges, end)]


def cut(
    revision: Any,
    start: int,
    end: int,
    owners: Owners,
    picks: Picks,
    seen: set[str],
) -> Iterator[Run]:
    parts = list(shown(revision, start, end))
    for number, (at, text, foreign) in enumerate(parts):
        if at is None:
            yield Run(text, None, joined(parts[number - 1], parts[number + 1], owners))
            continue
        stop = at + len(text)
        inside = {*owners.between(at, stop), *between(picks.starts, at, stop)}
        edges = [at, *sorted(inside), stop]
        for low, high in zip(edges, edges[1:], strict=False):
            mark = owners.at(low)
            first = mark is not None and mark.note not in seen
            if mark:
                seen.add(mark.note)
            words = revision.text[low:high]
            yield Run(words, low, mark, first, foreign, picks.by_start.get(low))


Part = tuple[int | None, str, bool]


def joined(before: Part, after: Part, owners: Owners) -> Mark | None:
    """The mark that goes on over a joining space, if one does."""
    if before[0] is None or after[0] is None:
        return None
    mark = owners.at(before[0] + len(before[1]) - 1)
    return mark if mark is owners.at(after[0]) else None


def shown(revision: Any, start: int, end: int) -> Iterator[Part]:
    """Yield ``(text offset or None, characters, foreign)`` of a block as it is read.

    A gap with a bridge in it (a line end, markup) is left out; a gap without one is
    foreign text and stays, marked; what only the reading text has is a joining space.
    """
    position, reading_end, bridged, any_piece = start, None, False, False
    for reading, text, length in pieces_over(revision.pieces, start, end):
        if length == 0:
            bridged = True
            continue
        low, high = max(text, start), min(text + length, end)
        if low >= high:
            continue
        gap = revision.text[position:low]
        if any_piece and gap.strip() and not bridged:
            yield from lines(position, gap, True)
        begin = reading + (low - text)
        if any_piece and reading_end is not None and begin > reading_end:
            yield None, revision.reading_text[reading_end:begin], False
        yield from lines(low, revision.text[low:high], False)
        position, reading_end = high, begin + (high - low)
        bridged, any_piece = False, True
    if not any_piece:
        yield from lines(start, revision.text[start:end], False)


def pieces_over(pieces: list[Any], start: int, end: int) -> Iterator[Any]:
    index = max(0, bisect_right(pieces, start, key=lambda p: p[1]) - 1)
    while index > 0 and pieces[index][2] == 0:
        index -= 1
    for piece in pieces[index:]:
        if piece[1] >= end:
            return
        yield piece


def lines(at: int, text: str, foreign: bool) -> Iterator[tuple[int, str, bool]]:
    """Split at carriage returns, which browsers drop and so would shift offsets."""
    for part in text.split("\r"):
        if part:
            yield at, part, foreign
        at += len(part) + 1
