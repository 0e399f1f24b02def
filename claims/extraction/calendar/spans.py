"""Spans counted from the reference or from a span: "last week", "the first 2 weeks of
2021", and "early", "mid" or "end of" before any of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from claims.extraction.calendar.base import Grain, When
from claims.extraction.calendar.days import remembered, written
from claims.extraction.calendar.months import MonthReader
from claims.extraction.calendar.words import (
    PART_WORDS,
    SPAN_UNITS,
    STEPS,
    UNITS,
    first_of,
    grain_of,
    nth_weekday,
    shift,
)
from claims.extraction.calendar.years import year_at
from claims.extraction.numerals import read_numeral, read_ordinal
from claims.extraction.timewords import MONTHS

_EARLY = {"early", "beginning", "start", "earlier"}
_LATE = {"late", "later", "end"}


class SpanReader(MonthReader):
    """Reads spans longer than a day; every method gives None where none begins."""

    @remembered
    def span(self, i: int) -> When | None:
        """Return the span at ``i``, with "early", "end of" and their like before it."""
        mod, j = self._mod(i)
        found = (
            self._quarter(j)
            or self._of_span(j)
            or self._month(j)
            or self._season(j)
            or self._this(j, modified=bool(mod))
            or self._counted(j)
            or self._decade(j)
            or self._year(j, led=bool(mod))
        )
        if found is None:
            return None
        i += self.low(i) == "the"
        return replace(modded(found, mod), i=i) if mod else found

    def _mod(self, i: int) -> tuple[str, int]:
        """Return "early", "mid" or "late" and the index after the words for it."""
        start = i
        i += self.low(i) == "the"
        word = self.low(i)
        if word in ("beginning", "start", "middle", "end") and self.low(i + 1) == "of":
            mod = "early" if word in _EARLY else "mid" if word == "middle" else "end"
            j = i + 2
            if self.low(j) == "the" and self._is_attribute(j + 1):
                return "", start  # "the end of the 2020 war" is not the year's end
            j += self.low(j) == "the" and self.low(j + 1) not in SPAN_UNITS
            return mod, j
        if word == "mid":
            return "mid", i + 1 + (self.low(i + 1) == "-")
        if word in ("early", "late", "earlier", "later"):
            mod = "early" if word in _EARLY else "late"
            after = i + 1
            if word in ("earlier", "later") and self.low(after) not in STEPS:
                return "", start
            after += self.low(after) == "in" and self.low(after + 1) in (
                *STEPS, "the", *MONTHS
            )  # fmt: skip
            return mod, after
        return "", start

    def _is_attribute(self, i: int) -> bool:
        """Say whether a year here tells which thing is meant: "the 2020 war"."""
        year = year_at(self.pieces, i)
        return year is not None and self.low(year[1]).isalpha()

    def _this(self, i: int, *, modified: bool = False) -> When | None:
        """Return "last week", "this month", "the year", "the previous quarter"."""
        start = i
        the = self.low(i) == "the"
        i += the
        words = self.low(i)
        step = STEPS.get(words)
        if step is None and not (the and words in SPAN_UNITS):
            return None
        j = i + (step is not None)
        j += self.low(j) == "calendar"
        name = SPAN_UNITS.get(self.low(j).removesuffix("'s").removesuffix("’s"))
        if name is None or (self.low(j + 1) == "-" and self.pieces[j + 1].glued):
            return None
        if step is not None:
            start = i
        else:
            if not modified and not self._means_this(i, name):
                return None
            step = 0
        how = (
            f"“{self.pieces.words(start, j + 1)}” against the document's date "
            f"{self._today()}"
        )
        if words == "past" and name in ("week", "month", "year"):
            days = {"week": 7, "month": 31, "year": 365}[name]
            here = first_of(self.reference, "day")
            low, high = here - timedelta(days=days), here + timedelta(days=1)
            timex = self._timex(first_of(self.reference, name), name, -1)
            return self._span(start, j + 1, low, high, "week", how, "all", timex)
        return self._stepped(start, j + 1, name, step, how)

    def _means_this(self, i: int, name: str) -> bool:
        """Say whether "the year" is this one: "in the week", not "the week's end"."""
        after = self.low(i + 1)
        return (
            name in ("week", "month", "year", "quarter", "fortnight")
            and after not in ("of", "that", "when", "in", "for", "-", "old", "to")
            and not after.startswith("end")
        )

    def _stepped(self, i: int, j: int, name: str, step: int, how: str) -> When | None:
        if name == "weekend":
            low = first_of(self.reference, "week") + timedelta(weeks=step, days=5)
            high = low + timedelta(days=2)
            return self._span(i, j, low, high, "week", how, "all")
        if name == "fortnight":
            low = first_of(self.reference, "week") + timedelta(weeks=2 * step)
            high = low + timedelta(weeks=2)
            return self._span(i, j, low, high, "week", how, "all")
        count, unit = {"quarter": (3, "month"), "decade": (10, "year")}.get(
            name, (1, name)
        )
        begin = shift(first_of(self.reference, name), step * count, unit)
        end = begin and shift(begin, count, unit)
        grains: dict[str, Grain] = {
            "week": "week", "month": "month", "quarter": "quarter", "year": "year",
            "decade": "decade",
        }  # fmt: skip
        timex = self._timex(first_of(self.reference, name), name, step)
        return self._span(i, j, begin, end, grains[name], how, "all", timex)

    def _timex(self, base: datetime, name: str, step: int) -> str:
        moved = shift(base, step, name) if name in ("week", "month", "year") else None
        if moved is None:
            return ""
        if name == "week":
            year, week, _ = moved.isocalendar()
            return f"{year}-W{week:02}"
        return f"{moved:%Y-%m}" if name == "month" else f"{moved.year:04}"

    def _counted(self, i: int) -> When | None:
        """Return "the last three weeks", "next five days", "2 upcoming months"."""
        i += self.low(i) == "the"
        j = i
        step = STEPS.get(self.low(i), 0)
        j += step != 0
        couple = self.pieces.starts(j, "couple")
        number = None if couple else read_numeral(self.pieces, j)
        if number is not None and (number.kind == "ordinal" or number.value % 1):
            return None
        if couple is not None:
            couple += self.low(couple) == "of"
            count, after = 2.0, couple
        elif number is not None:
            count, after = number.value, number.last
        elif self.low(j) == "few":
            return None
        else:
            return None
        if step == 0:
            step = STEPS.get(self.low(after), 0)
            after += step != 0
        unit = UNITS.get(self.low(after))
        if step == 0 or unit is None or self.low(after) in ("s", "h", "d", "m"):
            return None
        if self.low(after + 1) in ("of",) and step < 0:
            return None  # "the last three weeks of this year": said of that span
        return self._run(i, after + 1, step, count * unit[1], unit[0])

    def _run(self, i: int, j: int, step: int, count: float, unit: str) -> When | None:
        """Return the ``count`` units before or after the reference."""
        here = self.reference
        how = f"counted from the document's date {self._today()}"
        if unit in ("hour", "minute", "second"):
            end = shift(here, step * count, unit)
            if end is None:
                return None
            found = self._span(i, j, min(here, end), max(here, end), "hour", how, "all")
            return found and replace(found, kind="datetimerange")
        day = first_of(here, "day")
        if count % 3 == 0 and self.low(j - 1).startswith("quarter"):
            base = first_of(here, "quarter")
            low = base if step < 0 else shift(base, 3, "month")
        else:
            low = day if step < 0 else day + timedelta(days=1)
        end = low and shift(low, step * count, unit)
        if low is None or end is None:
            return None
        first, last = min(low, end), max(low, end)
        return self._span(i, j, first, last, "week", how, "all")

    def _of_span(self, i: int) -> When | None:
        """Return "the last week of 2019", "first 2 weeks of this month", "week 23"."""
        start = i
        if self.low(i) == "week" and self.pieces[i + 1].is_figure:
            number = int(self.pieces[i + 1].words[:3])
            if 1 <= number <= 53:
                jan = first_of(datetime(self.reference.year, 1, 4), "week")
                low = jan + timedelta(weeks=number - 1)
                return self._span(
                    i, i + 2, low, low + timedelta(7), "week", "week of the year",
                    "year", f"{self.reference.year}-W{number:02}",
                )  # fmt: skip
            return None
        i += self.low(i) == "the"
        last = self.low(i) == "last"
        ordinal = None if last else read_ordinal(self.pieces, i)
        if not last and (ordinal is None or ordinal.value > 60):
            return None
        j = i + 1 if last else (ordinal.last if ordinal else i)
        count = read_numeral(self.pieces, j)
        many = 1.0
        if count is not None and count.kind in ("figure", "words"):
            many, j = count.value, count.last
        which = -1 if ordinal is None else int(ordinal.value)
        if (weekday := self._weekday_of(start, j, which)) is not None:
            return weekday
        unit = UNITS.get(self.low(j))
        if unit is None or unit[0] in ("hour", "minute", "second", "weekend"):
            return None
        if self.low(j + 1) != "of":
            return None
        whole = self._whole(j + 2)
        if whole is None or not many:
            return None
        nth = None if ordinal is None else int(ordinal.value)
        return self._within(start, whole, many * unit[1], unit, nth)

    def _whole(self, j: int) -> When | None:
        return self._month(j) or self._this(j, modified=True) or self._year(j, led=True)

    def _weekday_of(self, i: int, j: int, which: int) -> When | None:
        """Return "the first Monday (evening) of next month"."""
        wanted, after = self._plain_weekday(j)
        part = PART_WORDS.get(self.low(after), "")
        after += bool(part)
        if wanted is None or self.low(after) not in ("of", "in"):
            return None
        month = self._month(after + 1) or self._this(after + 1)
        if month is None or month.grain != "month":
            return None
        day = nth_weekday(month.low.year, month.low.month, wanted, which)
        found = self._one(i, month.j, day, month.how, month.borrowed)
        return found and replace(found, timex="", part=part)

    def _within(
        self,
        i: int,
        whole: When,
        count: float,
        unit: tuple[str, float],
        nth: int | None,
    ) -> When | None:
        name, times = unit
        weeks = name == "week"
        low, high = whole.low, whole.high
        if weeks:  # weeks belong to the span that holds their Thursday
            low = first_of(low + timedelta(days=3), "week")
            if first_of(whole.low, "week") + timedelta(days=3) >= whole.low:
                low = first_of(whole.low, "week")
            final = first_of(high - timedelta(days=1), "week")
            high = final + timedelta(days=7 if final + timedelta(3) < high else 0)
        begin: datetime | None
        if nth is None:
            begin = shift(high, -count, name)
        elif count > times:
            begin = low
        else:
            begin = shift(low, (nth - 1) * count, name)
        end = begin and shift(begin, count, name)
        if begin is None or end is None or begin >= whole.high:
            return None
        grain = grain_of(name, times)
        how, borrowed = whole.how, whole.borrowed
        found = self._span(i, whole.j, begin, end, grain, how, borrowed)
        if found is not None and name == "day" and count == 1:
            return replace(found, kind="date")
        return found


def modded(found: When, mod: str) -> When:
    """Return the part of a span that "early", "mid", "late" or "end of" means."""
    low, high = found.low, found.high
    days = (high - low).days
    if found.grain == "month":
        cut = {"early": (0, 10), "mid": (9, 20), "late": (20, days)}
        first, last = cut["late" if mod == "end" else mod]
        low, high = found.low + timedelta(first), found.low + timedelta(last)
    elif days > 3:
        third = {"early": (0.0, 0.5), "mid": (0.25, 0.75), "late": (0.5, 1.0)}
        if found.grain == "year":
            third = {"early": (0.0, 1 / 3), "mid": (1 / 3, 2 / 3), "late": (2 / 3, 1.0)}
        share = third["late" if mod == "end" else mod]
        low = found.low + timedelta(round(days * share[0]))
        high = found.low + timedelta(round(days * share[1]))
    return replace(found, low=low, high=high, mod=mod, timex=found.timex)


__all__ = ["SpanReader", "modded", "written"]
