"""Days, months, seasons and years of a text as date ranges."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from claims.extraction.base import Precision
from claims.extraction.timewords import (
    COUNT_WORDS,
    DATE,
    MONTHS,
    RELATIVE,
    SEASONS,
    WEEKDAYS,
)

# A month or day without a year is this year's, or last year's when it would otherwise
# lie further ahead than news announces things.
AHEAD = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Day:
    """Dates ``first`` to ``last``, both included, read at ``[start, end)``.

    ``part`` names a part of the day ("early", "evening", "night of"), "" for all.
    """

    start: int
    end: int
    first: date
    last: date
    precision: Precision
    words: str
    how: str
    part: str = ""


def find_days(text: str, published: date | None) -> list[Day]:
    """Return the dates of ``text`` in order; those without a knowable year are left."""
    found: list[Day] = []
    for match in DATE.finditer(text):
        day = _read(match, text, published)
        if day is not None:
            found.append(day)
    for match in RELATIVE.finditer(text):
        day = _relative(match, text, published)
        clash = day and any(d.start < day.end and day.start < d.end for d in found)
        if day is not None and not clash:
            found.append(day)
    kept = _without_tails(found)
    if published is not None:
        kept = [_since(day, text, published) for day in kept]
    return sorted(kept, key=lambda d: d.start)


def _since(day: Day, text: str, published: date) -> Day:
    """Stretch "since May", "since the end of the war a year ago" up to the document."""
    before = text[max(0, day.start - 45) : day.start + 6].lower()
    since = re.search(r"\bsince\b[^,.;:]*$", before)
    if not since or day.first > published or day.last >= published:
        return day
    how = f"{day.how}; since then, up to the document's date {_written(published)}"
    return replace(day, last=published, precision="range", how=how, part="")


def _read(match: re.Match[str], text: str, published: date | None) -> Day | None:
    if match["iso"]:
        return _iso(match)
    if match["month"] or match["month2"]:
        return _month_day(match, text, published)
    if match["month3"]:
        return _month(match, text, published)
    if published is None:
        return None
    if match["weekday"]:
        return _weekday(match, text, published)
    return _deictic(match, published)


def _iso(match: re.Match[str]) -> Day | None:
    try:
        day = date.fromisoformat(match["iso"])
    except ValueError:
        return None
    return _one_day(match, day, "the full date as written")


def _month_day(match: re.Match[str], text: str, published: date | None) -> Day | None:
    name = match["month"] or match["month2"]
    number = int(match["day"] or match["day2"])
    month = MONTHS[name.lower()]
    if name.lower() in ("may", "march") and name.islower():
        return None
    year = match["year"] or match["year2"]
    if year:
        how = "the full date as written"
        return _one_day(match, _date(int(year), month, number), how)
    shared = _year_after(text, match.end())
    if shared:
        how = "the date as written, its year from the date listed with it"
        return _one_day(match, _date(shared, month, number), how)
    if published is None:
        return None
    last = (match["this"] or match["this2"] or "").lower() == "last year"
    day = _date(published.year - last, month, number)
    if day is not None and not last and day - published > AHEAD:
        day = _date(published.year - 1, month, number)
    how = f"the year from the document's date {_written(published)}"
    return _one_day(match, day, how)


def _year_after(text: str, at: int) -> int | None:
    """Return 2021 for the first date of "January 11 and November 26, 2021"."""
    names = "|".join(sorted(MONTHS, key=len, reverse=True))
    rest = re.match(
        rf"(?:,? (?:and|to|or|through) |, |–|-)(?:(?:{names})\.? )?"
        rf"\d{{1,2}},? (\d{{4}})\b",
        text[at : at + 40],
        re.IGNORECASE,
    )
    return int(rest[1]) if rest else None


def _weekday(match: re.Match[str], text: str, published: date) -> Day | None:
    """Return the weekday nearest to the publication day, today included.

    News says "Tuesday" on a Tuesday for today; "next" and "last" move by a week.
    """
    wanted = WEEKDAYS[match["weekday"].lower()]
    prefix = (match["prefix"] or "").lower()
    back = (published.weekday() - wanted) % 7
    day = published - timedelta(days=back)
    if prefix == "next" or _future_before(text, match.start()):
        day = published + timedelta(days=(wanted - published.weekday()) % 7 or 7)
    elif prefix == "last" and back == 0:
        day -= timedelta(days=7)
    how = f"weekday against the document's date {_written(published)}"
    return _one_day(match, day, how, match["part"])


def _future_before(text: str, at: int) -> bool:
    before = text[max(0, at - 60) : at].lower()
    return bool(re.search(r"\b(?:will|is due|are due|is to|are to|until)\b", before))


def _deictic(match: re.Match[str], published: date) -> Day | None:
    word = (match["today"] or "").lower()
    day = published + timedelta(days={"yesterday": -1, "tomorrow": 1}.get(word, 0))
    part = match["tpart"] or match["thispart"] or ""
    if word == "tonight":
        part = "night"
    if match["thispart"] and match.group().lower().startswith("last"):
        day -= timedelta(days=1)
    how = f"“{match.group().strip()}” against the document's date {_written(published)}"
    return _one_day(match, day, how, part)


def _one_day(
    match: re.Match[str], day: date | None, how: str, part: str | None = ""
) -> Day | None:
    if day is None:
        return None
    prefix = (match["prefix"] or "").lower().strip()
    part = (part or "").lower() or _part_of_prefix(prefix)
    precision: Precision = "part_of_day" if part else "day"
    words = match.group().strip(" ,")
    return Day(match.start(), match.end(), day, day, precision, words, how, part)


def _part_of_prefix(prefix: str) -> str:
    if prefix in ("early", "early on"):
        return "early"
    if prefix in ("late", "late on"):
        return "late"
    for name in ("early hours", "night", "morning", "evening", "afternoon"):
        if prefix == f"{name} of":
            return "night of" if name == "night" else name
    return ""


def _month(match: re.Match[str], text: str, published: date | None) -> Day | None:
    name = match["month3"].rstrip(".")
    if not name[:1].isupper():
        return None
    if name in ("May", "March") and not _preceded(text, match, name):
        return None
    month = MONTHS[name.lower()]
    year, how = match["year3"], "month and year as written"
    if year is None:
        shared = _shared_month_year(text, match.end())
        if shared:
            year, how = str(shared), "the year from the month listed with it"
    if year is None:
        if published is None:
            return None
        first = date(published.year, month, 1)
        number = published.year if first - published <= AHEAD else published.year - 1
        if (match["prefix"] or "").lower() == "last" and month == published.month:
            number = published.year - 1
        if match["this3"]:
            number = published.year - (match["this3"].lower() == "last")
        how = f"month against the document's date {_written(published)}"
    else:
        number = int(year)
    prefix = (match["prefix"] or "").lower().strip()
    first, last = _within_month(date(number, month, 1), prefix)
    whole = (first.day, last.day) == (1, monthrange(number, month)[1])
    precision: Precision = "month" if whole else "range"
    words = match.group().strip(" ,")
    return Day(match.start(), match.end(), first, last, precision, words, how)


def _preceded(text: str, match: re.Match[str], name: str) -> bool:
    """Say whether "May" is the month: after a preposition, or before a year."""
    before = text[: match.start(name_group(match))].rstrip().lower()
    words = ("in", "since", "of", "until", "by", "last", "and", "between", "from", "to")
    early = ("early", "late", "mid", "next", "this", "during", "before", "after")
    last = before.split()[-1] if before.split() else ""
    return last in words + early or bool(match["year3"] or match["this3"])


def name_group(match: re.Match[str]) -> str:
    return "month3"


def _shared_month_year(text: str, at: int) -> int | None:
    names = "|".join(sorted((m for m in MONTHS if len(m) > 3), key=len, reverse=True))
    rest = re.match(rf" (?:and|to|or) (?:{names}) (\d{{4}})\b", text[at:], re.I)
    return int(rest[1]) if rest else None


def _within_month(first: date, prefix: str) -> tuple[date, date]:
    last = first.replace(day=monthrange(first.year, first.month)[1])
    if prefix in ("end of", "late"):
        return first.replace(day=21), last
    if prefix in ("beginning of", "start of", "early"):
        return first, first.replace(day=10)
    if prefix in ("middle of", "mid", "mid-"):
        return first.replace(day=10), first.replace(day=20)
    return first, last


def _relative(match: re.Match[str], text: str, published: date | None) -> Day | None:
    if match["season"]:
        return _season(match, match["season"], int(match["syear"]), "as written")
    if match["decade"]:
        year = int(match["decade"])
        return _span(match, date(year, 1, 1), date(year + 9, 12, 31), "range", "decade")
    if match["year"]:
        year = int(match["year"])
        return _span(
            match, date(year, 1, 1), date(year, 12, 31), "year", "year as written"
        )
    if published is None:
        return None
    if match["count"]:
        return _ago(match, text, published)
    return _named_span(match, published)


def _ago(match: re.Match[str], text: str, published: date) -> Day | None:
    if match["way"].lower() != "ago":
        return None  # "a day earlier" counts from a moment the text may not give
    word = match["count"].lower()
    count = COUNT_WORDS.get(word) or int(word)
    unit = match["unit"].lower()
    how = f"counted back from the document's date {_written(published)}"
    if unit == "day":
        day = published - timedelta(days=count)
        return _span(match, day, day, "day", how)
    if unit == "week":
        day = published - timedelta(weeks=count)
        return _span(
            match, day - timedelta(days=3), day + timedelta(days=3), "range", how
        )
    if unit == "month":
        months = published.year * 12 + published.month - 1 - count
        first = date(months // 12, months % 12 + 1, 1)
        return _span(match, first, _month_end(first), "month", how)
    years = count * (10 if unit == "decade" else 1)
    year = published.year - years
    return _span(match, date(year, 1, 1), date(year, 12, 31), "year", how)


def _named_span(match: re.Match[str], published: date) -> Day | None:
    which, span = match["which"].lower(), match["span"].lower()
    if which == "same" or (which == "this" and span == "decade"):
        return None
    step = {"last": -1, "previous": -1, "past": -1, "next": 1}.get(which, 0)
    how = f"“{match.group()}” against the document's date {_written(published)}"
    if span in SEASONS:
        return _season(match, span, published.year + step, how)
    if span in ("week", "weekend"):
        monday = published - timedelta(days=published.weekday()) + timedelta(7 * step)
        if which == "past":
            return _span(match, published - timedelta(7), published, "range", how)
        first = monday + timedelta(days=5 if span == "weekend" else 0)
        return _span(match, first, monday + timedelta(days=6), "range", how)
    if span == "month":
        if which == "past":
            return _span(match, published - timedelta(31), published, "range", how)
        months = published.year * 12 + published.month - 1 + step
        first = date(months // 12, months % 12 + 1, 1)
        return _span(match, first, _month_end(first), "month", how)
    if span == "year":
        year = published.year + step
        return _span(match, date(year, 1, 1), date(year, 12, 31), "year", how)
    first = date(published.year // 10 * 10 - 10, 1, 1)
    return _span(match, first, first.replace(year=first.year + 9, month=12, day=31),
                 "range", how)  # fmt: skip


def _season(match: re.Match[str], name: str, year: int, how: str) -> Day:
    low, high = SEASONS[name.lower()]
    first = date(year, low, 1)
    last = _month_end(date(year + (high > 12), (high - 1) % 12 + 1, 1))
    return _span(match, first, last, "season", how)


def _span(
    match: re.Match[str], first: date, last: date, precision: Precision, how: str
) -> Day:
    words = match.group().strip(" ,")
    return Day(match.start(), match.end(), first, last, precision, words, how)


def _without_tails(days: list[Day]) -> list[Day]:
    """Drop a bare year that is the tail of a date already read."""
    taken = [(d.start, d.end) for d in days if d.precision != "year"]
    return [
        d
        for d in days
        if d.precision != "year"
        or not any(low < d.end and d.start < high for low, high in taken)
    ]


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_end(first: date) -> date:
    return first.replace(day=monthrange(first.year, first.month)[1])


def _written(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
