"""UTC offsets of the zone names that stand behind clock times in notes."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sources.text.places import zone_of

FIXED = {
    "GMT": 0,
    "UTC": 0,
    "Z": 0,
    "WET": 0,
    "BST": 60,
    "CET": 60,
    "CEST": 120,
    "EET": 120,
    "EEST": 180,
    "MSK": 180,
    "EST": -300,
    "EDT": -240,
    "CST": -360,
    "CDT": -300,
    "MST": -420,
    "MDT": -360,
    "PST": -480,
    "PDT": -420,
}
#: "ET" means whichever of EST and EDT holds on the day.
NAMED = {"ET": "America/New_York", "CT": "America/Chicago", "PT": "America/Los_Angeles"}
_SIGNED = re.compile(r"(?:GMT|UTC)?([+-])(\d{1,2})(?::?(\d\d))?$")


def offset_of(words: str, day: date) -> str | None:
    """Return ``+03:00`` for "MSK", "GMT+3" or "Moscow time"; None when unknown."""
    if words in FIXED:
        return _written(FIXED[words])
    if match := _SIGNED.match(words):
        minutes = int(match[2]) * 60 + int(match[3] or 0)
        return _written(-minutes if match[1] == "-" else minutes)
    zone = NAMED.get(words) or zone_of(words.removesuffix(" time"))
    if not words or not zone:
        return None
    noon = datetime.combine(day, time(12), ZoneInfo(zone)).utcoffset()
    return _written(int(noon.total_seconds() // 60)) if noon is not None else None


def _written(minutes: int) -> str:
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
