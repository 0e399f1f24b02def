"""What a text offers towards a date that it does not give: for an editor to choose.

In: sentences of a text, and the day it was taken in. Out: days named without a year,
each with its sentence and the years it may be of. Nothing is chosen here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sources.text.dates import WEEKDAY, WEEKDAYS, FoundDate, find_dates, spoken

# Days named without a year that are offered, and years for each.
DAYS_ASKED, YEARS_OFFERED = 2, 6
# So far back years are tried when a weekday tells which fit.
YEARS_BACK = 12
LINE = 240  # code points of a sentence that are shown around a date


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence that names a date, parted at it."""

    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A day that may be meant: ``value`` is an ISO date, ``why`` what speaks for it."""

    value: str
    label: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A day in the text's words, where it stands, and what it may be."""

    words: str
    line: Line
    choices: tuple[Choice, ...]


def ask_day(sentences: Sequence[str], *, taken_in: date) -> tuple[Asked, ...]:
    """Return what to ask about the date of a text; empty when it names no day.

    Days without a year come first; where there are none, the full dates of the text
    are offered, the latest first. No day after ``taken_in`` is offered.
    """
    found = [(line, day) for line in sentences for day in find_dates(line)]
    weekday = only_weekday(sentences)
    named = {day.year for _, day in found if day.year}
    bare: dict[tuple[int, int], Asked] = {}
    for line, day in found:
        if day.year is None and len(bare) < DAYS_ASKED:
            offered = _years(day, named, weekday, taken_in)
            asked = Asked(day.words, _line(line, day), offered)
            bare.setdefault((day.month, day.day), asked)
    return tuple(bare.values()) or _full(found, taken_in)


def only_weekday(sentences: Sequence[str]) -> int | None:
    """Return the weekday the text speaks of, 0 for Monday; None for none or several."""
    days = {
        WEEKDAYS.index(match.group().lower())
        for line in sentences
        for match in WEEKDAY.finditer(line)
    }
    return days.pop() if len(days) == 1 else None


def _years(
    day: FoundDate, named: set[int], weekday: int | None, taken_in: date
) -> tuple[Choice, ...]:
    back = range(taken_in.year, taken_in.year - YEARS_BACK, -1)
    offered: dict[date, str] = {}
    for year in sorted({*back, *named}, reverse=True):
        full = day.on(year)
        if full is None or full > taken_in:
            continue
        fits = weekday is not None and full.weekday() == weekday
        said = year in named
        if fits or said or weekday is None:
            offered[full] = _why(full, fits=fits, said=said)
    best = sorted(offered, key=lambda full: (not offered[full], -full.toordinal()))
    return tuple(
        Choice(full.isoformat(), spoken(full), offered[full])
        for full in sorted(best[:YEARS_OFFERED], reverse=True)
    )


def _why(full: date, *, fits: bool, said: bool) -> str:
    name = WEEKDAYS[full.weekday()].capitalize()
    reasons = [f"a {name}, as the text says"] if fits else []
    reasons += [f"the text names {full.year}"] if said else []
    return "; ".join(reasons)


def _full(found: Sequence[tuple[str, FoundDate]], taken_in: date) -> tuple[Asked, ...]:
    dated = {day.full: (line, day) for line, day in found if day.full}
    days = sorted((full for full in dated if full and full <= taken_in), reverse=True)
    return tuple(
        Asked(
            dated[full][1].words,
            _line(*dated[full]),
            (Choice(full.isoformat(), spoken(full), "the text names it"),),
        )
        for full in days[:DAYS_ASKED]
    )


def _line(sentence: str, day: FoundDate) -> Line:
    before, after = sentence[: day.start], sentence[day.end :]
    if len(before) > LINE // 2:
        before = "… " + before[-LINE // 2 :].partition(" ")[2]
    if len(after) > LINE // 2:
        after = after[: LINE // 2].rpartition(" ")[0] + " …"
    return Line(before, day.words, after)
