"""Lengths of time and what is counted from them: "two days ago", "every Monday"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from claims.extraction.calendar.base import When
from claims.extraction.calendar.days import remembered
from claims.extraction.calendar.spans import SpanReader
from claims.extraction.calendar.words import (
    CODES,
    EVERY,
    LETTER_UNITS,
    UNITS,
    first_of,
    grain_of,
    shift,
)
from claims.extraction.lexicon import word_set
from claims.extraction.numerals import read_numeral

_EVERY_PARTS = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}


@dataclass(frozen=True, slots=True)
class Length:
    """``count`` of ``unit`` (a key of CODES) at the pieces ``[i, j)``, perhaps more."""

    i: int
    j: int
    parts: tuple[tuple[float, str, float], ...]  # count, unit, units in one of it

    @property
    def timex(self) -> str:
        days, hours = "", ""
        for count, unit, times in self.parts:
            number = f"{count * times:g}"
            if CODES[unit].startswith("T"):
                hours += number + CODES[unit][1:]
            else:
                days += number + CODES[unit]
        return "P" + days + (f"T{hours}" if hours else "")

    def from_(self, moment: datetime, sign: int) -> datetime | None:
        here: datetime | None = moment
        for count, unit, times in self.parts:
            here = here and shift(here, sign * count * times, unit)
        return here

    @property
    def is_clock(self) -> bool:
        return any(unit in ("hour", "minute", "second") for _, unit, _ in self.parts)


_RECORDS = word_set(
    """first only worst best biggest largest greatest highest lowest deadliest strongest
    weakest fastest slowest longest shortest smallest coldest hottest warmest driest
    wettest heaviest busiest closest sharpest steepest most least fewest"""
)
_AHEAD = word_set("will would shall may might could to . ; :")
_RECORD_REACH = 6  # words


class LengthReader(SpanReader):
    """Reads durations, repetitions, and days counted from other days."""

    def length(self, i: int) -> Length | None:
        """Return "three weeks", "half an hour", "10D", "1 day and 5 hours"."""
        first = self._one_length(i)
        if first is None:
            return None
        j, parts = first.j, list(first.parts)
        while True:
            after = j + (self.low(j) in ("and", ","))
            more = self._one_length(after)
            if more is None or _rank(more) >= _rank_of(parts[-1][1]):
                break
            parts += more.parts
            j = more.j
        if len(parts) == 1 and self.pieces.starts(j, "and a half"):
            count, unit, times = parts[0]
            return Length(i, j + 3, ((count + 0.5, unit, times),))
        return Length(i, j, tuple(parts))

    def _one_length(self, i: int) -> Length | None:
        start = i
        count: float
        if self.low(i) in ("half", "quarter") and self.low(i + 1) in ("a", "an"):
            count, j = (0.5 if self.low(i) == "half" else 0.25), i + 2
        elif self.pieces.starts(i, "a couple of"):
            count, j = 2.0, i + 3
        elif self.pieces.starts(i, "a half"):
            count, j = 0.5, i + 2
        elif self.low(i) in ("a", "an", "another"):
            count, j = 1.0, i + 1
        elif self.low(i) == "couple":
            count, j = 2.0, i + 1 + (self.low(i + 1) == "of")
        else:
            number = read_numeral(self.pieces, i)
            if number is None or number.value > 1e6:
                return None
            count, j = number.value, number.last
        j += self.low(j) in ("-", "more", "full", "whole", "business", "calendar")
        unit = UNITS.get(self.low(j))
        if unit is None:
            return None
        word = self.pieces[j]
        if word.low in LETTER_UNITS and not (
            word.glued and not self.pieces[j + 1].glued and word.low != "s"
            and (word.words.isupper() or word.low in ("h", "mo", "mos"))
        ):  # fmt: skip
            return None
        if word.low == "min" and self.low(j + 1) == "." and not count:
            return None
        return Length(start, j + 1, ((count, unit[0], unit[1]),))

    @remembered
    def counted_day(self, i: int) -> When | None:
        """Return "two days ago", "in three weeks", "3 days after January 12th"."""
        start = i
        into = self.low(i) == "in"
        within = self.low(i) == "within"
        i += into or within
        i += self.low(i) == "the" and within
        i += self.low(i) == "next" and within
        length = self.length(i) or (self._unit_alone(i) if within else None)
        if length is None:
            return None
        j = length.j
        anchor = self._anchor(i, j, length)
        if anchor is not None:
            return anchor
        if within:
            return self._within_next(start, j, length)
        if into and not self._is_lasting(j) and not self._is_record(start):
            j += self.pieces.starts(j, "’ time") is not None and 2
            return self._moved(start, j, length, 1, self.reference, "")
        return None

    def _unit_alone(self, i: int) -> Length | None:
        unit = UNITS.get(self.low(i))
        if unit is None or self.low(i) in LETTER_UNITS:
            return None
        parts: tuple[tuple[float, str, float], ...] = ((1.0, unit[0], unit[1]),)
        more = self._one_length(i + 1 + (self.low(i + 1) == "and"))
        j = i + 1
        if more is not None:
            parts, j = parts + more.parts, more.j
        return Length(i, j, parts)

    def _is_lasting(self, j: int) -> bool:
        """Say whether "in two years" tells how long it took: "in two years of war"."""
        return self.low(j) in ("of", "or", "and") or self.low(j - 1) in ("night",)

    def _is_record(self, i: int) -> bool:
        """Say whether what stands before ``i`` looks back over the years named there.

        "The first time in twelve years", "the worst flood in 40 years"; but "the first
        bank will close in two years".
        """
        for k in range(i - 1, max(i - _RECORD_REACH, 0) - 1, -1):
            word = self.low(k)
            if word in _AHEAD:
                return False
            if word in _RECORDS:
                return True
        return False

    def _anchor(self, i: int, j: int, length: Length) -> When | None:
        how = "counted back"
        if self.low(j) == "ago" or self.pieces.starts(j, "back") is not None:
            if self.low(j) == "back" and not self.habits.loose:
                return None
            return self._moved(i, j + 1, length, -1, self.reference, how)
        for words in ("from now", "hence", "from today", "from right now"):
            if after := self.pieces.starts(j, words):
                return self._moved(i, after, length, 1, self.reference, "")
        if self.low(j) in ("later", "earlier") or self._ends_with(j, "before"):
            sign = 1 if self.low(j) == "later" else -1
            return self._narrated_length(i, j + 1, length, sign)
        if self.low(j) in ("after", "before", "from", "since", "following"):
            other = self.day(j + 1) or self.now(j + 1)
            if other is not None:
                sign = -1 if self.low(j) == "before" else 1
                found = self._moved(i, other.j, length, sign, other.low, "")
                how = f"counted from “{self.pieces.words(other.i, other.j)}” "
                borrowed = other.borrowed
                return found and replace(
                    found, how=f"{how}({other.how})", borrowed=borrowed
                )
        return None

    def _ends_with(self, j: int, word: str) -> bool:
        after = self.low(j + 1)
        return self.low(j) == word and self.habits.narrated and not after.isalnum()

    def _narrated_length(
        self, i: int, j: int, length: Length, sign: int
    ) -> When | None:
        """Count "two days earlier" from the day the text named last."""
        if not self.habits.narrated:
            return self._moved(i, j, length, sign, self.reference, "")
        if length.is_clock:
            return None  # "two hours later": the hour it counts from is not kept
        base, how, borrowed = self.counting_from()
        found = self._moved(i, j, length, sign, base, "")
        return found and replace(found, how=how, borrowed=borrowed)

    def now(self, i: int) -> When | None:
        start = i
        i += self.low(i) == "right"
        if self.low(i) != "now":
            return None
        here = self.reference
        return When(
            start, i + 1, "datetime", here, here, "second", "the document's date",
            "all", timex="PRESENT_REF",
        )  # fmt: skip

    def _moved(
        self, i: int, j: int, length: Length, sign: int, base: datetime, how: str
    ) -> When | None:
        moved = length.from_(base, sign)
        if moved is None:
            return None
        _, unit, times = length.parts[-1]
        back = " back" if how else ""
        words = f"counted{back} from the document's date {self._today()}"
        if length.is_clock:
            return When(i, j, "datetime", moved, moved, grain_of(unit, times), words,
                        "all")  # fmt: skip
        day = first_of(moved, "day")
        return When(i, j, "date", day, day + timedelta(days=1), grain_of(unit, times),
                    words, "all")  # fmt: skip

    def _within_next(self, i: int, j: int, length: Length) -> When | None:
        end = length.from_(self.reference, 1)
        if end is None:
            return None
        how = f"counted from the document's date {self._today()}"
        if length.is_clock:
            return When(i, j, "datetimerange", self.reference, end, "hour", how, "all")
        low = first_of(self.reference, "day") + timedelta(days=1)
        high = length.from_(low, 1)
        if high is None:
            return None
        return When(i, j, "daterange", low, high, "week", how, "all")

    def duration(self, i: int) -> When | None:
        """Return a length of time that is placed nowhere: "for two nights"."""
        if self.low(i) in ("all", "whole") and self.low(i + 1) in UNITS:
            unit, times = UNITS[self.low(i + 1)]
            if self.low(i + 1) in ("day", "week", "month", "year", "night"):
                return self._as_duration(Length(i, i + 2, ((1.0, unit, times),)))
        if self.pieces.starts(i, "the hour"):
            return self._as_duration(Length(i, i + 2, ((1.0, "hour", 1.0),)))
        length = self.length(i)
        if length is None or self.pieces[i].low in ("a", "an", "another"):
            if length is None or not self.habits.loose:
                return None
            if self.low(i - 1) not in ("for", "in", "takes", "lasts", "about"):
                return None
        return self._as_duration(length)

    def _as_duration(self, length: Length) -> When:
        here = self.reference
        _, unit, times = length.parts[-1]
        return When(
            length.i, length.j, "duration", here, here, grain_of(unit, times),
            "a length of time", timex=length.timex,
        )  # fmt: skip

    def repeated(self, i: int) -> When | None:
        """Return "every Monday", "each week", "daily", "twice a year"'s "a year"."""
        here, word = self.reference, self.low(i)
        j, timex = i + 1, EVERY.get(word, "")
        if word in ("semi", "bi") and self.low(i + 1) == "-":
            timex = EVERY.get(word + self.low(i + 2), "")
            j = i + 3
        if word in ("every", "each"):
            timex, j = self._each(i + 1)
        if not timex:
            return None
        return When(
            i, j, "set", here, here, "day", "again and again", timex=timex
        )  # fmt: skip

    def _each(self, i: int) -> tuple[str, int]:
        other = self.low(i) == "other"
        i += other
        if (length := self.length(i)) is not None and not other:
            return length.timex, length.j
        wanted, after = self._plain_weekday(i)
        if wanted is not None:
            return f"XXXX-WXX-{wanted + 1}", after
        word = self.low(i)
        if word in _EVERY_PARTS:
            return _EVERY_PARTS[word], i + 1
        if word in UNITS and word not in LETTER_UNITS and word != "second":
            unit, times = UNITS[word]
            return Length(i, i, ((2.0 if other else 1.0, unit, times),)).timex, i + 1
        return "", i


def _rank(length: Length) -> int:
    return _rank_of(length.parts[0][1])


def _rank_of(unit: str) -> int:
    order = ("second", "minute", "hour", "day", "weekend", "week", "month", "year")
    return order.index(unit)
