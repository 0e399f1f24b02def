"""Candidates as plain JSON values and back; the selector is stored by its own means."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from claims.extraction.base import (
    ChainLink,
    FoundCandidate,
    Quantity,
    Repeat,
    TimeRange,
)
from sources.text.base import Selector


def candidate_to_json(found: FoundCandidate) -> dict[str, Any]:
    """Return everything but the selector as JSON values; times are ISO with offset."""
    data = asdict(found)
    del data["selector"]
    if found.event_time is not None:
        data["event_time"]["start"] = found.event_time.start.isoformat()
        data["event_time"]["end"] = found.event_time.end.isoformat()
    for name in _TUPLES:
        data[name] = list(data[name])
    for repeat in data["also_at"]:
        repeat["segments"] = [list(segment) for segment in repeat["segments"]]
    return data


def candidate_from_json(data: dict[str, Any], selector: Selector) -> FoundCandidate:
    """Return the candidate that :func:`candidate_to_json` wrote, at ``selector``.

    KeyError or TypeError when ``data`` lacks a field or has one too many; rows written
    before repeats were linked have none.
    """
    values = dict(data)
    values["chain"] = tuple(ChainLink(**link) for link in data["chain"])
    values["quantities"] = tuple(Quantity(**q) for q in data["quantities"])
    values["event_time"] = time_from_json(data["event_time"])
    values["also_at"] = tuple(_repeat(r) for r in data.get("also_at", ()))
    for name in ("score_reasons", "places", "actors"):
        values[name] = tuple(data[name])
    return FoundCandidate(selector=selector, **values)


_TUPLES = ("score_reasons", "chain", "quantities", "places", "actors", "also_at")


def _repeat(data: dict[str, Any]) -> Repeat:
    segments = tuple((start, end) for start, end in data["segments"])
    return Repeat(data["kind"], segments, data["words"])


def time_from_json(data: dict[str, Any] | None) -> TimeRange | None:
    """Return the event time of a stored reading; None when none was read."""
    if data is None:
        return None
    start = datetime.fromisoformat(data["start"])
    end = datetime.fromisoformat(data["end"])
    return TimeRange(**{**data, "start": start, "end": end})
