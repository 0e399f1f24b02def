"""A long text in parts, so that no page of the reader is heavy.

Values in, frozen dataclasses out. Parts follow one another without a gap; they end
where a block ends, or inside a very long block at the end of a sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# Some seven pages of a book; where each sentence has two notes, 350 KB of HTML.
PART_CHARACTERS = 16_000
_STOP = re.compile(r"[.!?][”\"’')\]]*\s+|\n")


@dataclass(frozen=True, slots=True)
class Part:
    """Text ``[start, end)``; ``number`` counts from 1."""

    number: int
    start: int
    end: int


def parts_of(
    text: str, block_ends: Iterable[int], *, size: int = PART_CHARACTERS
) -> list[Part]:
    """Return the parts of a text, at least one, each of about ``size`` characters."""
    edges = [0]
    ends = sorted({end for end in block_ends if 0 < end <= len(text)})
    while len(text) - edges[-1] > size * 1.25:
        edges.append(_edge(text, ends, edges[-1], size))
    edges.append(len(text))
    return [
        Part(number, start, end)
        for number, (start, end) in enumerate(zip(edges, edges[1:], strict=False), 1)
    ]


def _edge(text: str, ends: Sequence[int], start: int, size: int) -> int:
    """Where a part that begins at ``start`` ends: the last good place within size."""
    limit = start + size
    at = bisect_right(ends, limit) - 1
    if at >= 0 and ends[at] > start + size // 2:
        return ends[at]
    stops = [stop.end() for stop in _STOP.finditer(text, start + size // 2, limit)]
    return stops[-1] if stops else limit


def part_at(parts: Sequence[Part], offset: int) -> Part:
    """Return the part in which a character stands."""
    return parts[max(0, bisect_right([p.start for p in parts], offset) - 1)]
