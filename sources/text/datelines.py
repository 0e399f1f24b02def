"""The dateline that opens a report: place, perhaps a date, perhaps an agency."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sources.text.agencies import AGENCIES
from sources.text.dates import ANY_DATE, FoundDate, find_dates

_UPPER = r"[A-ZÀ-ÖØ-ÞА-ЯЁІЇЄ]"
_WORD = rf"(?:{_UPPER}[{_UPPER[1:-1]}'’.]+|{_UPPER})"
_CAPITALS = rf"{_WORD}(?:[ -]{_WORD}){{0,4}}"
_TITLED = rf"{_UPPER}[\w'’.-]+(?: {_UPPER}[\w'’.-]+){{0,3}}"
_DATE = f"(?:{ANY_DATE.pattern})"
_SPELLINGS = "|".join(re.escape(n) for n in sorted(AGENCIES, key=len, reverse=True))
_WIRE = r"[A-Z][\w.&-]{1,20}(?: [A-Z][\w-]{1,20}){0,2}"
_CREDIT = (
    rf"(?:(?<![\w/])/(?P<slashed>[^/\n]{{2,40}})/|\((?P<bracketed>{_SPELLINGS})\)|"
    rf"\((?P<wire>{_WIRE})\)(?=\s*[—–-]{{1,2}}\s))"
)
_REGION = r"(?:,\s*(?P<region>[^\W\d_][\w.'’ -]{1,30}?))??"
_DASH = r"[—–-]{1,2}"

FORMS = tuple(
    re.compile(pattern)
    for pattern in (
        # MOSCOW, September 13. /TASS/.   LONDON, Sept 13 (Reuters) -
        rf"(?P<place>{_CAPITALS}|{_TITLED}){_REGION}(?:[,.]\s*(?P<date>(?i:{_DATE})))?"
        rf"[.,]?\s*[—–-]?\s*{_CREDIT}\s*[.,:]?\s*(?:{_DASH}\s+|:\s+)?(?=\S)",
        # YEREVAN, Armenia, Sept. 13 —
        rf"(?P<place>{_CAPITALS}){_REGION}(?:,\s*(?P<date>(?i:{_DATE})))?\.?\s*"
        rf"{_DASH}\s+(?=\S)",
        # KYIV. September 13 (no dash): only with a date and a full stop behind it
        rf"(?P<place>{_CAPITALS}){_REGION}[,.]\s+(?P<date>(?i:{_DATE}))\.\s+(?=\S)",
    )
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """``length`` is where the report's first sentence begins."""

    place: str
    region: str
    date: FoundDate | None
    agency: str
    length: int


def read_dateline(line: str) -> Dateline | None:
    """Read the dateline that opens ``line``; None when there is none."""
    for form in FORMS:
        match = form.match(line)
        if not match or len(match["place"]) < 3 or line[match.end()].islower():
            continue
        groups = match.groupdict()
        named = (groups.get(key) for key in ("slashed", "bracketed", "wire"))
        credit = next(filter(None, named), "").strip()
        dates = find_dates(match["date"]) if match["date"] else []
        return Dateline(
            place=tidy_place(match["place"]),
            region=(match["region"] or "").strip(" ."),
            date=dates[0] if dates else None,
            agency=AGENCIES.get(credit, credit),
            length=match.end(),
        )
    return None


def tidy_place(place: str) -> str:
    """Return ``MOSCOW`` as ``Moscow``; leave mixed case and ``U.N.`` alone."""
    if not place.isupper() or "." in place:
        return place
    return re.sub(r"[^\W\d_]+", lambda match: match.group().capitalize(), place)
