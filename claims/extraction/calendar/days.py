"""Single days of the calendar: "3 March 2021", "22/04", "Tuesday", "the next day"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import wraps
from typing import TypeVar

from claims.extraction.calendar.base import Borrowed, Habits, When
from claims.extraction.calendar.words import (
    EASTER_DAYS,
    FIXED_DAYS,
    LAST,
    NAMED_STARTS,
    NEXT,
    RULED_DAYS,
    THIS,
    easter,
    first_of,
    midnight,
    nth_weekday,
    shift,
)
from claims.extraction.calendar.years import year_at
from claims.extraction.numerals import cardinal, read_ordinal
from claims.extraction.timewords import MONTHS, WEEKDAYS
from claims.extraction.tokens import Pieces

DAY = timedelta(days=1)
# A month or day without a year is this year's, or last year's when it would otherwise
# lie further ahead than news announces things.
AHEAD = timedelta(days=60)
_NUMERIC = re.compile(
    r"(?:"
    r"(?P<y>(?:1[5-9]|20)\d\d)(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})"
    r"|(?P<y3>20\d\d|19\d\d)(?P<m3>0[1-9]|1[0-2])(?P<d3>[0-2]\d|3[01])(?![\d.,]\d|\d)"
    r"|(?P<a>\d{1,2})(?P<s2>[-/.])(?P<b>\d{1,2})(?P=s2)(?P<y2>(?:1[5-9]|20)\d\d|\d\d)"
    r"|(?P<a4>\d{1,2})/(?P<b4>\d{1,2})(?![/\d%])"
    r")(?!\d|[.,/]\d)(?:T(?=\d\d:))?"
)
_PREFIXES = NEXT | LAST | THIS
_SHORT = {name for name in WEEKDAYS if len(name) <= 5 and not name.endswith("day")}
_PREPOSED = {"on", "of", "until", "till", "since", "from", "by", "before", "after"}
_PREPOSED |= {"the", "to", "between", "and", "last", "next", "this"}


def named_year(day: date, reference: datetime) -> date | None:
    """Return the day in the year that news would mean, None for an impossible day."""
    here = with_year(day.month, day.day, reference.year)
    if here is None or midnight(here) - reference > AHEAD:
        earlier = (with_year(day.month, day.day, reference.year - n) for n in (1, 2, 3))
        return next((d for d in earlier if d is not None), None)
    return here


def with_year(month: int, day: int, year: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def written(day: datetime) -> str:
    return f"{day.day} {day:%b %Y}"


R = TypeVar("R", bound="DayReader")
Reading = Callable[[R, int], When | None]


def remembered(method: Reading[R]) -> Reading[R]:
    """Keep what a method read at a piece: ranges and bounds try the same days again."""

    @wraps(method)
    def read(self: R, i: int) -> When | None:
        if self.joining >= 0:
            return method(self, i)
        key = method.__name__, i
        if key not in self.memory:
            self.memory[key] = method(self, i)
        return self.memory[key]

    return read


class DayReader:
    """Reads one day at a time; every method gives None where none begins."""

    def __init__(self, pieces: Pieces, reference: datetime, habits: Habits) -> None:
        self.pieces = pieces
        self.reference = reference
        self.habits = habits
        self.low = pieces.low
        self.memory: dict[tuple[str, int], When | None] = {}
        self.anchor: When | None = None  # the single day named last
        self.joining = -1  # where the second end of a range is being read

    @remembered
    def day(self, i: int) -> When | None:
        """Return the longest single day that begins at piece ``i``."""
        start = i
        weekday, j = self._plain_weekday(i)
        if weekday is not None:
            j += self.low(j) in (",", ".", "the")
            j += self.low(j) == "the"
            if (own := self._calendar_day(j)) and own.j > j:
                return replace(own, i=start)
            if (number := self._day_of_month(j)) and self._is_bare_day(number[1]):
                both = self._weekday_number(i, number[1], weekday, number[0])
                if both is not None:
                    return both
        return self._calendar_day(i) or self.weekday(i) or self._deictic(i)

    def _calendar_day(self, i: int) -> When | None:
        found = self._numeric(i) or self._month_first(i) or self._day_first(i)
        found = found or self._named(i)
        if found is None:
            return None
        after, tail = found.j, self.low(found.j)
        if tail == "(" and self.low(after + 1) in WEEKDAYS:
            closing = after + 2
            if self.low(closing) == ")":
                return replace(found, j=closing + 1)
        return found

    def month_at(self, i: int) -> tuple[int, int] | None:
        """Return the month's number and the index after its name and full stop."""
        name = self.low(i)
        if name not in MONTHS:
            return None
        dotted = self.low(i + 1) == "." and self.pieces[i + 1].glued
        dotted = dotted and len(name) <= 4 and name not in ("may", "june", "july")
        return MONTHS[name], i + 1 + dotted

    def _day_of_month(self, i: int) -> tuple[int, int] | None:
        """Return the day's number and the index after it: "9", "9th", "ninth"."""
        ordinal = read_ordinal(self.pieces, i)
        if ordinal is not None:
            return (
                (int(ordinal.value), ordinal.last)
                if 1 <= ordinal.value <= 31 and ordinal.value == int(ordinal.value)
                else None
            )
        piece = self.pieces[i]
        if piece.words and piece.is_figure and len(piece.words) <= 2:
            return (int(piece.words), i + 1) if 1 <= int(piece.words) <= 31 else None
        return None

    def _month_first(self, i: int) -> When | None:
        month = self.month_at(i)
        if month is None or not self._is_month(i):
            return None
        number, j = month
        j += self.low(j) in (",", "/", "-", "the") and not self._is_clock(j)
        found = self._day_of_month(j)
        if found is None and self.pieces[i].words[:1].isupper() and j == i + 1:
            count = cardinal(self.pieces, j)
            if count and count.kind == "words" and 1 <= count.value <= 31:
                found = int(count.value), count.last
        if found is None or self._is_clock(found[1] - 1):
            return None
        day, j = found
        return self._dated(i, j, number, day)

    def _day_first(self, i: int) -> When | None:
        start = i
        i += self.low(i) == "the"
        found = self._day_of_month(i)
        if found is None:
            return None
        day, j = found
        if self.low(j) in ("day", "of"):
            j += self.low(j) == "day"
            if self.low(j) != "of":
                return None
            j += 1
            if self.pieces.starts(j, "the month") and not self.pieces[i].is_figure:
                return self._of_this_month(start, j + 2, day)
        else:
            j += self.low(j) in ("/", "-")
        month = self.month_at(j)
        if month is None or not self._is_month(j, after_day=True):
            return None
        if self.pieces[i].glued and self.low(i - 1) in ("/", "-") and i != self.joining:
            return None
        return self._dated(start, month[1], month[0], day)

    def _of_this_month(self, i: int, j: int, day: int) -> When | None:
        here = with_year(self.reference.month, day, self.reference.year)
        if here is None:
            return None
        return self._one(i, j, here, "the month of the document's date", "all")

    def _is_month(self, i: int, *, after_day: bool = False) -> bool:
        """Say whether "may", "march" and "sun" here are names of the calendar."""
        word = self.pieces[i].words
        if word.lower() not in ("may", "march", "mar") or word[:1].isupper():
            return True
        if self.pieces[i + 1].glued and self.pieces[i + 1].is_figure:
            return True
        return after_day or self.low(i - 1) in _PREPOSED

    def _is_clock(self, i: int) -> bool:
        """Say whether the figure at ``i`` begins a clock: "at May 3:30", "9 am"."""
        after = self.low(i + 1)
        if after == ":" and self.pieces[i + 1].glued:
            return self.pieces[i + 2].glued
        return after in ("am", "pm") or (
            after in ("a", "p") and self.low(i + 2) == "." and self.low(i + 3) == "m"
        )

    def _is_bare_day(self, j: int) -> bool:
        """Say whether "21" of "Monday 21" stands alone, no clock or count."""
        after = self.pieces[j]
        if not after.words or after.low in (".", "!", "?", ",", ";"):
            return not (after.glued and self.pieces[j + 1].glued)
        return self.low(j - 1) in ("st", "nd", "rd", "th")

    def _dated(self, i: int, j: int, month: int, day: int) -> When | None:
        year = self._year_after(j)
        if year is not None:
            own = with_year(month, day, year[0])
            return self._one(i, year[1], own, "the full date as written", "")
        for words, step in (("this year", 0), ("last year", -1), ("next year", 1)):
            if after := self.pieces.starts(j, words):
                own = with_year(month, day, self.reference.year + step)
                how = f"the year from the document's date {written(self.reference)}"
                return self._one(i, after, own, how, "year")
        own = named_year(date(2000, month, min(day, 31)), self.reference) if (
            with_year(month, day, 2000)
        ) else None  # fmt: skip
        how = f"the year from the document's date {written(self.reference)}"
        return self._one(i, j, own, how, "year")

    def _year_after(self, j: int) -> tuple[int, int] | None:
        joined = j + (self.low(j) in (",", "/", "-", "of", "in"))
        return year_at(self.pieces, joined, bare=self.low(j) != "in")

    def _one(
        self, i: int, j: int, day: date | None, how: str, borrowed: Borrowed
    ) -> When | None:
        if day is None or not 1 < day.year < 9998:
            return None
        start = midnight(day)
        timex = f"XXXX-{day:%m-%d}" if borrowed == "year" else ""
        return When(
            i, j, "date", start, start + DAY, "day", how, borrowed, timex=timex
        )  # fmt: skip

    def _numeric(self, i: int) -> When | None:
        piece = self.pieces[i]
        if not piece.words or not piece.is_figure:
            return None
        match = _NUMERIC.match(self.pieces.text, piece.start)
        if match is None or self._is_tail(i):
            return None
        j = self.pieces.after(match.end())
        if j is None:
            j = self.pieces.after(match.end() - 1)
        if j is None:
            return None
        how = "the full date as written"
        if match["y"] or match["y3"]:
            year = int(match["y"] or match["y3"])
            month, day = int(match["m"] or match["m3"]), int(match["d"] or match["d3"])
            return self._one(i, j, with_year(month, day, year), how, "")
        order = self._month_and_day(int(match["a"] or match["a4"]), match)
        if order is None:
            return None
        month, day = order
        if match["a4"]:
            if self.habits.month_first is None:
                return None  # "3/4" in news is a share or a score
            own = named_year(date(2000, month, day), self.reference) if (
                with_year(month, day, 2000)
            ) else None  # fmt: skip
            return self._one(i, j, own, "the year from the document's date", "year")
        year = int(match["y2"])
        if year < 100:
            if match["s2"] != "/" and self.habits.month_first is None:
                return None  # "10-12-14" is a list as often as a date
            year += 1900 if year > 50 else 2000
        return self._one(i, j, with_year(month, day, year), how, "")

    def _is_tail(self, i: int) -> bool:
        """Say whether the figure at ``i`` goes on a longer code: "133-03-03-2020"."""
        before = self.pieces[i - 1]
        if not self.pieces[i].glued or i == self.joining:
            return False
        if before.words in (".", ",", "/", ":"):
            return self.pieces[i - 2].is_figure
        return before.words == "-" and before.glued and self.pieces[i - 2].is_figure

    def _month_and_day(self, a: int, match: re.Match[str]) -> tuple[int, int] | None:
        b = int(match["b"] or match["b4"])
        if a > 12 >= b >= 1:
            return b, a
        if b > 12 >= a >= 1:
            return a, b
        if match["s2"] == ".":
            return b, a  # full stops between are of the day-first world
        if a == b:
            return a, b
        if self.habits.month_first is None or not (1 <= a <= 12 and 1 <= b <= 12):
            return None
        return (a, b) if self.habits.month_first else (b, a)

    def _plain_weekday(self, i: int) -> tuple[int | None, int]:
        name = self.low(i).removesuffix("'s").removesuffix("’s")
        if name not in WEEKDAYS:
            return None, i
        if name in _SHORT and not self.pieces[i].words[:1].isupper():
            return None, i
        dotted = name in _SHORT and self.low(i + 1) == "."
        return WEEKDAYS[name], i + 1 + dotted

    def _weekday_number(self, i: int, j: int, weekday: int, day: int) -> When | None:
        """Return the latest "Monday 21" up to the reference, else the next one."""
        here = self.reference
        for months in (*range(1, -12, -1), *range(2, 13)):
            near = shift(first_of(here, "month"), months, "month")
            own = near and with_year(near.month, day, near.year)
            if own is None or own.weekday() != weekday:
                continue
            if months > 0 and midnight(own) - here > AHEAD:
                continue
            found = self._one(
                i, j, own, f"weekday and day before {written(here)}", "all"
            )
            return found and replace(found, timex=f"XXXX-WXX-{weekday + 1}")
        return None

    def weekday(self, i: int) -> When | None:
        """Return "Tuesday", "last Friday", "next week on Tuesday", "Monday week"."""
        j, prefix = i, ""
        if (week := self._week_before(i)) is not None:
            step, j = week
            wanted, after = self._plain_weekday(j)
            return None if wanted is None else self._of_week(i, after, wanted, step)
        while self.low(j) in _PREFIXES and j < i + 2:
            prefix = prefix if prefix and self.low(j) in THIS else self.low(j)
            j += 1
        wanted, after = self._plain_weekday(j)
        if wanted is None:
            return None
        if self.low(j) in _SHORT and (not prefix and not self._named_in_full(j, after)):
            return None
        for words, step in (("next week", 1), ("last week", -1), ("this week", 0)):
            if end := self.pieces.starts(after + (self.low(after) == "of"), words):
                return self._of_week(i, end, wanted, step)
        return self._by_weekday(i, after, wanted, prefix)

    def _named_in_full(self, j: int, after: int) -> bool:
        """Say whether "Tue" alone may be a day here: a clock or an "on" beside it."""
        return self.low(j - 1) == "on" or self.pieces[after].words[:1].isdecimal()

    def _week_before(self, i: int) -> tuple[int, int] | None:
        step = {"next": 1, "last": -1, "this": 0, "previous": -1}.get(self.low(i))
        if step is None or self.low(i + 1) != "week":
            return None
        j = i + 2
        j += self.low(j) in ("on", ",", "'s")
        return step, j

    def _of_week(self, i: int, j: int, wanted: int, step: int) -> When | None:
        monday = first_of(self.reference, "week") + timedelta(weeks=step)
        day = (monday + timedelta(days=wanted)).date()
        how = f"the day of that week against the document's date {self._today()}"
        found = self._one(i, j, day, how, "all")
        return found and replace(found, weekday=wanted)

    def _by_weekday(self, i: int, j: int, wanted: int, prefix: str) -> When | None:
        """Return the weekday nearest to the reference, today included.

        News says "Tuesday" on a Tuesday for today; "next" and "last" move by a week.
        """
        here = midnight(self.reference.date())
        back = (here.weekday() - wanted) % 7
        day = here - timedelta(days=back)
        if prefix in ("next", "following", "coming", "upcoming") or (
            not prefix and self._is_ahead(i)
        ):
            day = here + timedelta(days=(wanted - here.weekday()) % 7 or 7)
            if prefix in ("next", "following") and self.habits.by_weeks:
                day = first_of(here, "week") + timedelta(days=7 + wanted)
        elif prefix in LAST:
            if self.habits.by_weeks:
                day = first_of(here, "week") + timedelta(days=wanted - 7)
            elif back == 0:
                day -= timedelta(days=7)
        elif prefix in THIS:
            day = first_of(here, "week") + timedelta(days=wanted)
        how = f"weekday against the document's date {self._today()}"
        found = self._one(i, j, day.date(), how, "all")
        timex = "" if prefix else f"XXXX-WXX-{wanted + 1}"
        return found and replace(found, weekday=wanted, timex=timex)

    def _today(self) -> str:
        return written(self.reference)

    def _is_ahead(self, i: int) -> bool:
        at = self.pieces[i].start
        before = self.pieces.text[max(0, at - 60) : at].lower()
        return bool(
            re.search(r"\b(?:will|is due|are due|is to|are to|until)\b", before)
        )

    def _deictic(self, i: int) -> When | None:
        """Return "today", "the day before yesterday", and what counts from a day named:
        "the next day", "that day"."""
        start = i
        i += self.low(i) == "the"
        for words, step in _DEICTIC:
            after = self.pieces.starts(i, words)
            if after is None or (words.startswith("day ") and i == start):
                continue
            if words == "day after" and self.low(after) in ("day", "the", "a", "that"):
                continue
            if words in _NARRATED and self.habits.narrated:
                return self._narrated(start, after, step)
            said = self.pieces.words(start, after)
            how = f"“{said}” against the document's date {self._today()}"
            own = self.reference.date() + timedelta(days=step)
            return self._one(start, after, own, how, "all")
        if self.low(i) == "that" and self.low(i + 1) == "day" and self.anchor:
            return self._narrated(i, i + 2, 0)
        return None

    def _narrated(self, i: int, j: int, step: int) -> When | None:
        """Return the day so many days from the one the text named last."""
        base, how, borrowed = self.counting_from()
        moved = base.date() + timedelta(days=step)
        found = self._one(i, j, moved, f"“{self.pieces.words(i, j)}” {how}", "all")
        return found and replace(found, borrowed=borrowed)

    def counting_from(self) -> tuple[datetime, str, Borrowed]:
        """Return the day the text named last, else the reference, and how to say it."""
        if self.anchor is None:
            return self.reference, f"against the document's date {self._today()}", "all"
        day = self.anchor
        said = f"counted from the day named before it, {written(day.low)}"
        return day.low, said, day.borrowed

    def _named(self, i: int) -> When | None:
        """Return a day with a name, "Christmas Day 2020", near the reference."""
        start = i
        step = {"last": -1, "previous": -1, "next": 1}.get(self.low(i))
        i += self.low(i) in ("last", "previous", "next", "this", "the")
        if self.low(i).removesuffix("’s") not in NAMED_STARTS:
            return None
        for name in (*FIXED_DAYS, *RULED_DAYS, *EASTER_DAYS):
            j = self.pieces.starts(i, name)
            if j is None:
                continue
            year = self._year_after(j)
            if year is not None:
                own = _named_day(name, year[0])
                return self._one(start, year[1], own, "the day as named", "")
            own = self._near(name, step)
            how = f"the day as named, the year from the document's date {self._today()}"
            return self._one(start, j, own, how, "all")
        return None

    def _near(self, name: str, step: int | None) -> date | None:
        here = self.reference.date()
        days = [_named_day(name, here.year + n) for n in (-1, 0, 1)]
        known = [d for d in days if d is not None]
        if step == 1:
            return next((d for d in known if d > here), None)
        past = [d for d in known if d < here or (step is None and d - here <= AHEAD)]
        return past[-1] if past else None


def _named_day(name: str, year: int) -> date | None:
    if name in FIXED_DAYS:
        return with_year(*FIXED_DAYS[name], year)
    if name in EASTER_DAYS:
        return easter(year) + timedelta(days=EASTER_DAYS[name])
    month, weekday, which, more = RULED_DAYS[name]
    day = nth_weekday(year, month, weekday, which)
    return day and day + timedelta(days=more)


_NARRATED = (
    "next day",
    "following day",
    "previous day",
    "day before",
    "day after",
    "same day",
)
_DEICTIC = (
    ("day after tomorrow", 2),
    ("day before yesterday", -2),
    ("today", 0),
    ("tomorrow", 1),
    ("yesterday", -1),
    ("next day", 1),
    ("following day", 1),
    ("previous day", -1),
    ("day before", -1),
    ("day after", 1),
    ("same day", 0),
)
