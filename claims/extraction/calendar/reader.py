"""All expressions of date and clock in a text, ranges and open ranges included."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from claims.extraction.calendar.base import Bound, Habits, Kind, When
from claims.extraction.calendar.clocks import clock_at
from claims.extraction.calendar.days import named_year, remembered, with_year
from claims.extraction.calendar.lists import in_year, more_days, share_years
from claims.extraction.calendar.points import PointReader, longest
from claims.extraction.calendar.words import (
    DECADES,
    EVERY,
    LETTER_UNITS,
    NAMED_DAYS,
    NAMED_STARTS,
    PART_WORDS,
    STEPS,
    UNITS,
    first_of,
    midnight,
)
from claims.extraction.lexicon import word_set
from claims.extraction.numerals import ONES, ORDINALS, SCALES, TENS
from claims.extraction.timewords import MONTHS, SEASONS, WEEKDAYS
from claims.extraction.tokens import pieces_of
from sources.text.base import Span

_JOINS = ("to", "-", "–", "—", "till", "until", "til", "through", "thru")
_OPENERS: tuple[tuple[str, Bound], ...] = (
    ("no later than", "by"),
    ("later than", "after"),
    ("earlier than", "before"),
    ("prior to", "before"),
    ("starting from", "since"),
    ("starting", "since"),
    ("beginning", "since"),
    ("ever since", "since"),
    ("as of", "since"),
    ("more than", "since"),
    ("less than", "by"),
    ("before", "before"),
    ("after", "after"),
    ("since", "since"),
    ("until", "until"),
    ("till", "until"),
    ("by", "by"),
)
_CLOSERS: tuple[tuple[str, Bound], ...] = (
    ("or later", "since"),
    ("and later", "since"),
    ("or after", "since"),
    ("and after", "since"),
    ("and greater", "since"),
    ("or newer", "since"),
    ("onwards", "since"),
    ("onward", "since"),
    ("or earlier", "by"),
    ("or before", "by"),
    ("and before", "by"),
)
_STRONG = (
    set(MONTHS) | set(WEEKDAYS) | set(SEASONS) | set(PART_WORDS) | set(EVERY)
    | set(ONES) | set(TENS) | set(ORDINALS) | set(SCALES) | set(STEPS)
    | set(UNITS) | NAMED_STARTS | set(DECADES)
    | word_set(
        """today tonight yesterday tomorrow now noon noonish midnight midday half every
        each semi bi mid end beginning start middle eod eom eoy q q1 early late
        earlier later couple overnight calendar right"""
    )
)  # fmt: skip
# One of these, or a figure that is no mere count, is in every day and span of days.
_CALENDAR = (
    set(MONTHS) | set(WEEKDAYS) | set(SEASONS) | set(PART_WORDS) | set(EVERY)
    | set(UNITS) | {name for name in NAMED_DAYS if " " not in name} | set(DECADES)
    | {word for word, value in {**ONES, **TENS, **SCALES}.items() if value >= 15}
    | word_set("today tonight yesterday tomorrow now eod eom eoy")
) - LETTER_UNITS  # fmt: skip
# Pieces that may stand before it: "between the first and the second of March".
_LEAD = 9
_WEAK = word_set(
    """the a an in at from between before after since until till by prior no
    starting as ever all whole within another during about around more less"""
)


UNDATED = "the document's date is not known"
_ANY_DAY = datetime(2000, 1, 1)
_UNPLACED = ("time", "timerange", "duration", "set")


def find_whens(
    text: str,
    reference: datetime | None,
    habits: Habits | None = None,
    *,
    anchor: When | None = None,
) -> list[tuple[Span, When]]:
    """Return the expressions of ``text`` in order, none inside another.

    ``reference`` is the moment "today" stands for; without one, what would need it
    has a ``reason`` instead of a place. ``anchor`` is the day that the text before
    named last: "the next day" counts from it.
    """
    pieces = pieces_of(text)
    reader = Reader(pieces, reference or _ANY_DAY, habits or Habits())
    reader.anchor = anchor
    found = []
    whens = share_years(pieces, list(reader.all()))
    for when in more_days(pieces, whens) if reader.habits.narrated else whens:
        if reference is None and when.borrowed and when.kind not in _UNPLACED:
            when = replace(when, reason=UNDATED)
        found.append(((pieces[when.i].start, pieces[when.j - 1].end), when))
    return found


class Reader(PointReader):
    """Walks over a text once; what it finds does not overlap."""

    def all(self) -> Iterator[When]:
        i = 0
        starts = self._starts()
        while i < len(self.pieces):
            found = self.read(i) if starts[i] and self._may_begin(i) else None
            if found is None or found.j <= i:
                i += 1
            else:
                yield found
                i = found.j
                self.memory.clear()  # what is read on may count from this day
                if found.kind == "date" and found.grain == "day":
                    self.anchor = found

    def _starts(self) -> Sequence[bool]:
        """Return for each piece whether a word of the calendar is near enough.

        Most sentences have none, and to find that out by reading on from each piece
        that may begin a day takes most of the time.
        """
        count = len(self.pieces)
        if self.habits.clocks:
            return [True] * count
        starts = [False] * count
        for i, piece in enumerate(self.pieces.all):
            word = piece.low
            if word not in _CALENDAR and word[-2:] in ("'s", "’s"):
                word = word[:-2]
            if word in _CALENDAR or (word[0].isdecimal() and self._is_dated(i)):
                for k in range(max(0, i - _LEAD), i + 1):
                    starts[k] = True
        return starts

    def _is_dated(self, i: int) -> bool:
        """Say whether a figure may be a year or a part of a date: "2021", "3rd"."""
        piece, after = self.pieces[i], self.pieces[i + 1]
        before = self.pieces[i - 1].words if piece.glued else "x"
        unit = after.glued or after.low in LETTER_UNITS
        return unit or len(piece.words) > 3 or before in "'’/-."

    def _may_begin(self, i: int) -> bool:
        piece = self.pieces[i]
        if piece.words[0].isdecimal():
            return True
        word = piece.low.removesuffix("'s").removesuffix("’s")
        if word in _STRONG or word in ("'", "’"):
            return True
        if word not in _WEAK:
            return False
        for k in (i + 1, i + 2):
            near = self.low(k).removesuffix("'s")
            if near in _STRONG or near[:1].isdecimal():
                return True
            if near not in _WEAK:
                return False
        return True

    def read(self, i: int) -> When | None:
        """Return the longest expression at piece ``i``."""
        if self.pieces[i].words in ("'", "’"):
            return None
        found = longest(
            self.opened(i),
            self.day_opened(i),
            self.lasting(i),
            self.joined(i),
            self.point(i),
            self.repeated(i),
            self.duration(i) if self.habits.clocks else None,
        )
        if found is None or not self._stands(found):
            return None
        return self._closed(found)

    def _stands(self, found: When) -> bool:
        """Say whether nothing around spoils it: a code's part, a link, a version."""
        first, after = self.pieces[found.i], self.pieces[found.j]
        before = self.pieces[found.i - 1]
        if first.glued and before.words in ("$", "€", "£", "#", "+"):
            return False
        if first.words.isdecimal() and first.glued and before.words in (".", ","):
            return found.j - found.i > 5
        return not (after.glued and after.words in ("%",) and found.kind != "duration")

    def _closed(self, found: When) -> When:
        """Take in "or later" and its like."""
        if found.bound or found.kind in ("duration", "set"):
            return found
        for words, bound in _CLOSERS:
            after = self.pieces.starts(found.j, words)
            if after is None:
                continue
            if words.endswith(("after", "before")) and self.low(after).isalpha():
                continue  # "on Monday and after the match"
            day = self.base(after + (self.low(after) == "on"))
            if found.kind == "time" and day and day.kind == "date":
                low = midnight(day.low.date()) + (
                    found.low - midnight(found.low.date())
                )
                return replace(
                    found, j=day.j, kind="datetimerange", low=low, high=low,
                    bound=bound, how=day.how, borrowed=day.borrowed,
                )  # fmt: skip
            return replace(found, j=after, bound=bound, kind=_ranged(found.kind))
        return found

    def opened(self, i: int) -> When | None:
        """Return "since May", "before 2010", "until April 27th"."""
        for words, bound in _OPENERS:
            j = self.pieces.starts(i, words)
            if j is None:
                continue
            j += self.low(j) in ("about", "around")
            inner = longest(self.joined(j), self.point(j), self.counted_day(j))
            hour = self.clock(j, bare=True) if self.habits.loose else None
            if inner is None and bound in ("before", "after", "by") and hour:
                inner = hour
            if inner is None or inner.bound or inner.kind == "set":
                return None
            if words in ("less than", "more than") and not self._is_counted(inner):
                return None
            return replace(inner, i=i, bound=bound, kind=_ranged(inner.kind))
        return None

    def _is_counted(self, found: When) -> bool:
        """Say whether it is a day counted from a day: "2 weeks after today"."""
        counted = self.counted_day(found.i)
        words = self.pieces.words(found.i, found.j).split()
        return counted is not None and counted.j == found.j and (
            "after" in words or "before" in words or "from" in words
        )  # fmt: skip

    def _part_of_day(self, i: int) -> When | None:
        """Take in the night between two days: "the night of 3-4 March"."""
        j = self.pieces.starts(i + (self.low(i) == "the"), "night of")
        days = self.joined(j + (self.low(j) == "the")) if j is not None else None
        if days is None or (days.high - days.low).days != 2:
            return super()._part_of_day(i)
        return replace(
            days, i=i, kind="datetimerange", grain="part", part="night of",
            low=days.low + timedelta(hours=18), high=days.low + timedelta(hours=32),
        )  # fmt: skip

    def day_opened(self, i: int) -> When | None:
        """Return "Wednesday later than 10 in the morning", "on Monday after 9 pm"."""
        day = self.base(i) if self.habits.clocks else None
        if day is None or day.kind != "date" or day.grain != "day":
            return None
        for words, bound in _OPENERS:
            j = self.pieces.starts(day.j, words)
            if j is None:
                continue
            one = clock_at(self.pieces, j, bare=self.habits.loose)
            if one is None:
                return None
            found = self._at(day, one, i=i, j=one.j)
            return replace(found, kind="datetimerange", bound=bound)
        return None

    def lasting(self, i: int) -> When | None:
        """Return "2 weeks starting May 20th", "the week of 3 March"."""
        the = self.low(i) == "the"
        week = the and self.low(i + 1) == "week"
        if week and self.low(i + 2) in ("of", "commencing", "starting", "beginning"):
            day = self.day(i + 3)
            if day is None or day.weekday is not None:
                return None
            low = first_of(day.low, "week")
            high = low + timedelta(weeks=1)
            return replace(
                day, i=i, kind="daterange", low=low, high=high, grain="week", timex=""
            )
        length = self.length(i)
        if length is None or length.is_clock:
            return None
        if self.low(length.j) not in ("starting", "beginning", "from"):
            return None
        j = length.j + 1 + (self.low(length.j + 1) in ("on", "from"))
        day = self.day(j)
        if day is None or (self.low(length.j) == "from" and day.borrowed == "all"):
            return None
        end = length.from_(day.low, 1)
        if end is None or end <= day.low:
            return None
        return replace(day, i=i, kind="daterange", high=end, grain="week", timex="")

    @remembered
    def joined(self, i: int) -> When | None:
        """Return two ends with "to", "-" or "and" between: "from May to Oct 2020"."""
        led = self.low(i) if self.low(i) in ("from", "between") else ""
        k = i + bool(led)
        left = self.point(k)
        found = left and self._joined_to(i, left, led)
        day = self.base(k) if found is None else None
        if day is not None and left is not None and day.j < left.j:
            found = self._joined_to(i, day, led)
        if found is None:
            found = self._days_first(i, k, led)
        return found

    def _connector(self, j: int, led: str) -> int | None:
        if self.low(j) in _JOINS:
            return j + 1
        return j + 1 if led == "between" and self.low(j) == "and" else None

    def _joined_to(self, i: int, left: When, led: str) -> When | None:
        after = self._connector(left.j, led)
        if after is None or left.bound or left.kind in ("duration", "set"):
            return None
        self.joining = after
        right = self.point(after)
        self.joining = -1
        if right is not None and right.kind == "datetimerange" and right.ends:
            right = None
        if right is None or not _pair(left, right):
            return self._to_day_of_month(i, left, after)
        left, right = _as_day(left, right), _as_day(right, left)
        if right.kind == "time" and left.kind == "datetime":
            low = midnight(left.low.date())
            moment = low + (right.low - midnight(right.low.date()))
            if moment <= left.low and not right.half_known:
                moment += timedelta(hours=12)
            return self._range(i, left, replace(right, low=moment, high=moment))
        if left.kind == "time" and right.kind == "datetime":
            low = midnight(right.low.date()) + (left.low - midnight(left.low.date()))
            return self._range(i, replace(left, low=low, high=low), right)
        return self._range(i, *self._same_year(left, right))

    def _same_year(self, left: When, right: When) -> tuple[When, When]:
        """Give the end without a year the year of the other one."""
        if left.borrowed == "year" and right.borrowed == "":
            year = right.low.year
            if (left.low.month, left.low.day) > (right.low.month, right.low.day):
                year -= 1
            left = in_year(left, year)
        elif left.borrowed == "" and right.borrowed == "year":
            year = left.low.year
            if (right.low.month, right.low.day) < (left.low.month, left.low.day):
                year += 1
            right = in_year(right, year)
        elif right.low < left.low and right.borrowed == "year":
            step = 1 if left.borrowed == "all" else 0
            if step:
                right = in_year(right, right.low.year + 1)
            else:
                left = in_year(left, left.low.year - 1)
        elif left.borrowed == "year" and right.borrowed == "year":
            if (right.low - left.low).days > 366:
                left = in_year(left, right.low.year)
        elif right.weekday is not None and right.low <= left.low:
            ahead = (right.weekday - left.low.weekday()) % 7 or 7
            low = midnight(left.low.date()) + timedelta(days=ahead)
            right = replace(right, low=low, high=low + timedelta(days=1))
        if (
            right.weekday is not None
            and left.weekday is not None
            and not (right.timex == "" and right.low > left.low)
        ):
            ahead = (right.weekday - left.weekday) % 7 or 7
            low = left.low + timedelta(days=ahead)
            right = replace(right, low=low, high=low + timedelta(days=1))
        return left, right

    def _to_day_of_month(self, i: int, left: When, after: int) -> When | None:
        """Return "November 18-19", "april the ninth till the seventeenth"."""
        if left.kind != "date" or left.grain != "day" or left.weekday is not None:
            return None
        if left.borrowed == "all":
            return None
        j = after + (self.low(after) == "the")
        number = self._day_of_month(j)
        if number is None or self._is_clock(number[1] - 1):
            return None
        if self.pieces[number[1]].low in ("%", ":", "/") and self.pieces[j].glued:
            return None
        year = self._year_after(number[1])
        first, low = left, left.low
        end_at = number[1]
        if year is not None and left.borrowed == "year":
            first = in_year(left, year[0])
            low, end_at = first.low, year[1]
        day = with_year(low.month, number[0], low.year)
        if day is None or midnight(day) <= low:
            month = low.month % 12 + 1
            day = with_year(month, number[0], low.year + (low.month == 12))
            if self.pieces[j].is_figure:
                return None
        if day is None:
            return None
        end = midnight(day)
        right = replace(first, low=end, high=end + timedelta(days=1), j=end_at, i=j)
        return self._range(i, first, right)

    def _days_first(self, i: int, k: int, led: str) -> When | None:
        """Return "between ninth and 17th of April", "3-5 March 2021"."""
        j = k + (self.low(k) == "the")
        number = self._day_of_month(j)
        if number is None or self._is_clock(number[1] - 1):
            return None
        after = self._connector(number[1], led)
        if after is None:
            return None
        self.joining = after
        right = self._day_first(after)
        self.joining = -1
        if right is None:
            return self._days_of_month(i, number[0], after)
        day = with_year(right.low.month, number[0], right.low.year)
        if day is None or midnight(day) >= right.low:
            return None
        low = midnight(day)
        left = replace(right, i=k, j=number[1], low=low, high=low + timedelta(days=1))
        return self._range(i, left, right)

    def _days_of_month(self, i: int, first: int, after: int) -> When | None:
        """Return "4-23 in next month"."""
        number = self._day_of_month(after)
        if number is None or self.low(number[1]) not in ("in", "of"):
            return None
        month = self.span(number[1] + 1)
        if month is None or month.grain != "month" or first >= number[0] or month.mod:
            return None
        low = with_year(month.low.month, first, month.low.year)
        high = with_year(month.low.month, number[0], month.low.year)
        if low is None or high is None:
            return None
        day = timedelta(days=1)
        left = replace(month, kind="date", low=midnight(low), high=midnight(low) + day)
        right = replace(left, low=midnight(high), high=midnight(high) + day)
        return self._range(i, left, replace(right, j=month.j))

    def _range(self, i: int, left: When, right: When) -> When | None:
        if right.low < left.low or (right.low == left.low and right.kind != "time"):
            return None
        clocks = {left.kind, right.kind} & {"time", "datetime", "datetimerange"}
        times = {left.kind, right.kind} <= {"time"}
        kind = "timerange" if times else "datetimerange" if clocks else "daterange"
        borrowed = left.borrowed or right.borrowed
        how = left.how if left.how == right.how else f"{left.how}; {right.how}"
        return When(
            i, right.j, kind, left.low, max(right.high, right.low), right.grain,  # type: ignore[arg-type]
            how, borrowed, ends=(left, right), half_known=left.half_known,
        )  # fmt: skip


def _as_day(found: When, other: When) -> When:
    """Return "now" as its day where it is an end of a range of days."""
    if found.timex != "PRESENT_REF" or other.kind not in ("date", "daterange"):
        return found
    low = midnight(found.low.date())
    return replace(found, kind="date", low=low, high=low + timedelta(days=1))


def _pair(left: When, right: When) -> bool:
    """Say whether two ends are of a kind: a day and a day, not a day and a season."""
    if left.kind == "timerange" or right.kind == "timerange":
        return False
    if left.kind == "time" and right.kind not in ("time", "datetime"):
        return False
    return not (left.kind in ("date", "daterange") and right.kind == "time")


def _ranged(kind: Kind) -> Kind:
    ranged: dict[Kind, Kind] = {
        "date": "daterange",
        "time": "timerange",
        "datetime": "datetimerange",
    }
    return ranged.get(kind, kind)


__all__ = ["Reader", "find_whens", "named_year"]
