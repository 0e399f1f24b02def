"""One day, one clock, or both together: "Tuesday at 9", "8 a.m. this morning"."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from claims.extraction.calendar.base import When
from claims.extraction.calendar.clocks import Clock, clock_at
from claims.extraction.calendar.days import remembered
from claims.extraction.calendar.lengths import LengthReader
from claims.extraction.calendar.words import LAST, NEXT, PART_WORDS, first_of

DAY = timedelta(days=1)
# Local hours [from, to) of a part of the day; 24 and above run into the next day.
PART_HOURS = {
    "early hours": (0, 6),
    "early": (0, 8),
    "dawn": (4, 8),
    "morning": (5, 12),
    "midday": (11, 14),
    "lunchtime": (11, 14),
    "daytime": (8, 18),
    "afternoon": (12, 18),
    "dinnertime": (16, 20),
    "evening": (17, 24),
    "late": (18, 24),
    "night": (18, 30),
    "overnight": (-6, 8),
    "night of": (-6, 30),
}
_LATE_PARTS = {"afternoon", "evening", "night", "dinnertime", "late"}
_AT = {"at", "@", "around", "about", "approximately", "roughly", "near"}
_CONNECT = {"to", "-", "–", "—", "till", "until", "til", "through", "thru"}


def longest(*found: When | None) -> When | None:
    """Return what reaches farthest, the first of equals."""
    best: When | None = None
    for one in found:
        if one is not None and (best is None or one.j > best.j):
            best = one
    return best


class PointReader(LengthReader):
    """Reads days with their parts and clocks."""

    @remembered
    def point(self, i: int) -> When | None:
        """Return the longest day, clock, or day with a clock at piece ``i``."""
        return longest(self._from_day(i), self._from_clock(i))

    @remembered
    def base(self, i: int) -> When | None:
        """Return the longest day or span at ``i``, no clock with it."""
        found = longest(
            self.counted_day(i), self.day(i), self.span(i), self.now(i), self._eod(i)
        )
        if found is None:
            return None
        if found.kind == "date" and found.weekday is not None and found.grain == "day":
            again = self.counted_day(found.j)  # "Saturday 3 days from now"
            if again and again.kind == "date":
                return replace(again, i=i)
        if found.grain == "week" and found.kind == "daterange":
            j = found.j + (self.low(found.j) in ("on", ","))
            wanted, after = self._plain_weekday(j)
            step = {"next": 1, "last": -1, "this": 0}.get(self.low(found.i))
            if wanted is not None and step is not None:
                return self._of_week(i, after, wanted, step)
        return found

    def _eod(self, i: int) -> When | None:
        """Return the last moment of a day: "the end of today", "end of day"."""
        start = i
        i += self.low(i) == "the"
        if self.low(i) in ("eod", "eom", "eoy"):
            return self._closing(i, i + 1, {"d": "day", "m": "month", "y": "year"}[
                self.low(i)[2]])  # fmt: skip
        if not (self.low(i) == "end" and self.low(i + 1) == "of"):
            return None
        j = i + 2 + (self.low(i + 2) == "the")
        if self.low(j) == "day" and j == i + 2:
            return self._closing(start, j + 1, "day")
        day = self._deictic(j)
        if day is None:
            return None
        end = day.high - timedelta(seconds=1)
        return replace(
            day, i=start, kind="datetime", low=end, high=end, grain="second", timex=""
        )

    def _closing(self, i: int, j: int, grain: str) -> When | None:
        begin = first_of(self.reference, grain)
        how = f"against the document's date {self._today()}"
        if grain == "day":
            end = begin + DAY - timedelta(seconds=1)
            return When(i, j, "datetime", end, end, "second", how, "all")
        whole = self._stepped(i, j, grain, 0, how)
        return whole and replace(whole, mod="end")

    def part(self, i: int) -> When | None:
        """Return "tonight", "this morning", "in the evening"."""
        start = i
        here = first_of(self.reference, "day")
        said = f"against the document's date {self._today()}"
        mod = ""
        if self.low(i) in ("early", "late", "later", "earlier"):
            mod, i = ("early" if self.low(i) in ("early", "earlier") else "late"), i + 1
        if mod and self.low(i) in ("today",):
            day = When(start, i + 1, "datetimerange", here, here + DAY, "part",
                       f"“today” {said}", "all", mod=mod)  # fmt: skip
            return replace(day, part=mod)
        if mod and self.pieces.starts(i, "in today"):
            return When(start, i + 2, "datetimerange", here, here + DAY, "part",
                        f"“today” {said}", "all", part=mod, mod=mod)  # fmt: skip
        if self.low(i) == "tonight":
            return self._part_on(start, i + 1, here, "night", said, mod)
        step = 1 if self.low(i) in NEXT else -1 if self.low(i) in LAST else None
        if self.low(i) == "this":
            step = 0
        if step is not None and self.low(i + 1) in PART_WORDS:
            on = here + step * DAY
            name = PART_WORDS[self.low(i + 1)]
            if step and name != "night" and not self.habits.loose:
                on = here + step * DAY
            return self._part_on(start, i + 2, on, name, said, mod)
        return self._part_alone(start, i, mod)

    def _part_alone(self, start: int, i: int, mod: str) -> When | None:
        """Return a part of a day that is not named: a time range of any day."""
        if not self.habits.loose and self.low(i) != "overnight":
            return None
        j = i
        if self.low(j) in ("in", "at", "during"):
            j += 1
            j += self.low(j) == "the"
        name = PART_WORDS.get(self.low(j))
        if name is None or self.low(j + 1) == "of" or name in ("dawn", "midday"):
            return None
        if name == "night" and j > i and self.low(i) == "at":
            return None
        here = first_of(self.reference, "day")
        low, high = PART_HOURS[name]
        return When(
            start, j + 1,
            "timerange", here + timedelta(hours=low), here + timedelta(hours=high),
            "part", "a part of the day", "all", part=name, mod=mod,
        )  # fmt: skip

    def _part_on(
        self, i: int, j: int, day: datetime, name: str, how: str, mod: str = ""
    ) -> When:
        low, high = PART_HOURS[name]
        said = f"“{self.pieces.words(i, j)}” {how}"
        return When(
            i, j, "datetimerange", day + timedelta(hours=low),
            day + timedelta(hours=high), "part", said, "all", part=name, mod=mod,
        )  # fmt: skip

    def _part_of_day(self, i: int) -> When | None:
        """Return "early on Tuesday", "the night of 3 March", "the early hours of"."""
        j = i + (self.low(i) == "the")
        for words, name in _PARTS_BEFORE:
            after = self.pieces.starts(j, words)
            if after is None:
                continue
            day = self.day(after + (self.low(after) in ("on", "of")))
            if day is None:
                continue
            return self._in_part(replace(day, i=i), day.j, name)
        return None

    def _in_part(self, day: When, j: int, name: str) -> When:
        low, high = PART_HOURS[name]
        begin = day.low + timedelta(hours=low)
        return replace(
            day, j=j, kind="datetimerange", low=begin, part=name,
            high=day.low + timedelta(hours=high), grain="part",
        )  # fmt: skip

    def _with_part(self, day: When) -> When | None:
        """Take in the part after a day: "Tuesday morning", "12 May in the evening"."""
        j = day.j + (self.low(day.j) in ("'s", ","))
        if after := self.pieces.starts(j, "in the"):
            j = after
        elif self.low(j) in ("in", "at"):
            j += 1
        name = PART_WORDS.get(self.low(j))
        if name is None or self.low(j + 1) in ("of", "-"):
            return None
        if self.low(j + 1) in ("classes", "session", "shift"):
            return None
        found = self._in_part(day, j + 1, name)
        if self.low(j + 1) == "of" or day.weekday is None:
            return found
        return found

    def _from_day(self, i: int) -> When | None:
        day = longest(self._part_of_day(i), self.part(i), self.base(i))
        if day is None:
            return None
        if day.kind == "date" and day.grain == "day":
            if (whole := self._with_part(day)) is not None:
                day = whole
            elif day.part:  # "the first Monday evening of the month"
                start = day.i + (self.low(day.i) == "the")
                day = replace(self._in_part(day, day.j, day.part), i=start)
        if day.kind not in ("date", "datetimerange", "timerange") or day.grain not in (
            "day",
            "part",
        ):
            return day
        return self._with_clocks(day) or day

    def _with_clocks(self, day: When) -> When | None:
        """Take in the clock, or two clocks, behind a day."""
        j = day.j
        j += self.low(j) in (",", ":", "-", "t", "(") and day.kind == "date"
        led = self.low(j) in _AT
        two = self.clocks(j, day=True)
        if two is not None and two.i == j:
            return self._on(day, two, i=day.i, j=two.j)
        j += led
        j += self.low(j) in _AT
        bare = led and (self.habits.loose or day.part != "")
        one = clock_at(self.pieces, j, bare=bare)
        if one is None or (day.j == j and self.pieces[j].glued and j != day.j + 1):
            return None
        if one.bare and self.low(one.j) in ("per", "%", "people"):
            return None
        return self._at(day, one, i=day.i, j=one.j)

    def clock(self, i: int, *, bare: bool = False) -> When | None:
        """Return the clock at ``i`` as a time of the reference's own day."""
        start = i
        about = ""
        one = clock_at(self.pieces, i, bare=bare)
        if one is None:
            return None
        here = first_of(self.reference, "day")
        return replace(self._instant(here, one), i=start, about=about)

    def _instant(self, day: datetime, one: Clock) -> When:
        moment = day + timedelta(hours=one.hour, minutes=one.minute, seconds=one.second)
        grain = {"hour": "hour", "minute": "minute", "second": "second"}[one.fine]
        return When(
            one.i, one.j, "time", moment, moment, grain,  # type: ignore[arg-type]
            "clock time", "all", clock=(one.hour, one.minute, one.second),
            half_known=one.half_known,
        )  # fmt: skip

    def _at(self, day: When, one: Clock, *, i: int, j: int) -> When:
        """Return the clock on the day; the day's part tells the half of the clock."""
        one = halved(one, day.part)
        if day.kind == "timerange":
            found = self._instant(first_of(self.reference, "day"), one)
            return replace(found, i=i, j=j)
        start = first_of(day.low, "day")
        if day.part in ("overnight", "night of") and day.low.hour >= 18:
            start += DAY
        found = self._instant(start, one)
        timex = day.timex if day.weekday is None else ""
        return replace(
            found, i=i, j=j, kind="datetime", how=day.how, borrowed=day.borrowed,
            timex="" if not timex else "", weekday=day.weekday, ends=None,
        )  # fmt: skip

    def clocks(self, i: int, *, day: bool = False) -> When | None:
        """Return two clocks with "to" between them: "from 5 to 6 p.m.", "9-11 am"."""
        start = i
        led = self.low(i) in ("from", "between")
        i += led
        free = self.habits.loose and (day or led)
        left = clock_at(self.pieces, i, bare=True)
        if left is None:
            return None
        j = left.j
        both = self.low(start) == "between" and self.low(j) == "and"
        if not (self.low(j) in _CONNECT or both):
            return None
        j += 1
        right = clock_at(self.pieces, j, bare=True)
        if right is None or (left.bare and right.bare and not free):
            return None
        sign = self.pieces[right.j]
        if right.bare and sign.glued and sign.words in "-/" and (
            self.pieces[right.j + 1].is_figure
        ):  # fmt: skip
            return None
        if (left.bare or right.bare) and not self._may_be_hours(left, right, led=led):
            return None
        left, right = paired(left, right)
        here = first_of(self.reference, "day")
        first, second = self._instant(here, left), self._instant(here, right)
        high = second.low if second.low > first.low else second.low + DAY
        return replace(
            first, i=start, j=right.j, kind="timerange", high=high,
            half_known=left.half_known and right.half_known, ends=(first, second),
        )  # fmt: skip

    def _may_be_hours(self, left: Clock, right: Clock, *, led: bool) -> bool:
        """Say whether a bare figure beside a clock is an hour: "from 9 to 11:30"."""
        if self.habits.loose:
            return True
        known = right if left.bare else left
        return known.half_known or led

    def _on(self, day: When, two: When, *, i: int, j: int) -> When:
        """Put a range of clocks onto a day, its part telling the halves."""
        assert two.ends is not None
        first, second = two.ends
        if day.part in _LATE_PARTS and not two.half_known:
            first, second = pushed(first), pushed(second)
        start = first_of(day.low, "day")
        offset = first_of(two.low, "day")
        low = start + (first.low - offset)
        high = start + (second.low - offset)
        if high <= low:
            high += timedelta(hours=12) if not two.half_known else DAY
        return replace(
            two, i=i, j=j, kind="datetimerange", low=low, high=high, how=day.how,
            borrowed=day.borrowed, timex="", weekday=day.weekday,
        )  # fmt: skip

    def _from_clock(self, i: int) -> When | None:
        """Return a clock or two, with the day behind them where one follows."""
        if not self.habits.clocks:
            return None
        two = self.clocks(i) or self._clocks_before_day(i)
        bare = self.habits.loose and self.low(i - 1) in ("at", "@", "around")
        one = None if two is not None else clock_at(self.pieces, i, bare=bare)
        j = two.j if two else one.j if one else None
        if j is None:
            return None
        k = j + (self.low(j) in ("on", ",", "of", "in"))
        k += self.low(k) == "on"
        day = longest(self._part_of_day(k), self.part(k), self.day(k))
        counted = self.counted_day(k)
        if counted and counted.kind == "date" and (not day or counted.j > day.j):
            day = counted
        if day and day.kind == "date" and (whole := self._with_part(day)):
            day = whole
        if day is not None and day.grain in ("day", "part") and day.kind != "timerange":
            if two is not None:
                return self._on(day, two, i=i, j=day.j)
            if one is not None:
                return self._at(day, one, i=i, j=day.j)
        if two is not None:
            return two
        return self.clock(i, bare=bare)

    def _clocks_before_day(self, i: int) -> When | None:
        """Return two bare hours where a day follows: "from 7 to 9 tomorrow"."""
        found = self.clocks(i, day=True) if self.habits.loose else None
        if found is None:
            return None
        k = found.j + (self.low(found.j) in ("on", ",", "of", "in"))
        day = longest(self.part(k), self.day(k))
        return found if day is not None and day.i <= k + 1 else None


