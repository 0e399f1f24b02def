"""Months, quarters, seasons, years and decades as they are named."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from claims.extraction.calendar.base import Borrowed, Grain, When
from claims.extraction.calendar.days import AHEAD, DayReader
from claims.extraction.calendar.words import (
    DECADES,
    STEPS,
    UNITS,
    first_of,
    shift,
)
from claims.extraction.calendar.years import year_at
from claims.extraction.lexicon import word_set
from claims.extraction.numerals import read_ordinal
from claims.extraction.timewords import SEASONS

_YEAR_LEADS = word_set(
    """in since from until till by during of for before after the early late mid
    end year years between through to and or than circa around about"""
)
_NOT_YEARS = word_set(
    """people men soldiers troops homes houses households residents families
    civilians workers cases deaths km kilometers kilometres meters metres tons
    tonnes dollars euros pounds percent per miles pieces times votes jobs
    members women children students hours points"""
)


class MonthReader(DayReader):
    """Reads spans that have a name; every method gives None where none begins."""

    def _span(
        self,
        i: int,
        j: int,
        low: datetime | None,
        high: datetime | None,
        grain: Grain,
        how: str,
        borrowed: Borrowed = "",
        timex: str = "",
    ) -> When | None:
        if low is None or high is None or high <= low:
            return None
        return When(
            i, j, "daterange", low, high, grain, how, borrowed, timex=timex
        )  # fmt: skip

    def _month(self, i: int) -> When | None:
        """Return "August", "Dec 2018", "April of last year", "in May"."""
        month = self.month_at(i)
        if month is None:
            return None
        number, j = month
        year = self._year_after(j)
        if year is not None and not self._splits_day(j):
            return self._whole_month(i, year[1], year[0], number, "", "as written")
        if not self._is_month_alone(i):
            return None
        of = j + (self.low(j) == "of")
        for words, step in (("last year", -1), ("this year", 0), ("next year", 1)):
            if after := self.pieces.starts(of, words):
                known = self.reference.year + step
                how = f"month against the document's date {self._today()}"
                return self._whole_month(i, after, known, number, "year", how)
        first = first_of(self.reference, "year").replace(month=number)
        year_known = self.reference.year - (first - self.reference > AHEAD)
        if self.low(i - 1) == "last" and number == self.reference.month:
            year_known = self.reference.year - 1
        how = f"month against the document's date {self._today()}"
        found = self._whole_month(i, j, year_known, number, "year", how)
        return found and replace(found, timex=f"XXXX-{number:02}")

    def _splits_day(self, j: int) -> bool:
        return self.low(j) in ("-",) and len(self.low(j + 1)) != 4

    def _whole_month(
        self, i: int, j: int, year: int, month: int, borrowed: Borrowed, how: str
    ) -> When | None:
        if not 1 < year < 9998:
            return None
        low = datetime(year, month, 1)
        high = shift(low, 1, "month")
        timex = f"{year:04}-{month:02}"
        return self._span(i, j, low, high, "month", how, borrowed, timex)

    def _is_month_alone(self, i: int) -> bool:
        """Say whether a name without a day is a month: "in May", not "may"."""
        word = self.pieces[i].words
        before = self.low(i - 1)
        led = before in (
            "in", "since", "of", "until", "by", "last", "and", "between", "from", "to",
            "early", "late", "mid", "next", "this", "during", "before", "after",
            "till", "end", "-",
        )  # fmt: skip
        if word.lower() in ("may", "march", "mar", "sec"):
            return led and word[:1].isupper()
        if len(word) <= 3:
            return led or self.low(i + 1) in ("-", "to")
        return word[:1].isupper() or led

    def _season(self, i: int) -> When | None:
        j, step = i, None
        if self.low(i) in STEPS:
            step, j = STEPS[self.low(i)], i + 1
        name = self.low(j)
        if name not in SEASONS:
            return None
        after = j + 1
        after += self.low(after) in ("of", "in")
        after += self.low(after) == "the" and after > j + 1
        year = year_at(self.pieces, after)
        low, high = SEASONS[name]
        if year is not None:
            return self._season_of(i, year[1], year[0], low, high, "as written", "")
        for words, move in (("last year", -1), ("this year", 0), ("next year", 1)):
            if end := self.pieces.starts(after, words):
                known = self.reference.year + move
                how = f"season against the document's date {self._today()}"
                return self._season_of(i, end, known, low, high, how, "year")
        if step is None:
            return self._any_season(i, j + 1, name) if self.habits.loose else None
        how = f"“{self.pieces.words(i, j + 1)}” against the document's date"
        known = self.reference.year + step
        how = f"{how} {self._today()}"
        return self._season_of(i, j + 1, known, low, high, how, "all")

    def _any_season(self, i: int, j: int, name: str) -> When | None:
        """Return a season of any year: it has a name and no bounds."""
        code = "FA" if name in ("fall", "autumn") else name[:2].upper()
        if name in ("spring", "fall"):
            return None  # as often no season
        year = self.reference.year
        found = self._season_of(i, j, year, *SEASONS[name], "season", "all")
        return found and replace(found, timex=code, part=name)

    def _season_of(
        self,
        i: int,
        j: int,
        year: int,
        low: int,
        high: int,
        how: str,
        borrowed: Borrowed,
    ) -> When | None:
        first = datetime(year, low, 1)
        last = shift(first, high - low + 1, "month")
        return self._span(i, j, first, last, "season", how, borrowed)

    def _quarter(self, i: int) -> When | None:
        """Return "the first quarter of 2019", "Q3 2019", "2017-q1", "2019 H2"."""
        start = i
        year = year_at(self.pieces, i)
        if year is not None and self.pieces[i].is_figure:
            code = self._quarter_code(year[1] + (self.low(year[1]) == "-"))
            if code is not None:
                return self._quarter_of(start, code[1], year[0], code[0], "")
        code = self._quarter_code(i)
        if code is None:
            i += self.low(i) == "the"
            ordinal = read_ordinal(self.pieces, i)
            if ordinal is None or not 1 <= ordinal.value <= 4:
                return None
            word = self.low(ordinal.last)
            if word == "half" and ordinal.value <= 2:
                code = (f"h{int(ordinal.value)}", ordinal.last + 1)
            elif word == "quarter":
                code = (f"q{int(ordinal.value)}", ordinal.last + 1)
            else:
                return None
        name, j = code
        j2 = j + (self.low(j) in ("of", "in", ",", "-"))
        year = year_at(self.pieces, j2)
        if year is not None:
            return self._quarter_of(start, year[1], year[0], name, "")
        for words, step in (("last year", -1), ("this year", 0), ("next year", 1)):
            if after := self.pieces.starts(j2, words):
                known = self.reference.year + step
                return self._quarter_of(start, after, known, name, "year")
        if self.low(j) == "of" or name[0] == "h" or self.low(j - 1) != "quarter":
            return None
        first = datetime(self.reference.year, 3 * int(name[1]) - 2, 1)
        known = self.reference.year - (first > self.reference)
        return self._quarter_of(start, j, known, name, "year")

    def _quarter_code(self, j: int) -> tuple[str, int] | None:
        if self.low(j) in ("q", "h") and self.pieces[j + 1].glued:
            number = self.low(j + 1)
            if number in ("1", "2") or (number in ("3", "4") and self.low(j) == "q"):
                return self.low(j) + number, j + 2
        return None

    def _quarter_of(
        self, i: int, j: int, year: int, name: str, borrowed: Borrowed
    ) -> When | None:
        months = 3 if name[0] == "q" else 6
        low = datetime(year, months * (int(name[1]) - 1) + 1, 1)
        how = "quarter as written" if not borrowed else (
            f"quarter against the document's date {self._today()}"
        )  # fmt: skip
        high = shift(low, months, "month")
        return self._span(i, j, low, high, "quarter", how, borrowed)

    def _decade(self, i: int) -> When | None:
        """Return "the 1990s", "the nineties", "the 90s"."""
        start = i
        i += self.low(i) == "the"
        piece, after = self.pieces[i], self.pieces[i + 1]
        if piece.words and piece.is_figure and after.glued and after.low == "s":
            number = int(piece.words[:4])
            if len(piece.words) == 4 and number % 10 == 0 and 1500 <= number < 2100:
                return self._ten_years(start, i + 2, number)
            short = len(piece.words) == 2 and number % 10 == 0 and number >= 20
            if short and self.low(i - 1) == "the":
                return self._ten_years(start, i + 2, 1900 + number)
            return None
        if piece.low in DECADES and i > start and DECADES[piece.low] >= 20:
            return self._ten_years(start, i + 1, 1900 + DECADES[piece.low])
        return None

    def _ten_years(self, i: int, j: int, year: int) -> When | None:
        low, high = datetime(year, 1, 1), datetime(year + 10, 1, 1)
        return self._span(i, j, low, high, "decade", "decade")

    def _year(self, i: int, *, led: bool) -> When | None:
        """Return a bare year where words before it show that it is one."""
        start = i
        named = self.low(i) == "year"
        i += named
        found = year_at(self.pieces, i)
        if found is None:
            return None
        year, j = found
        spoken = not self.pieces[i].is_figure
        before = self.low(start - 1)
        if not (led or named or self.habits.loose or before in _YEAR_LEADS):
            return None
        if not named and not led and self._counts(start, j, spoken=spoken):
            return None
        low, high = datetime(year, 1, 1), datetime(year + 1, 1, 1)
        how = "year as written"
        return self._span(start, j, low, high, "year", how, "", f"{year:04}")

    def _counts(self, i: int, j: int, *, spoken: bool) -> bool:
        """Say whether "2000" counts something: "2000 people", "$2000", "1999.5"."""
        after, before = self.pieces[j], self.pieces[i - 1]
        if after.low in _NOT_YEARS:
            return True
        round_ = self.pieces[i].words.endswith("00") and before.low != "in"
        if round_ and after.low.endswith("s") and after.words.islower():
            return after.low not in ("as", "is", "was", "has", "its", "this")
        if self.pieces[i].glued and before.words in (*"$€£+-/.#_", "hk", "us"):
            return True
        if spoken:
            return before.low not in ("in", "of", "since", "year", "by", "until")
        if after.glued and (after.words in list("%/:_") or after.words.isalpha()):
            return True
        lead = before.low in ("in", "since", "during", "of", "the", "by", "until")
        return not lead and after.low in UNITS
