"""Event times of a text, read against the document's own date, never today's.

Library resolvers were tried and dropped: they read "Tuesday" written on a Tuesday as
the week before, and knew neither "early Tuesday" nor "9:00 a.m. Moscow time".
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from claims.extraction.base import Precision, TimeRange
from claims.extraction.calendar.points import PART_HOURS
from claims.extraction.clocktimes import SpokenClock, find_clocks
from claims.extraction.dates import Day, find_days
from claims.extraction.zones import Zone, ZoneBook
from sources.text.base import DocumentFacts

# Hours a clock time with "about" may be off to either side.
ABOUT = timedelta(minutes=30)
# Hour by which a night between two days is over.
NIGHT_ENDS = 8
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
    days = find_days(text, context.published, before=day)
    found: list[FoundTime] = []
    taken: set[int] = set()
    said = day.zone if day else ""
    for clock in find_clocks(text):
        said = _named_zone(clock, context) or said
        near = _nearest(clock, days)
        base = days[near] if near is not None else day or _document_day(context)
        base = base and replace(base, zone=said)
        read = _instant(text, clock, base, context, place, inherited=near is None)
        if read is None:
            continue
        if near is not None:
            taken.add(near)
        found.append(read)
    for index, own in enumerate(days):
        if index not in taken:
            span = day_range(own, context, place)
            own = replace(own, zone=said)
            found.append(FoundTime(own.start, own.end, span, own))
    return sorted(found, key=lambda t: t.start)


def _document_day(context: Context) -> Day | None:
    if context.published is None:
        return None
    how = f"the document's own date {_written(context.published)}"
    return Day(0, 0, context.published, context.published, "day", "", how)


def _nearest(clock: SpokenClock, days: list[Day]) -> int | None:
    """Return the day the clock time belongs to: one day at most is within reach."""
    exact = [
        (min(abs(d.start - clock.end), abs(clock.start - d.end)), i)
        for i, d in enumerate(days)
        if d.precision in ("day", "part_of_day") and d.first == d.last
    ]
    return min(exact)[1] if exact else None


def _instant(
    text: str,
    clock: SpokenClock,
    day: Day | None,
    context: Context,
    place: str,
    *,
    inherited: bool,
) -> FoundTime | None:
    if day is None:
        return None
    zone = _zone_of(clock, context, place, said=day.zone)
    if zone is None:
        return None
    moment = _moment(day, clock.hour, clock.minute, zone)
    start, end, precision = _spread(moment, clock.about)
    if clock.until is not None:
        end, precision = _moment(day, *clock.until, zone), "range"
        end += timedelta(days=1) if end < start else timedelta(0)
    if inherited:
        how = f"clock time; the day from {day.how}"
    else:
        how = f"clock time on “{day.words}” ({day.how})"
    how += f"; zone: {zone.how}" + (" (assumed)" if zone.assumed else "")
    how += _noted(clock, moment, context)
    words = text[clock.start : clock.end].strip(" ,")
    on = replace(day, words="") if inherited else day
    return FoundTime(
        min(clock.start, day.start) if day.words and not inherited else clock.start,
        max(clock.end, day.end) if day.words and not inherited else clock.end,
        TimeRange(
            start,
            end,
            precision,
            words if inherited or not day.words else f"{words}, {day.words}",
            how,
            "" if zone.assumed else zone.name,
            _local(clock, zone),
        ),
        day=on,
        has_clock=True,
    )


def _moment(day: Day, hour: int, minute: int, zone: Zone) -> datetime:
    midnight = datetime.combine(day.first, datetime.min.time(), zone.info)
    return (midnight + timedelta(hours=hour, minutes=minute)).astimezone(UTC)


def _named_zone(clock: SpokenClock, context: Context) -> str:
    """Return the zone that the clock is told in, "" where none is written."""
    return clock.zone if clock.zone and context.zones.named(clock.zone) else ""


def _zone_of(
    clock: SpokenClock, context: Context, place: str, *, said: str = ""
) -> Zone | None:
    """Return the zone as written, as noted in brackets, the one ``said`` for the clock
    before it, or the place's own."""
    if clock.zone and (zone := context.zones.named(clock.zone)):
        return zone
    if clock.note and not clock.note_zone and (zone := context.zones.named(clock.note)):
        return zone
    if clock.zone.lower() == "capital time":
        return None
    if clock.note_zone and (zone := _from_note(clock, context)):
        return zone
    if not clock.zone and said and (zone := context.zones.named(said)):
        return replace(zone, how=f"the zone said before it, {said}", assumed=True)
    return context.zones.local(place)


def _from_note(clock: SpokenClock, context: Context) -> Zone | None:
    """Work the offset out of "9:00 (06:00 GMT)": three hours ahead."""
    known = context.zones.named(clock.note_zone)
    if known is None or clock.note_clock is None:
        return None
    there = clock.note_clock[0] * 60 + clock.note_clock[1]
    ahead = (clock.hour * 60 + clock.minute - there + 720) % 1440 - 720
    sign = "+" if ahead >= 0 else "-"
    words = f"UTC{sign}{abs(ahead) // 60}:{abs(ahead) % 60:02}"
    zone = context.zones.named(words)
    return zone and replace(zone, how=f"worked out from “{clock.note}”")


def _noted(clock: SpokenClock, moment: datetime, context: Context) -> str:
    """Say so when the note in brackets names another instant."""
    known = context.zones.named(clock.note_zone) if clock.note_zone else None
    if known is None:
        return ""
    there = moment.astimezone(known.info)
    if (there.hour, there.minute) == clock.note_clock:
        return f", as its own note “{clock.note}” says"
    return f"; its own note “{clock.note}” disagrees"


def _spread(moment: datetime, about: str) -> tuple[datetime, datetime, Precision]:
    if not about:
        return moment, moment, "instant"
    if "after" in about:
        return moment, moment + ABOUT, "hour"
    if "before" in about:
        return moment - ABOUT, moment, "hour"
    return moment - ABOUT, moment + ABOUT, "hour"


def _local(clock: SpokenClock, zone: Zone) -> str:
    """Return the clock as written, with the zone's words: "09:00 Moscow time"."""
    words = clock.zone
    if not words and not zone.assumed and not clock.note_zone:
        words = zone.how
    return f"{clock.hour % 24:02}:{clock.minute:02} {words}".strip()


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
    if day.part in PART_HOURS:
        low, high = PART_HOURS[day.part]
        if day.first != day.last:  # the night of 3-4 March
            low, high = 18, 24 + NIGHT_ENDS
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
