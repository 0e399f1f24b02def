"""An event time as one string: a date, an instant with its offset, or a range "a/b"."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from claims.extraction.base import TimeRange

_CLOCKS = ("instant", "hour", "part_of_day")


def event_date(time: TimeRange | None) -> str:
    """Return an ISO date, an instant with offset, or a range "a/b"; "" when unknown."""
    if time is None:
        return ""
    zone = _zone(time.zone)
    start, end = time.start.astimezone(zone), time.end.astimezone(zone)
    if time.precision in _CLOCKS:
        if start == end:
            return start.isoformat()
        return f"{start.isoformat()}/{end.isoformat()}"
    last = max(start, end - timedelta(microseconds=1))
    if time.precision == "day":
        return (start + (last - start) / 2).date().isoformat()
    return f"{start.date().isoformat()}/{last.date().isoformat()}"


def _zone(name: str) -> tzinfo:
    """Return a zone by IANA name or by offset ("+04:00"); UTC for anything else."""
    if name[:1] in ("+", "-"):
        try:
            return datetime.fromisoformat(f"2000-01-01T00:00{name}").tzinfo or UTC
        except ValueError:
            return UTC
    try:
        return ZoneInfo(name) if name else UTC
    except (ZoneInfoNotFoundError, ValueError):
        return UTC
