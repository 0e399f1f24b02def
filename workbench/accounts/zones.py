"""The zone in which a person reads times."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def zone_of(user: Any) -> ZoneInfo:
    """The person's zone; UTC when none or an unknown one is set."""
    try:
        return ZoneInfo(getattr(user, "time_zone", "") or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
