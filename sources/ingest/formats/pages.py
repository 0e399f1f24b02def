"""Lines of pages into one text and its blocks; running heads and notes are marked.

The text of the first pages is the beginning of the text of all pages, so that what was
found in them stands at the same place when the rest has been read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from sources.ingest.formats.running import role_of_lines
from sources.text.base import Block, BlockKind
from sources.text.lines import TERMINAL
from sources.text.paragraphs import find_paragraphs

#: A step down of more than this many usual ones begins a paragraph.
WIDER = 1.35
#: Type this much larger than usual is a heading.
LARGER = 1.2
#: A first line is set in by so many times its type size, at least and at most.
INDENT, FARTHEST = 0.7, 6.0
LONGEST_HEADING = 300


@dataclass(frozen=True, slots=True)
class PageLine:
    """``top``, ``left``, ``size`` in points; top counts from the foot of the page."""

    words: str
    top: float
    size: float
    left: float = 0.0


@dataclass(frozen=True, slots=True)
class PagedText:
    """One text, its blocks in order, and the offset at which each page begins."""

    text: str
    blocks: tuple[Block, ...]
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """A line at ``start`` in the text; ``role`` is why it is no running text."""

    number: int
    start: int
    line: PageLine
    role: str
    step: float  # usual distance of lines on its page
    first: bool  # of its page

    @property
    def end(self) -> int:
        return self.start + len(self.line.words)


def join_pages(pages: Sequence[Sequence[PageLine]]) -> PagedText:
    """Return the text, a line per line, a blank line before what stands apart."""
    rows: list[_Row] = []
    starts: list[int] = []
    parts: list[str] = []
    position = 0
    roles = role_of_lines(pages)
    for page, page_roles in zip(pages, roles, strict=True):
        step = _usual_step(page)
        above: PageLine | None = None
        starts.append(position)
        for line, role in zip(page, page_roles, strict=True):
            mark = _mark(above, line, step) if rows else ""
            position += len(mark)
            if above is None:
                starts[-1] = position
            rows.append(_Row(len(rows), position, line, role, step, above is None))
            parts += [mark, line.words]
            position += len(line.words)
            above = line
    blocks = [Block(r.start, r.end, *KINDS[r.role]) for r in rows if r.role]
    blocks += _paragraphs([row for row in rows if not row.role])
    return PagedText(
        "".join(parts), tuple(sorted(blocks, key=lambda b: b.start)), tuple(starts)
    )


#: Role of a line -> kind and rule of its block.
KINDS: dict[str, tuple[BlockKind, str]] = {
    "running-head": ("boilerplate", "running-head"),
    "page-number": ("boilerplate", "page-number"),
    "footnote": ("caption", "footnote"),
}


def _usual_step(page: Sequence[PageLine]) -> float:
    steps = [a.top - b.top for a, b in pairwise(page) if a.top > b.top]
    return median(steps) if steps else 0.0


def _mark(above: PageLine | None, line: PageLine, step: float) -> str:
    """Return what parts two lines; it depends on their own page alone."""
    if above is None or _is_apart(above, line, step):
        return "\n\n"
    return "\n"


def _is_apart(above: PageLine, line: PageLine, step: float) -> bool:
    return step > 0 and above.top - line.top > WIDER * step


def _paragraphs(rows: Sequence[_Row]) -> Iterator[Block]:
    """Yield the paragraphs of the running text; each ends where another page begins.

    The one that goes on there has the rule ``page-continued``.
    """
    if not rows:
        return
    usual = median(row.line.size for row in rows)
    clean, starts = _without_marks(rows, usual)
    at = 0
    for block in find_paragraphs(clean, hard_wrapped=True, markdown=False):
        held: list[_Row] = []
        continued = False
        while at < len(rows) and starts[at] < block.end:
            if held and rows[at].number != held[-1].number + 1:
                yield _block(held, usual, continued=continued)
                held, continued = [], True
            held.append(rows[at])
            at += 1
        if held:
            yield _block(held, usual, continued=continued)


def _without_marks(rows: Sequence[_Row], usual: float) -> tuple[str, list[int]]:
    """Return the running text alone, and where in it each row starts."""
    starts, parts, position = [], [], 0
    for index, row in enumerate(rows):
        mark = _clean_mark(rows[index - 1], row, usual) if index else ""
        position += len(mark)
        starts.append(position)
        parts += [mark, row.line.words]
        position += len(row.line.words)
    return "".join(parts), starts


def _clean_mark(above: _Row, row: _Row, usual: float) -> str:
    ended = bool(TERMINAL.search(above.line.words))
    if _is_large(above.line, usual) != _is_large(row.line, usual):
        return "\n\n"
    turned = row.first or row.line.top > above.line.top + row.step
    if turned or row.number != above.number + 1:
        return "\n\n" if ended else "\n"
    if _is_apart(above.line, row.line, row.step):
        return "\n\n"
    return "\n\n" if ended and _is_set_in(above.line, row.line) else "\n"


def _is_set_in(above: PageLine, line: PageLine) -> bool:
    shift = line.left - above.left
    return INDENT * line.size < shift < FARTHEST * line.size


def _is_large(line: PageLine, usual: float) -> bool:
    return usual > 0 and line.size > LARGER * usual


def _block(rows: Sequence[_Row], usual: float, *, continued: bool) -> Block:
    start, end = rows[0].start, rows[-1].end
    if _is_large(rows[0].line, usual) and end - start <= LONGEST_HEADING:
        return Block(start, end, "headline", "large-type")
    return Block(start, end, "body", "page-continued" if continued else "paragraph")
