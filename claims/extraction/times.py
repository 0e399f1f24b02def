"""Event times of a text, read against the document's own date, never today's.

Library resolvers were tried and dropped: they read "Tuesday" written on a Tuesday as
the week before, and knew neither "early Tuesday" nor "9:00 a.m. Moscow time".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from claims.extraction.base import Precision, TimeRange
from claims.extraction.dates import Day, find_days
from claims.extraction.timewords import CLOCK, NIGHT, PARTS
from claims.extraction.zones import Zone, ZoneBook
from sources.text.base import DocumentFacts

# Hours a clock time with "about" may be off to either side.
ABOUT = timedelta(minutes=30)
# A date beyond is no event's; near the ends of the calendar zones overflow it.
FIRST_DAY, LAST_DAY = date(1000, 1, 1), date(2999, 12, 31)


@dataclass(frozen=True, slots=True)
class FoundTime:
    """A time read at ``[start, end)`` of the text it was found in."""

    start: int
    end: int
    range: TimeRange
    day: Day | None = None
    has_clock: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """What times are read against; ``published`` None means: no date is known."""

    published: date | None
    zones: ZoneBook
    published_how: str = ""

    @classmethod
    def of(cls, facts: DocumentFacts, text: str) -> Context:
        value = facts.published.value
        day = None
        if value:
            try:
                day = datetime.fromisoformat(value).date()
            except ValueError:
                day = None
        return cls(day, ZoneBook.of(text, facts.zone), facts.published.how)


def find_times(
    text: str, context: Context, *, place: str = "", day: Day | None = None
) -> list[FoundTime]:
    """Return the times of one sentence in text order.

    ``place`` is where things happen when no zone is written (the speaker's country);
    ``day`` is the day of the sentence before, for a clock time without one. A time
    whose year cannot be known is left out rather than guessed.
    """
    days = find_days(text, context.published)
    found: list[FoundTime] = []
    taken: set[int] = set()
    for clock in _clocks(text):
        near = _nearest(clock, days)
        base = days[near] if near is not None else day or _document_day(context)
        read = _instant(clock, base, context, place, inherited=near is None)
        if read is None:
            continue
        if near is not None:
            taken.add(near)
        found.append(read)
    for index, own in enumerate(days):
        if index not in taken:
            span = day_range(own, context, place)
            found.append(FoundTime(own.start, own.end, span, own))
    return sorted(found, key=lambda t: t.start)


def _document_day(context: Context) -> Day | None:
    if context.published is None:
        return None
    how = f"the document's own date {_written(context.published)}"
    return Day(0, 0, context.published, context.published, "day", "", how)


def _clocks(text: str) -> list[re.Match[str]]:
    return [m for m in CLOCK.finditer(text) if _plausible(m, text)]


def _plausible(match: re.Match[str], text: str) -> bool:
    if match["word"] and match["word"].lower() == "midday":
        return False
    if match["hour"] is not None:
        return int(match["hour"]) <= 12 or match["minute"] is not None
    before = text[max(0, match.start() - 8) : match.start()].lower()
    return not before.rstrip().endswith(("score", "won", "beat"))


def _nearest(clock: re.Match[str], days: list[Day]) -> int | None:
    """Return the day the clock time belongs to: one day at most is within reach."""
    exact = [
        (min(abs(d.start - clock.end()), abs(clock.start() - d.end)), i)
        for i, d in enumerate(days)
        if d.precision in ("day", "part_of_day") and d.first == d.last
    ]
    return min(exact)[1] if exact else None


def _instant(
    clock: re.Match[str],
    day: Day | None,
    context: Context,
    place: str,
    *,
    inherited: bool,
) -> FoundTime | None:
    if day is None:
        return None
    zone = _zone_of(clock, context, place)
    if zone is None:
        return None
    hour, minute = _hour(clock)
    moment = datetime.combine(day.first, datetime.min.time(), zone.info)
    moment = (moment + timedelta(hours=hour, minutes=minute)).astimezone(UTC)
    about = (clock["about"] or "").lower()
    start, end, precision = _spread(moment, about, hour_only=clock["word"] is None)
    if inherited:
        how = f"clock time; the day from {day.how}"
    else:
        how = f"clock time on “{day.words}” ({day.how})"
    how += f"; zone: {zone.how}" + (" (assumed)" if zone.assumed else "")
    how += _noted(clock, moment, context)
    words = clock.group().strip(" ,")
    on = replace(day, words="") if inherited else day
    return FoundTime(
        min(clock.start(), day.start) if day.words and not inherited else clock.start(),
        max(clock.end(), day.end) if day.words and not inherited else clock.end(),
        TimeRange(
            start,
            end,
            precision,
            words if inherited or not day.words else f"{words}, {day.words}",
            how,
            "" if zone.assumed else zone.name,
            _local(clock, hour, minute, zone),
        ),
        day=on,
        has_clock=True,
    )


def _zone_of(clock: re.Match[str], context: Context, place: str) -> Zone | None:
    """Return the zone as written, as noted in brackets, or the place's own."""
    if clock["zone"] and (zone := context.zones.named(clock["zone"])):
        return zone
    note = clock["note"] or ""
    if note and not clock["nzone"] and (zone := context.zones.named(note)):
        return zone
    if clock["zone"] and clock["zone"].lower() == "capital time":
        return None
    if clock["nzone"] and (zone := _from_note(clock, context)):
        return zone
    return context.zones.local(place)


def _from_note(clock: re.Match[str], context: Context) -> Zone | None:
    """Work the offset out of "9:00 (06:00 GMT)": three hours ahead."""
    known = context.zones.named(clock["nzone"])
    if known is None:
        return None
    hour, minute = _hour(clock)
    ahead = hour * 60 + minute - int(clock["nhour"]) * 60 - int(clock["nminute"])
    ahead = (ahead + 720) % 1440 - 720
    sign = "+" if ahead >= 0 else "-"
    words = f"UTC{sign}{abs(ahead) // 60}:{abs(ahead) % 60:02}"
    zone = context.zones.named(words)
    return zone and replace(zone, how=f"worked out from “{clock['note']}”")


def _noted(clock: re.Match[str], moment: datetime, context: Context) -> str:
    """Say so when the note in brackets names another instant."""
    if not clock["nzone"]:
        return ""
    known = context.zones.named(clock["nzone"])
    if known is None:
        return ""
    there = moment.astimezone(known.info)
    if (there.hour, there.minute) == (int(clock["nhour"]), int(clock["nminute"])):
        return f", as its own note “{clock['note']}” says"
    return f"; its own note “{clock['note']}” disagrees"


def _hour(clock: re.Match[str]) -> tuple[int, int]:
    if clock["word"]:
        return (0, 0) if clock["word"].lower() == "midnight" else (12, 0)
    if clock["oclock"]:
        return int(clock["oclock"]), 0
    if clock["four"]:
        return int(clock["four"][:2]), int(clock["four"][2:])
    if clock["hour24"] is not None:
        return int(clock["hour24"]), int(clock["minute24"])
    hour = int(clock["hour"])
    late = clock["half"].lower().startswith("p")
    if late and hour < 12:
        hour += 12
    elif not late and hour == 12:
        hour = 0
    return hour, int(clock["minute"] or 0)


def _spread(
    moment: datetime, about: str, *, hour_only: bool
) -> tuple[datetime, datetime, Precision]:
    if not about:
        return moment, moment, "instant"
    if "after" in about:
        return moment, moment + ABOUT, "hour"
    if "before" in about:
        return moment - ABOUT, moment, "hour"
    return moment - ABOUT, moment + ABOUT, "hour"


def _local(clock: re.Match[str], hour: int, minute: int, zone: Zone) -> str:
    """Return the clock as written, with the zone's words: "09:00 Moscow time"."""
    words = clock["zone"] or ""
    if not words and not zone.assumed and not clock["nzone"]:
        words = zone.how
    return f"{hour % 24:02}:{minute:02} {words}".strip()


def whole_day(found: FoundTime, context: Context, place: str) -> TimeRange:
    """Return the day of ``found`` as a range; its own range when it names no day."""
    if found.day is None or found.day.precision not in ("day", "part_of_day"):
        return found.range
    day = replace(found.day, precision="day", part="")
    if not day.words:
        day = replace(day, words=found.range.words)
    return day_range(day, context, place)


def day_range(day: Day, context: Context, place: str) -> TimeRange:
    """Return the aware range; ``local`` holds the calendar dates as ISO words."""
    zone = context.zones.local(place) if day.precision in _LOCAL else None
    info = zone.info if zone else UTC
    known = f"; {zone.how}" if zone else "; zone unknown, read as UTC"
    first, last = (min(max(d, FIRST_DAY), LAST_DAY) for d in (day.first, day.last))
    start = datetime.combine(first, datetime.min.time(), info)
    end = datetime.combine(last, datetime.min.time(), info) + timedelta(days=1)
    if day.part:
        low, high = NIGHT if day.part == "night of" else PARTS.get(day.part, (18, 30))
        end = start + timedelta(hours=high)
        start = start + timedelta(hours=low)
    how = day.how + (known if day.precision in _LOCAL else "")
    dates = day.first.isoformat()
    if day.first != day.last:
        dates += "/" + day.last.isoformat()
    return TimeRange(
        start.astimezone(UTC),
        end.astimezone(UTC),
        day.precision,
        day.words,
        how,
        local=dates,
    )


_LOCAL = ("day", "part_of_day")  # longer spans are the same in every zone for us


def _written(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
