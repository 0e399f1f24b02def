"""Times of a sentence, also those without a year, and how two of them lie.

In: the words and the times that were read with dates and zones. Out: :class:`Moment`
rows. What lacks a year is held field by field: 12 August is not 2 December.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from claims.evidence.compare.figures import Fit
from claims.extraction.base import TimeRange

_MONTHS = {
    name: at
    for at, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
         "dec"),
        1,
    )
}  # fmt: skip
_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|"
    r"November|December)"
)
_PARTIAL = (
    re.compile(
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH}"
        rf"(?:,? (?P<year>\d{{4}}))?\b"
    ),
    re.compile(
        rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
        rf"(?:,? (?P<year>\d{{4}}))?\b"
    ),
    re.compile(rf"\b{_MONTH}(?:(?: of)? (?P<year>\d{{4}}))?\b"),
    re.compile(r"\b(?P<year>1[0-9]\d\d|20\d\d)\b(?! \w+s\b)"),
)
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_DATED = re.compile(_MONTH.replace("?P<month>", "?:") + r"|\b(?:last|next|week)\b")
_SHARP = ("instant", "hour", "part_of_day")
CLOCK_SLACK = timedelta(minutes=1)
DAY_SLACK = timedelta(hours=12)  # "in the morning" and "on Sunday" have no sharp ends
FAR = 45  # days: what lies further apart is told of two happenings, not of one


@dataclass(frozen=True, slots=True)
class Moment:
    """``[first, last]`` are days there; ``time`` is the instant or range when sharp."""

    start: int
    end: int
    words: str
    year: int = 0
    month: int = 0
    day: int = 0
    first: date | None = None
    last: date | None = None
    time: TimeRange | None = None

    @property
    def sharp(self) -> bool:
        return self.time is not None and self.time.precision in _SHARP

    @property
    def by_weekday(self) -> bool:
        """Whether a weekday alone says which day it is."""
        return bool(_WEEKDAY.search(self.words)) and not _DATED.search(self.words)

    def shifted(self, days: int) -> Moment:
        by = timedelta(days=days)
        time = self.time
        if time is not None:
            time = replace(time, start=time.start + by, end=time.end + by)
        return replace(
            self,
            first=self.first + by if self.first else None,
            last=self.last + by if self.last else None,
            time=time,
        )


def moments_of(
    words: str, times: Iterable[tuple[int, int, TimeRange]]
) -> tuple[Moment, ...]:
    """Return the moments in text order; ``times`` are those that were resolved."""
    found = [_resolved(start, end, time) for start, end, time in times]
    for rule in _PARTIAL:
        for match in rule.finditer(words):
            if any(m.start < match.end() and match.start() < m.end for m in found):
                continue
            groups = match.groupdict()
            if words[match.start() : match.end()] in ("May", "March") and not re.search(
                r"\b(?:in|of|since|until|by|last|from|early|late|mid)[ -]$",
                words[: match.start()],
            ):
                continue
            found.append(_partial(match, groups))
    return tuple(sorted(found, key=lambda one: one.start))


def _partial(match: re.Match[str], groups: dict[str, str | None]) -> Moment:
    month = _MONTHS[str(groups["month"])[:3].lower()] if groups.get("month") else 0
    return Moment(
        match.start(),
        match.end(),
        match.group(),
        year=int(groups.get("year") or 0),
        month=month,
        day=int(groups.get("day") or 0),
    )


def _resolved(start: int, end: int, time: TimeRange) -> Moment:
    first, last = _days(time)
    one = first == last
    return Moment(
        start,
        end,
        time.words,
        year=first.year if first.year == last.year else 0,
        month=first.month
        if (first.year, first.month) == (last.year, last.month)
        else 0,
        day=first.day if one else 0,
        first=first,
        last=last,
        time=time,
    )


def _days(time: TimeRange) -> tuple[date, date]:
    """Return the days there: as written, else in universal time."""
    found = re.findall(r"\d{4}-\d\d-\d\d", time.local)
    if found and time.precision not in _SHARP:
        days = [datetime.fromisoformat(one).date() for one in found]
        return days[0], days[-1]
    last = max(time.start, time.end - timedelta(seconds=1))
    if time.precision == "day":
        middle = time.start + (last - time.start) / 2
        return middle.date(), middle.date()
    return time.start.astimezone(UTC).date(), last.astimezone(UTC).date()


def lie(a: Moment, b: Moment) -> Fit | None:
    """Say how ``b`` lies towards ``a``; None when nothing can be held together."""
    if a.sharp and b.sharp and a.time is not None and b.time is not None:
        return _clocks(a.time, b.time)
    if a.sharp != b.sharp and a.time is not None and b.time is not None:
        return _hour_of_day(a.time, b.time)
    if a.first and a.last and b.first and b.last:
        return _ranges((a.first, a.last), (b.first, b.last))
    shared = [
        (x, y)
        for x, y in ((a.year, b.year), (a.month, b.month), (a.day, b.day))
        if x and y
    ]
    if not shared:
        return None
    if any(x != y for x, y in shared):
        return "apart"
    known = [sum(map(bool, (m.year, m.month, m.day))) for m in (a, b)]
    if known[0] == known[1]:
        return "equal"
    return "narrower" if known[1] > known[0] else "wider"


def _clocks(one: TimeRange, two: TimeRange) -> Fit:
    apart = max(one.start, two.start) - min(one.end, two.end)
    loose = "part_of_day" in (one.precision, two.precision)
    if apart > (DAY_SLACK if loose else CLOCK_SLACK):
        return "apart"
    spans = [t.end - t.start for t in (one, two)]
    if spans[0] == spans[1]:
        return "equal"
    return "narrower" if spans[1] < spans[0] else "wider"


def _hour_of_day(one: TimeRange, two: TimeRange) -> Fit | None:
    """Hold an hour against a day: a day of another zone begins some hours off."""
    apart = max(one.start, two.start) - min(one.end, two.end)
    if apart > DAY_SLACK:
        return "apart"
    if apart > timedelta(0):
        return None
    return "narrower" if two.end - two.start < one.end - one.start else "wider"


def _ranges(one: tuple[date, date], two: tuple[date, date]) -> Fit:
    if one == two:
        return "equal"
    if one[0] > two[1] or two[0] > one[1]:
        return "apart"
    if one[0] <= two[0] and two[1] <= one[1]:
        return "narrower"
    if two[0] <= one[0] and one[1] <= two[1]:
        return "wider"
    return "overlap"


def days_between(a: Moment, b: Moment) -> int | None:
    """Return how many days lie between the two, None when a year is missing."""
    if a.first and a.last and b.first and b.last:
        return max((max(a.first, b.first) - min(a.last, b.last)).days, 0)
    if a.year and b.year and a.year != b.year:
        return 365 * abs(a.year - b.year)
    if a.month and b.month and a.month != b.month:
        return 30 * abs(a.month - b.month)
    return abs(a.day - b.day) if a.day and b.day else None
