"""What the members of a list of dates share: "on 3 and 5 March 2021", "in May and
June 2020"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from claims.extraction.calendar.base import When
from claims.extraction.tokens import Pieces

_BETWEEN = ({",", "and"}, {"and"}, {","}, {"or"}, {"to"}, {",", "or"}, {"&"})
_BEFORE_DAYS = {"on", "of", "the", "both", "between", "from", "until", ",", "and", "or"}
_DAY = timedelta(days=1)


def share_years(pieces: Pieces, found: list[When]) -> list[When]:
    """Return the dates with the year that a later member of their list names."""
    shared = list(found)
    for k in range(len(shared) - 2, -1, -1):
        one, after = shared[k], shared[k + 1]
        known = after.borrowed == "" and after.kind in ("date", "daterange")
        if one.borrowed != "year" or not known or one.grain != after.grain:
            continue
        if after.j == after.i + 1 or not _joined(pieces, one.j, after.i):
            continue
        moved = in_year(one, after.low.year)
        how = "as written, its year from the date listed with it"
        shared[k] = replace(moved, how=how, borrowed="")
    return shared


def _joined(pieces: Pieces, first: int, last: int) -> bool:
    return {pieces.low(k) for k in range(first, last)} in _BETWEEN and last - first <= 2


def more_days(pieces: Pieces, found: list[When]) -> list[When]:
    """Return the dates with the days listed beside them that name no month."""
    taken = {k for when in found for k in range(when.i, when.j)}
    added: list[When] = []
    for when in found:
        if when.kind != "date" or when.grain != "day" or when.weekday is not None:
            continue
        if when.borrowed == "all":
            continue
        if pieces[when.i].is_figure and len(pieces[when.i].words) <= 2:
            added += _before(pieces, when, taken)
        added += _after(pieces, when, taken)
    return sorted([*found, *added], key=lambda when: when.i)


def _before(pieces: Pieces, when: When, taken: set[int]) -> list[When]:
    """Read the 1 and 3 of "on 1, 3 and 5 March"."""
    read: list[When] = []
    i, following = when.i, when.low.day
    while _is_join(pieces, i - 1):
        at = i - 2
        day = _number(pieces, at)
        if day is None or day >= following or at in taken:
            break
        if pieces.low(at - 1) not in _BEFORE_DAYS:
            break
        member = _same_month(when, day, at)
        if member is None:
            break
        read.append(member)
        i, following = at, day
    return read


def _after(pieces: Pieces, when: When, taken: set[int]) -> list[When]:
    """Read the 5 of "on March 3 and 5" and "March 3 and 5, 2021"."""
    j = when.j
    if pieces.low(j) != "and" or not pieces[j - 1].is_figure:
        return []
    if len(pieces[j - 1].words) > 2:
        return []
    day = _number(pieces, j + 1)
    ends = pieces.low(j + 2) in (",", ".", ";", ":", ")", "")
    if day is None or day <= when.low.day or j + 1 in taken or not ends:
        return []
    member = _same_month(when, day, j + 1)
    return [member] if member is not None else []


def _is_join(pieces: Pieces, i: int) -> bool:
    return pieces.low(i) in ("and", "or", ",", "&")


def _number(pieces: Pieces, i: int) -> int | None:
    piece = pieces[i]
    if not piece.words or not piece.is_figure or len(piece.words) > 2:
        return None
    glued = piece.glued and pieces[i - 1].words in list("$€£#:.-/")
    return int(piece.words) if 1 <= int(piece.words) <= 31 and not glued else None


def _same_month(when: When, day: int, at: int) -> When | None:
    try:
        own = date(when.low.year, when.low.month, day)
    except ValueError:
        return None
    low = datetime(own.year, own.month, own.day)
    how = f"the month of the date listed with it ({when.how})"
    return replace(when, i=at, j=at + 1, low=low, high=low + _DAY, how=how, timex="")


def in_year(found: When, year: int) -> When:
    """Return the same days in ``year``; 29 February becomes the 28th."""
    step = year - found.low.year
    low, high = _moved(found.low, step), _moved(found.high, step)
    return replace(found, low=low, high=high, timex="")


def _moved(moment: datetime, years: int) -> datetime:
    try:
        return moment.replace(year=moment.year + years)
    except ValueError:
        return moment.replace(year=moment.year + years, day=28)
