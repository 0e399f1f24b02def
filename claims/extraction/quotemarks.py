"""Where quotation marks open and close, paragraph by paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass

PAIRS = {"“": "”", "«": "»", "„": "“"}
CLOSERS = "”»"
_OPENERS = re.compile("[" + "".join(PAIRS) + "\"'‘]")
# Hands that type one mark and close with another: "… now,” he said.
_MIXED = {'"': "”", "”": '"'}
_STRAIGHT_BEFORE = " \n\t([—–-/“‘…"
_BRACKETS = re.compile(r"\s*\[[^\]]*\]\s*")
MAX_SINGLE = 400  # longer "single-quoted" runs are apostrophes that found each other


@dataclass(frozen=True, slots=True)
class Marks:
    """A quotation ``[start, end)`` in reading offsets, marks included.

    ``inner_start``/``inner_end`` leave the marks out. ``closed`` is False when the
    paragraph ends first, as in a quotation that goes on in the next one.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool


def find_marks(text: str, start: int, end: int) -> list[Marks]:
    """Return the quotations of the paragraph ``[start, end)``, outermost only."""
    found, at = [], start
    while (possible := _OPENERS.search(text, at, end)) is not None:
        at = possible.start()
        closer = _opens(text, at, start)
        if not closer:
            at += 1
            continue
        close = _closes(text, at + len(closer), end, closer)
        if close is None and closer in ("’", "'", "''"):
            at += 1
            continue
        stop = end if close is None else close
        width = len(closer)
        found.append(
            Marks(at, min(stop + width, end), at + width, stop, close is not None)
        )
        at = stop + width
    return [marks for marks in found if marks.inner_end - marks.inner_start > 1]


def _opens(text: str, at: int, start: int) -> str:
    """Return the mark that would close a quotation opened at ``at``, or ""."""
    char = text[at]
    if char in PAIRS:
        return PAIRS[char]
    if text.startswith("''", at) and text[at + 2 : at + 3].strip():
        return "''"
    free = at == start or text[at - 1] in _STRAIGHT_BEFORE
    solid = at + 1 < len(text) and not text[at + 1].isspace()
    if char == '"' and free and solid:
        return '"'
    if char in "‘'" and free and solid and text[at + 1].isalpha():
        return "’" if char == "‘" else "'"
    return ""


def _closes(text: str, at: int, end: int, closer: str) -> int | None:
    if len(closer) > 1 or closer not in "’'":
        found = text.find(closer, at, end)
        other = _MIXED.get(closer)
        mixed = text.find(other, at, end if found < 0 else found) if other else -1
        if mixed >= 0 and _ends(text, mixed):
            return mixed
        return None if found < 0 else found
    for index in range(at, min(end, at + MAX_SINGLE)):
        after = text[index + 1] if index + 1 < end else " "
        if text[index] == closer and not after.isalnum() and text[index - 1] != " ":
            if text[index - 1] == "s" and "’" in text[index + 1 : end]:
                continue  # a plural possessive: the real end comes later
            return index
    return None


def _ends(text: str, at: int) -> bool:
    """Say whether the mark at ``at`` closes a quotation, rather than opens one."""
    after = text[at + 1 : at + 2]
    return text[at - 1] not in _STRAIGHT_BEFORE and not after.isalnum()


def without_brackets(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut ``[the reporter's words]`` out of ``[start, end)``; spans in order."""
    pieces, at = [], start
    for match in _BRACKETS.finditer(text, start, end):
        if match.start() > at:
            pieces.append((at, match.start()))
        at = match.end()
    if at < end:
        pieces.append((at, end))
    return pieces
