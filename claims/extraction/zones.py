"""Which zone a clock time is in: named, noted beside it, defined, or the place's."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from claims.extraction.gazetteer import zone_of_country
from claims.extraction.timewords import DEFINED_ZONE
from sources.text.places import zone_of

_HOURS = {
    "GMT": 0.0,
    "UTC": 0.0,
    "Z": 0.0,
    "BST": 1.0,
    "CET": 1.0,
    "CEST": 2.0,
    "EET": 2.0,
    "EEST": 3.0,
    "MSK": 3.0,
    "EST": -5.0,
    "EDT": -4.0,
    "CST": -6.0,
    "CDT": -5.0,
    "MST": -7.0,
    "MDT": -6.0,
    "PST": -8.0,
    "PDT": -7.0,
}
_IANA = {"ET": "America/New_York", "CT": "America/Chicago", "PT": "America/Los_Angeles"}
# "Eastern time": names of zones that are no places.
_REGIONS = {
    "eastern": "America/New_York",
    "central": "America/Chicago",
    "mountain": "America/Denver",
    "pacific": "America/Los_Angeles",
    "greenwich mean": "Etc/UTC",
    "central european": "Europe/Berlin",
    "eastern european": "Europe/Kyiv",
    "british": "Europe/London",
}
_OFFSET = re.compile(r"(?:GMT|UTC) ?([+\-−]) ?(\d{1,2})(?::?(\d\d))?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone with its name and how it is known; ``assumed`` when no words name it."""

    info: tzinfo
    name: str
    how: str
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class ZoneBook:
    """The zones a document gives: its dateline's, and names it defines itself."""

    dateline: str = ""
    defined: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str, dateline: str) -> ZoneBook:
        defined = {
            match["name"].lower(): match["zone"]
            for match in DEFINED_ZONE.finditer(text)
        }
        return cls(dateline, defined)

    def named(self, words: str) -> Zone | None:
        """Return the zone that "MSK", "GMT+4", "Moscow time" name; None if unknown."""
        words = words.strip()
        if words.lower() in self.defined:
            own = self.named(self.defined[words.lower()])
            return own and Zone(own.info, own.name, f"the document defines “{words}”")
        if match := _OFFSET.match(words):
            return _offset(match)
        upper = words.upper()
        if upper in _HOURS:
            return Zone(
                timezone(timedelta(hours=_HOURS[upper])),
                "UTC" if upper in ("GMT", "UTC", "Z") else upper,
                words,
            )
        if upper in _IANA:
            return _iana(_IANA[upper], words)
        place = re.sub(r" (?:standard |summer )?time$", "", words, flags=re.IGNORECASE)
        if place.lower() in ("local", "capital"):
            return None
        name = _REGIONS.get(place.lower()) or zone_of_country(place) or zone_of(place)
        return _iana(name, words) if name else None

    def local(self, place: str) -> Zone | None:
        """Return the zone of the dateline, else of ``place``; None when unknown."""
        if self.dateline and (zone := _iana(self.dateline, "the dateline's zone")):
            return Zone(zone.info, zone.name, zone.how, assumed=True)
        name = (zone_of_country(place) or zone_of(place)) if place else ""
        zone = _iana(name, f"the zone of {place}") if name else None
        return Zone(zone.info, zone.name, zone.how, assumed=True) if zone else None


def is_zone(word: str) -> bool:
    """Say whether ``word`` is the short name of a zone, as "GMT" and "MSK" are."""
    return word in _HOURS or word in _IANA


def _offset(match: re.Match[str]) -> Zone:
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    minutes = minutes if match[1] == "+" else -minutes
    sign = "+" if minutes >= 0 else "-"
    name = f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
    return Zone(timezone(timedelta(minutes=minutes)), name, match.group())


def _iana(name: str, how: str) -> Zone | None:
    try:
        return Zone(ZoneInfo(name), name, how)
    except (ZoneInfoNotFoundError, ValueError):
        return None
