"""The beginning of a long text, to be read before the rest. Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from sources.text.base import ExtractedText

#: Texts over so many characters (some 25 pages) are shown from their beginning.
LONG = 75_000
#: What is shown first: some three pages, cut where a paragraph or a sentence ends.
FIRST = 8_000
_ENDS = (re.compile(r"\n\s*\n"), re.compile(r"\n"), re.compile(r"(?<=[.!?])\s"))


def beginning_of(extracted: ExtractedText) -> ExtractedText:
    """Return the first 8,000 characters or so, with the blocks that lie in them."""
    cut = _cut(extracted.text)
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


def _cut(text: str) -> int:
    """Return where to cut: at the last end of something in the second half of it."""
    for end in _ENDS:
        found = [m.start() for m in end.finditer(text, FIRST // 2, FIRST)]
        if found:
            return found[-1]
    return FIRST
