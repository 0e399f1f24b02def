"""When a document was published and updated, and how that is known."""

from __future__ import annotations

import re
from datetime import date, timedelta

from sources.text.base import KnownDate
from sources.text.clues import Clues
from sources.text.dates import WEEKDAYS, FoundDate, find_dates, spoken
from sources.text.landmarks import distances
from sources.text.zones import offset_of

#: A post or address dates a day without year when it lies within a week of it.
NEAR = timedelta(days=7)
#: Over more years a weekday says too little: it returns every five or six.
FURTHEST = 6

CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?\s*(?P<half>[ap]\.?\s?m\.?)?"
    r"(?:\s*\(?(?P<zone>[A-Z]{2,5}(?:[+-]\d{1,2}(?::?\d\d)?)?|[A-Z][a-z]+ time)\)?)?",
)


def find_published(clues: Clues) -> KnownDate:
    """Return the best known day, trying what says it most plainly first."""
    for find in (_from_lines, _from_dateline, _from_address, _from_posts, _inferred):
        if found := find(clues):
            return found
    return KnownDate(reason=_why_unknown(clues), partial=_partial(clues))


def _from_lines(clues: Clues) -> KnownDate | None:
    day = clues.date_line
    if day is None:
        return None
    if day.full:
        return KnownDate(day.full.isoformat(), "dateline", f"date line “{day.words}”")
    return _with_year(clues, day, "the date line")


def _from_dateline(clues: Clues) -> KnownDate | None:
    day = clues.dateline.date if clues.dateline else None
    if day is None:
        return None
    if day.full:
        return KnownDate(day.full.isoformat(), "dateline", f"dateline “{day.words}”")
    return _with_year(clues, day, "the dateline")


def _from_address(clues: Clues) -> KnownDate | None:
    if clues.address is None:
        return None
    return KnownDate(clues.address.isoformat(), "url", "date in the address")


def _from_posts(clues: Clues) -> KnownDate | None:
    """Take the latest embedded post: the document is no older than what it shows."""
    if not clues.posts:
        return None
    latest = max(clues.posts)
    reason = f"embedded post of {spoken(latest)}"
    note = _note_day(clues)
    if note and note.on(latest.year) == latest:
        return KnownDate(
            latest.isoformat(), "embed", f"{reason}; the update note names that day"
        )
    if clues.weekday is None:
        return KnownDate(latest.isoformat(), "embed", f"{reason}; no older than that")
    ahead = (clues.weekday - latest.weekday()) % 7
    name = WEEKDAYS[clues.weekday].capitalize()
    if ahead == 0:
        return KnownDate(
            latest.isoformat(), "embed", f"{reason}, the {name} the text speaks of"
        )
    if ahead <= 2:
        day = latest + timedelta(days=ahead)
        return KnownDate(day.isoformat(), "inferred", f"the {name} after the {reason}")
    return KnownDate(latest.isoformat(), "embed", f"{reason}; no older than that")


def _with_year(clues: Clues, day: FoundDate, where: str) -> KnownDate | None:
    """Give a day without a year its year, from elsewhere in the document."""
    for known, source in (
        *((post, "an embedded post") for post in clues.posts),
        *(((clues.address, "the address"),) if clues.address else ()),
    ):
        full = _nearest(day, known)
        if full and abs(full - known) <= NEAR:
            return KnownDate(
                full.isoformat(),
                "dateline",
                f"“{day.words}” in {where}; the year from {source}",
            )
    return _year_by_weekday(clues, day, where)


def _nearest(day: FoundDate, known: date) -> date | None:
    days = [day.on(known.year + step) for step in (-1, 0, 1)]
    return min((d for d in days if d), key=lambda d: abs(d - known), default=None)


def _year_by_weekday(clues: Clues, day: FoundDate, where: str) -> KnownDate | None:
    """Use the weekday the text names and the last day it tells as past."""
    if clues.weekday is None or not clues.past:
        return None
    last = max(clues.past)
    for year in range(last.year, last.year + FURTHEST + 1):
        full = day.on(year)
        if full and full >= last and full.weekday() == clues.weekday:
            name = WEEKDAYS[clues.weekday].capitalize()
            return KnownDate(
                full.isoformat(),
                "inferred",
                f"“{day.words}” in {where} has no year; the text tells "
                f"{spoken(last)} as past and speaks of {name}: {year} is the first "
                f"year after it in which that day is a {name}",
            )
    return None