def halved(one: Clock, part: str) -> Clock:
    """Return the clock in the half of the day that ``part`` names."""
    if not part or one.half_known or one.hour > 12:
        return one
    late = part in _LATE_PARTS and (part != "night" or one.hour >= 6)
    hour = one.hour + 12 if late and one.hour < 12 else one.hour
    return Clock(
        one.i, one.j, hour, one.minute, one.second, half_known=True, fine=one.fine
    )


def pushed(moment: When) -> When:
    """Return the clock twelve hours on where its half was not said."""
    if moment.clock is None or moment.half_known or moment.clock[0] >= 12:
        return moment
    low = moment.low + timedelta(hours=12)
    return replace(moment, low=low, high=low, half_known=True)


def paired(left: Clock, right: Clock) -> tuple[Clock, Clock]:
    """Let one clock's half tell the other's: "5 to 6 p.m." begins at 17:00."""
    if right.half_known and not left.half_known and left.hour <= 12:
        late = left.later()
        if late.hour < right.hour or (
            late.hour == right.hour and left.minute < right.minute
        ):
            left = late
        left = Clock(left.i, left.j, left.hour, left.minute, left.second,
                     half_known=True, fine=left.fine)  # fmt: skip
    elif left.half_known and not right.half_known and right.hour <= 12:
        if (right.hour, right.minute) <= (left.hour, left.minute):
            right = right.later()
        right = Clock(right.i, right.j, right.hour, right.minute, right.second,
                      half_known=True, fine=right.fine)  # fmt: skip
    elif not left.half_known and (right.hour, right.minute) <= (left.hour, left.minute):
        right = right.later()
    return left, right


_PARTS_BEFORE = (
    ("early hours of", "early hours"),
    ("morning of", "morning"),
    ("afternoon of", "afternoon"),
    ("evening of", "evening"),
    ("night of", "night of"),
    ("early on", "early"),
    ("late on", "late"),
    ("early", "early"),
    ("late", "late"),
)
