"""Lines of a text, and whether its paragraphs were wrapped by hand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sources.text.abbreviations import stops_short

NEWLINE = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
TERMINAL = re.compile(r"[.!?…:;。！？։۔।؟][\"'”’»)\]*_]*\s*$")

#: Hand-wrapped prose is 40 to 120 columns wide in mail, PDF copies and agencies' text.
NARROWEST, WIDEST = 40, 130
#: A line counts as full when the next word would have passed this part of the width;
#: proportional fonts make true margins ragged by about a sixth.
FULL = 0.85


@dataclass(frozen=True, slots=True)
class Line:
    """Text offsets of a line without its line end and outer whitespace."""

    start: int
    end: int
    indent: int

    @property
    def blank(self) -> bool:
        return self.start == self.end

    @property
    def width(self) -> int:
        return self.end - self.start


def split_lines(text: str) -> list[Line]:
    """Return every line of ``text``; blank ones have ``start == end``."""
    lines, position = [], 0
    for match in NEWLINE.finditer(text):
        lines.append(_line(text, position, match.start()))
        position = match.end()
    lines.append(_line(text, position, len(text)))
    return lines


def _line(text: str, start: int, end: int) -> Line:
    raw = text[start:end]
    body = raw.strip().strip("\ufeff\u200b").strip()
    if not body:
        return Line(start, start, 0)
    low = start + raw.index(body)
    indent = len(raw[: low - start].replace("\ufeff", ""))
    return Line(low, low + len(body), indent)


def is_hard_wrapped(text: str, lines: list[Line], *, markdown: bool = False) -> bool:
    """Decide from line lengths whether a line end is a mere wrap.

    Lines wrapped by hand are all nearly full: the first word of the next line would
    not have fitted. Lines that are paragraphs end anywhere, mostly after a full stop.
    Of very few lines one must go on with a small letter, or any letter in ``markdown``,
    where headlines have marks of their own.
    """
    pairs = [
        (a, b) for a, b in zip(lines, lines[1:], strict=False) if a.width and b.width
    ]
    if not pairs:
        return False
    width = wrap_width(lines)
    if not NARROWEST <= width <= WIDEST:
        return False
    full = sum(_is_full(text, a, b, width) for a, b in pairs)
    finished = sum(_is_finished(text, a, b) for a, b in pairs)
    if len(pairs) < 3:
        goes_on = any(text[b.start].islower() for _, b in pairs)
        return full == len(pairs) > finished and (goes_on or markdown)
    if full == len(pairs):
        return finished < len(pairs)
    return full >= 0.7 * len(pairs) and finished <= 0.5 * len(pairs)


def _is_finished(text: str, line: Line, following: Line) -> bool:
    words = text[line.start : line.end]
    after = text[following.start : following.start + 1]
    return bool(TERMINAL.search(words)) and not stops_short(words, after)


def wrap_width(lines: list[Line]) -> int:
    """Return the column near which lines end: the 95th percentile of their widths."""
    widths = sorted(line.width for line in lines if line.width)
    return widths[min(len(widths) - 1, int(0.95 * len(widths)))] if widths else 0


def _is_full(text: str, line: Line, following: Line, width: int) -> bool:
    word = text[following.start : following.end].split(maxsplit=1)[0]
    return line.width + 1 + len(word) > FULL * width
