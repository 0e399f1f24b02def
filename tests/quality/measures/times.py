"""Is an event time right? Instants to the minute, days to the day, ranges by both ends."""

from __future__ import annotations

from datetime import datetime, timedelta

from claims.evidence.analyse import event_date
from claims.extraction.base import TimeRange

# A clock read as the hour that it names is right; a day for a clock is not.
HOUR = timedelta(hours=1)


def shown(time: TimeRange | None) -> str:
    return event_date(time)


def is_right(time: TimeRange | None, accepted: tuple[str, ...]) -> bool:
    """Say whether ``time`` is one of ``accepted``; see the README of the stories."""
    return any(_is(time, one) for one in accepted)


def _is(time: TimeRange | None, right: str) -> bool:
    if time is None or not right:
        return time is None and not right
    said = event_date(time)
    first, *last = said.split("/")
    if right.endswith(">"):
        return bool(last) and first.startswith(right[:-1])
    if "~" in right:
        low, _, high = right.partition("~")
        high = high or low
        return all(low <= end[: len(low)] <= high for end in (first, *last))
    if "T" in right:
        instant = datetime.fromisoformat(right)
        return abs(time.start - instant) < timedelta(minutes=1) and (
            time.end - time.start <= HOUR
        )
    return said == right