def _inferred(clues: Clues) -> KnownDate | None:
    """Date a text by its one day without year and the years it counts."""
    days = {(d.month, d.day): d for d in clues.named if d.year is None}
    if len(days) != 1:
        return None
    day = next(iter(days.values()))
    fitting: dict[date, str] = {}
    for distance in distances(list(clues.sentences)):
        for year in distance.years:
            full = day.on(year)
            if full and (clues.weekday is None or full.weekday() == clues.weekday):
                fitting.setdefault(
                    full,
                    f"the text counts “{distance.words}” from the "
                    f"{distance.landmark} ({distance.happened})",
                )
    if len(fitting) != 1:
        return _year_by_weekday(clues, day, "the text") if not fitting else None
    full, reason = fitting.popitem()
    named = f"“{day.words}” in the text has no year; {reason}"
    if clues.weekday is not None:
        name = WEEKDAYS[clues.weekday].capitalize()
        named += f", and in {full.year} that day is a {name}, as the text says"
    return KnownDate(full.isoformat(), "inferred", named)


def _why_unknown(clues: Clues) -> str:
    day = clues.date_line or (clues.dateline.date if clues.dateline else None)
    days = [day] if day else [d for d in clues.named if d.year is None]
    if days:
        words = " and ".join(dict.fromkeys(d.words for d in days[:2] if d))
        return f"“{words}” is named without a year, and nothing in the text gives one"
    if clues.named:
        return "the text names dates, but none of them as its own"
    return "no date in the text, its address or its metadata"


def _partial(clues: Clues) -> str:
    """Return the day without its year, when the text has one day for its own."""
    day = clues.date_line or (clues.dateline.date if clues.dateline else None)
    days = (
        {(day.month, day.day)}
        if day
        else {(named.month, named.day) for named in clues.named if named.year is None}
    )
    if len(days) != 1:
        return ""
    month, number = days.pop()
    return f"--{month:02}-{number:02}"


def _note_day(clues: Clues) -> FoundDate | None:
    return next(iter(find_dates(clues.update_note)), None)


def find_updated(clues: Clues, published: KnownDate) -> KnownDate:
    """Return the day or instant of an update note; empty without one."""
    note = clues.update_note
    if not note:
        return KnownDate()
    day = _note_day(clues)
    shown = note if len(note) <= 80 else note[:77] + "…"
    reason, inferred = f"update note “{shown}”", False
    full = day.full if day else None
    if day and not full and published.value:
        full = _nearest(day, date.fromisoformat(published.value[:10]))
        reason += "; the year from the publication date"
        inferred = True
    elif not day and published.value:
        full = date.fromisoformat(published.value[:10])
        reason += " without a day; taken as the day of publication"
        inferred = True
    if not full:
        return KnownDate(reason=f"{reason}, but no year is known")
    value, zone_note = _instant(note, day, full)
    return KnownDate(value, "inferred" if inferred else "note", reason + zone_note)


def _instant(note: str, day: FoundDate | None, full: date) -> tuple[str, str]:
    """Return the day with its clock time where the note gives a zone."""
    words = (
        note[: day.start] + " " * (day.end - day.start) + note[day.end :]
        if day
        else note
    )
    for match in CLOCK.finditer(words):
        if not (match["minute"] or match["half"]):
            continue
        offset = offset_of(match["zone"] or "", full)
        if offset is None:
            return full.isoformat(), "; its clock time has no zone"
        hour, minute = int(match["hour"]), int(match["minute"] or 0)
        if match["half"]:
            hour = hour % 12 + (12 if match["half"][0] == "p" else 0)
        if hour < 24 and minute < 60:
            return f"{full.isoformat()}T{hour:02}:{minute:02}:00{offset}", ""
    return full.isoformat(), ""
