"""The beginning of a long text, to be read before the rest. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from sources.text.base import ExtractedText

#: Texts over so many characters (some 25 pages) are shown from their beginning.
LONG = 75_000
#: What is shown first: so many characters of paragraphs, some thirty sentences, in
#: which claims are found in a moment. Titles and contents before them do not count, up
#: to three pages in all.
ENOUGH, FIRST = 2_500, 8_000
#: Shorter blocks are lines of a title page or of a table of contents.
PARAGRAPH = 120
_STOP = re.compile(r"[^\W\d]{2}[.!?][\"'”’»)]*(?=\s|\Z)")
_APART = re.compile(r"\S.*?(?=\n\s*\n|\s*\Z)", re.DOTALL)
#: Where to cut, best first; lines of a PDF end in the middle of sentences.
_ENDS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\n\s*\n",
        r"(?<=[.!?\"'”’])\n",
        r"(?<=[^\W\d]{3}[.!?])\s(?=\s*[\"'“‘]?[^\W\d_])",
        r"\n",
        r"(?<=[.!?])\s",
    )
)


def beginning_of(extracted: ExtractedText) -> ExtractedText:
    """Return the first paragraphs, with the blocks that lie in them."""
    cut = _cut(extracted.text, _size(extracted))
    return replace(
        extracted,
        text=extracted.text[:cut],
        blocks=tuple(
            replace(block, end=min(block.end, cut))
            for block in extracted.blocks
            if block.start < cut
        ),
        pages=tuple(start for start in extracted.pages if start < cut),
    )


def is_enough(extracted: ExtractedText) -> bool:
    """Say whether this much of a longer text has something to show."""
    return len(extracted.text) >= FIRST or _size(extracted) < FIRST


def _size(extracted: ExtractedText) -> int:
    """Return where enough was told in paragraphs, or where to stop all the same."""
    told = 0
    for start, end in _paragraphs(extracted):
        told += end - start
        if told >= ENOUGH:
            return min(end - (told - ENOUGH), FIRST)
    return FIRST


def _paragraphs(extracted: ExtractedText) -> Iterator[tuple[int, int]]:
    """Yield where sentences stand together, near enough to the start."""
    text = extracted.text
    spans = [(b.start, b.end) for b in extracted.blocks if b.kind == "body"]
    if not extracted.blocks:
        spans = [found.span() for found in _APART.finditer(text[: 2 * FIRST])]
    for start, end in spans:
        if start >= FIRST:
            return
        if end - start >= PARAGRAPH and _STOP.search(text, start, end):
            yield start, end


def _cut(text: str, size: int) -> int:
    """Return where to cut: at the last end of something in the second half of it."""
    for end in _ENDS:
        found = [m.start() for m in end.finditer(text, size // 2, size)]
        if found:
            return found[-1]
    return size
