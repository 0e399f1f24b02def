"""Dates as texts write them; the year may be missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sources.text.wordlists import words

ENGLISH = words(
    "january february march april may june july august september october november "
    "december"
)
RUSSIAN = words(
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
)
UKRAINIAN = words(
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада "
    "грудня"
)
MONTHS = (
    {
        name: number + 1
        for names in (ENGLISH, RUSSIAN, UKRAINIAN)
        for number, name in enumerate(names)
    }
    | {name[:3]: number + 1 for number, name in enumerate(ENGLISH)}
    | {"sept": 9}
)
WEEKDAYS = words("monday tuesday wednesday thursday friday saturday sunday")

_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
_MONTH = rf"(?P<month>{_NAMES})\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)\b"
# A look at the first letter spares trying each of some forty names at every word.
_LETTERS = "".join(sorted({name[0] for name in MONTHS}))
MONTH_FIRST = re.compile(
    rf"\b(?=[{_LETTERS}]){_MONTH}\s+{_DAY}(?!\d|:|\.\d)(?:,?\s+{_YEAR})?", re.IGNORECASE
)
DAY_FIRST = re.compile(
    rf"(?<![\d.:])\b{_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?", re.IGNORECASE
)
ISO = re.compile(rf"\b{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)\b")
DOTTED = re.compile(rf"\b(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.{_YEAR}")
IN_URL = re.compile(
    r"/(?P<year>(?:19|20)\d\d)[/-](?P<month>\d{1,2})[/-](?P<day>\d{1,2})\b"
)
WEEKDAY = re.compile(rf"\b({'|'.join(WEEKDAYS)})\b", re.IGNORECASE)

#: Day month year in any order, for rules that look for a line that is only a date.
ANY_DATE = re.compile(
    "|".join(
        re.sub(r"\(\?P<\w+>", "(?:", pattern.pattern)
        for pattern in (MONTH_FIRST, DAY_FIRST, ISO, DOTTED)
    ),
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text at ``[start, end)``; ``year`` None when not written."""

    start: int
    end: int
    words: str
    month: int
    day: int
    year: int | None = None

    def on(self, year: int) -> date | None:
        """Return the date in ``year``; None where the day does not exist."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None

    @property
    def full(self) -> date | None:
        return self.on(self.year) if self.year else None


def find_dates(text: str) -> list[FoundDate]:
    """Return dates in text order; of two that overlap the longer one."""
    found: list[FoundDate] = []
    candidates = sorted(_all(text), key=lambda d: (d.start, d.start - d.end))
    for candidate in candidates:
        if found and candidate.start < found[-1].end:
            if candidate.end - candidate.start > found[-1].end - found[-1].start:
                found[-1] = candidate
            continue
        found.append(candidate)
    return found


def _all(text: str) -> Iterator[FoundDate]:
    for pattern in (MONTH_FIRST, DAY_FIRST, ISO, DOTTED):
        for match in pattern.finditer(text):
            if found := _found(match):
                yield found


def _found(match: re.Match[str]) -> FoundDate | None:
    name = match["month"].lower()
    month = MONTHS.get(name) or int(name)
    day = int(match["day"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    if name == "may" and match["month"][0].islower():
        return None
    year = int(match["year"]) if match["year"] else None
    return FoundDate(match.start(), match.end(), match.group(), month, day, year)


def date_in_url(url: str) -> date | None:
    """Return the date in an address such as ``…/2022/09/13/…``."""
    match = IN_URL.search(url)
    found = _found(match) if match else None
    return found.full if found else None


def spoken(day: date) -> str:
    """Return a date as our notes write it: 13 September 2022."""
    return f"{day.day} {ENGLISH[day.month - 1].capitalize()} {day.year}"
