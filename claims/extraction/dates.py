"""Days, months, seasons and years of a text as date ranges, as news means them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from claims.extraction.base import Precision
from claims.extraction.calendar.base import Habits, When
from claims.extraction.calendar.days import written
from claims.extraction.calendar.reader import find_whens
from claims.extraction.calendar.words import midnight

DAYS_ONLY = Habits(clocks=False)
# "since the end of the war a year ago": the bound stands before other words.
_SINCE = re.compile(r"\bsince\b[^,.;:]*$", re.IGNORECASE)
_PRECISIONS: dict[str, Precision] = {
    "day": "day",
    "part": "part_of_day",
    "month": "month",
    "season": "season",
    "year": "year",
}


@dataclass(frozen=True, slots=True)
class Day:
    """Dates ``first`` to ``last``, both included, read at ``[start, end)``.

    ``part`` names a part of the day ("early", "evening", "night of"), "" for all;
    ``zone`` is the zone a clock was last told in, as written.
    """

    start: int
    end: int
    first: date
    last: date
    precision: Precision
    words: str
    how: str
    part: str = ""
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Words at ``[start, end)`` that name a time nobody can place, and why.

    ``partial`` is what is known all the same, month and day as "--09-13".
    """

    start: int
    end: int
    words: str
    reason: str
    partial: str = ""


def find_days(
    text: str, published: date | None, *, before: Day | None = None
) -> list[Day]:
    """Return the dates of ``text`` in order; those without a knowable year are left.

    ``before`` is the day the text before named last: "the next day" counts from it.
    """
    moment = _moment(published)
    anchor = _anchor(before) if before is not None else None
    found = []
    for (start, end), when in find_whens(text, moment, DAYS_ONLY, anchor=anchor):
        if when.reason or when.kind in ("duration", "set", "time", "timerange"):
            continue
        if when.kind == "datetime" and when.timex != "PRESENT_REF":
            continue  # "two hours ago": the document's hour is not known
        whole = _day(when, start, end, text[start:end])
        day = _opened(whole, when, text, published)
        if day is not None:
            found.append(day)
    return found


def find_unplaced(text: str, published: date | None) -> list[Unplaced]:
    """Return the time words of ``text`` that have no place, each with the reason."""
    moment = _moment(published)
    found = []
    for (start, end), when in find_whens(text, moment, DAYS_ONLY):
        if when.reason:
            known = when.borrowed == "year" and when.grain in ("day", "part")
            partial = f"--{when.low:%m-%d}" if known and when.ends is None else ""
            found.append(Unplaced(start, end, text[start:end], when.reason, partial))
    return found


def _moment(published: date | None) -> datetime | None:
    """Return the moment to read against; a date at the calendar's ends is a slip."""
    known = published is not None and 1000 <= published.year < 3000
    return midnight(published) if known and published else None


def _anchor(day: Day) -> When:
    low = midnight(day.first)
    return When(
        0, 0, "date", low, low + timedelta(days=1), "day", day.how
    )  # fmt: skip


def _day(when: When, start: int, end: int, words: str) -> Day:
    precision = _PRECISIONS.get(when.grain, "range")
    first, last = when.low.date(), (when.high - timedelta(seconds=1)).date()
    part = when.part
    if when.ends is not None or (when.mod and when.grain != "part"):
        precision = "range"
    if when.grain == "part":
        first = last = _part_day(when)
        if when.ends is not None:  # the night of 3-4 March
            last = when.high.date()
    elif when.kind == "date" and when.grain != "day":
        first, last = _around(first, when.grain)
    elif when.kind == "datetime":
        last = first
    return Day(start, end, first, last, precision, words, when.how, part)


def _part_day(when: When) -> date:
    """Return the day whose part it is: a night's day is the one it begins on."""
    early = when.part in ("overnight", "night of") and when.ends is None
    return (when.low + timedelta(hours=6 if early else 0)).date()


def _around(day: date, grain: str) -> tuple[date, date]:
    """Widen "two weeks ago", "a year ago": counted in weeks, good to a few days."""
    if grain == "week":
        return day - timedelta(days=3), day + timedelta(days=3)
    if grain == "month":
        following = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
        return day.replace(day=1), following - timedelta(days=1)
    if grain == "quarter":
        return day - timedelta(days=45), day + timedelta(days=45)
    return day.replace(month=1, day=1), day.replace(month=12, day=31)


def _opened(day: Day, when: When, text: str, published: date | None) -> Day | None:
    """Give an open range its other end: the document's date, for what has been.

    "Since May" reaches up to the document; "after 2018." begins when 2018 ends;
    "before 2018." has no beginning and is left. "After Monday's flood" is no bound.
    """
    since = when.bound == "since" or _SINCE.search(
        text[max(0, day.start - 45) : day.start]
    )
    if since and published is not None:
        if day.first > published or day.last >= published:
            return day
        how = f"{day.how}; since then, up to the document's date {_said(published)}"
        return replace(day, last=published, precision="range", how=how, part="")
    if when.bound in ("before", "after") and not _is_noun_ahead(text, day.end):
        if when.bound == "before":
            return None
        first = day.last + timedelta(days=1)
        if published is None or first > published:
            return None
        how = f"{day.how}; after it, up to the document's date {_said(published)}"
        return replace(
            day, first=first, last=published, precision="range", how=how, part=""
        )
    return day


def _is_noun_ahead(text: str, end: int) -> bool:
    after = text[end : end + 2].lstrip()
    return after[:1].isalpha() or after[:1] in ("'", "’", "-")


def _said(day: date) -> str:
    return written(midnight(day))
