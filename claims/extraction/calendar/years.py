"""Years as they are written: "2021", "'87", "two thousand and twenty"."""

from __future__ import annotations

from claims.extraction.numerals import ONES, TENS, cardinal
from claims.extraction.tokens import Pieces

FIRST_YEAR, LAST_YEAR = 1500, 2100


def year_at(pieces: Pieces, i: int, *, bare: bool = False) -> tuple[int, int] | None:
    """Return the year at piece ``i`` and the index after it.

    ``bare`` allows two figures ("April of 87"), only behind a month or a day.
    """
    piece = pieces[i]
    if not piece.words:
        return None
    if piece.is_figure:
        after = pieces[i + 1]
        if after.glued and after.low in (":", "%", "st", "nd", "rd", "th", "/"):
            return None
        thousands = pieces[i + 2]
        goes_on = after.glued and after.low in (",", ".") and thousands.glued
        if goes_on and thousands.words.isdecimal() and len(thousands.words) == 3:
            return None
        if len(piece.words) == 4 and FIRST_YEAR <= int(piece.words) <= LAST_YEAR:
            return int(piece.words), i + 1
        if bare and len(piece.words) == 2 and pieces.low(i - 1) == "of":
            return _century(int(piece.words)), i + 1
        return None
    if piece.low in ("'", "’") and len(pieces[i + 1].words) == 2:
        if pieces[i + 1].is_figure and pieces[i + 1].glued:
            return _century(int(pieces[i + 1].words)), i + 2
        return None
    return _spoken(pieces, i)


def _century(number: int) -> int:
    return number + (1900 if number > 50 else 2000)


def _spoken(pieces: Pieces, i: int) -> tuple[int, int] | None:
    """Return the year of "nineteen eighty-four", "seventeen hundred thirty three"."""
    first = pieces.low(i)
    if first not in ONES and first not in TENS:
        return None
    whole = cardinal(pieces, i)
    if whole is None:
        return None
    if FIRST_YEAR <= whole.value <= LAST_YEAR and whole.value == int(whole.value):
        return int(whole.value), whole.last
    if first in ("seventeen", "eighteen", "nineteen", "twenty") and whole.last == i + 1:
        rest = cardinal(pieces, i + 1)
        hundreds = ONES.get(first, TENS.get(first, 0))
        if rest and rest.kind == "words" and 10 <= rest.value <= 99:
            return int(100 * hundreds + rest.value), rest.last
    return None
