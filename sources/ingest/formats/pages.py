"""Lines of pages into one text: running heads out, paragraphs apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from sources.text.lines import TERMINAL

#: Lines at either end of a page that may be running heads or feet.
EDGE = 2
#: Share of pages on which a line must return (numbers apart) to be one.
RETURNS = 0.5
#: A step down of more than this many usual ones begins a paragraph.
WIDER = 1.35
#: Type this much larger than usual is a heading.
LARGER = 1.2
PAGE_NUMBER = re.compile(
    r"^(?:page|p\.|стр\.?|с\.)?\s*[-–—|]?\s*\d{1,4}\s*[-–—|]?(?:\s*(?:of|/|из)\s*\d{1,4})?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PageLine:
    """``top`` and ``size`` in points; top counts from the foot of the page."""

    words: str
    top: float
    size: float


def join_pages(pages: Sequence[Sequence[PageLine]]) -> str:
    """Return one text, a line per line, a blank line between paragraphs."""
    kept = drop_running_lines(pages)
    sizes = [line.size for page in kept for line in page if line.size > 0]
    usual = median(sizes) if sizes else 0.0
    out: list[str] = []
    for page in kept:
        if not page:
            continue
        if out:
            out.append("\n\n" if TERMINAL.search(out[-1]) else "\n")
        out += _page_text(page, usual)
    return "".join(out)


def drop_running_lines(
    pages: Sequence[Sequence[PageLine]],
) -> list[list[PageLine]]:
    """Return the pages without page numbers and lines that return on most pages."""
    counts = Counter(
        shape
        for page in pages
        for shape in {_shape(line.words) for line in (*page[:EDGE], *page[-EDGE:])}
    )
    needed = max(3, RETURNS * len(pages)) if len(pages) > 2 else 2
    running = {s for s, count in counts.items() if count >= needed}
    return [_without(page, running) for page in pages]


def _without(page: Sequence[PageLine], running: set[str]) -> list[PageLine]:
    lines = list(page)
    for from_end in (False, True):
        for _ in range(EDGE):
            at = -1 if from_end else 0
            if lines and _is_running(lines[at].words, running):
                lines.pop(at)
    return lines


def _is_running(words: str, running: set[str]) -> bool:
    return bool(PAGE_NUMBER.match(words)) or _shape(words) in running


def _shape(words: str) -> str:
    return re.sub(r"\d+", "#", re.sub(r"\s+", " ", words)).casefold()


def _page_text(page: Sequence[PageLine], usual: float) -> list[str]:
    steps = [
        a.top - b.top for a, b in zip(page, page[1:], strict=False) if a.top > b.top
    ]
    step = median(steps) if steps else 0.0
    out = [page[0].words]
    for before, line in zip(page, page[1:], strict=False):
        apart = step > 0 and before.top - line.top > WIDER * step
        column = line.top > before.top + step  # the next column begins
        resized = _is_large(before, usual) != _is_large(line, usual)
        ended = bool(TERMINAL.search(before.words))
        new = apart or resized or (column and ended)
        out += ["\n\n" if new else "\n", line.words]
    return out


def _is_large(line: PageLine, usual: float) -> bool:
    return usual > 0 and line.size > LARGER * usual
