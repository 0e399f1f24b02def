"""What a document offers towards its own date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sources.text.datelines import Dateline, read_dateline
from sources.text.dates import (
    WEEKDAY,
    WEEKDAYS,
    FoundDate,
    date_in_url,
    find_dates,
)
from sources.text.parts import SIGNATURE, Part

T = TypeVar("T")

_OTHER_WEEK = re.compile(r"(?:last|next|coming|following|every|previous)\s+$", re.I)
#: Words before a date that may still lie ahead.
_AHEAD = re.compile(
    r"\b(?:until|till|by|before|through|expires?|scheduled|due|planned|next|"
    r"extended|deadline)\b[^.;]{0,30}$",
    re.IGNORECASE,
)


#: Lines that give the day of publication, the plainest first.
_DATED = (
    "date-line",
    "outlet-and-date",
    "byline-and-date",
    "place-and-date",
    "byline",
    "origin",
)


@dataclass(frozen=True, slots=True)
class Clues:
    date_line: FoundDate | None
    dateline: Dateline | None
    update_note: str
    posts: tuple[date, ...]
    address: date | None
    named: tuple[FoundDate, ...]  # dates in headline, body and quotations
    past: tuple[date, ...]  # the full ones of these that are told as past
    weekday: int | None  # the only weekday the text names; Monday is 0
    sentences: tuple[str, ...]


def find_clues(parts: Sequence[Part], url: str) -> Clues:
    running = [p for p in parts if p.kind in ("headline", "deck", "body", "quote")]
    body = "\n".join(p.words for p in running)
    named = find_dates(body)
    return Clues(
        date_line=_first(
            d for rule in _DATED for p in _by_rule(parts, rule) for d in _dates(p)
        ),
        dateline=_first(_datelines(parts)),
        update_note=_first(p.words for p in _by_rule(parts, "update-note")) or "",
        posts=tuple(_post_dates(parts)),
        address=date_in_url(url),
        named=tuple(named),
        past=tuple(_past(body, named)),
        weekday=_weekday([p.words for p in running if p.kind in ("body", "quote")]),
        sentences=tuple(re.split(r"(?<=[.!?])\s+|\n", body)),
    )


def _first(values: Iterable[T]) -> T | None:
    return next(iter(values), None)


def _by_rule(parts: Sequence[Part], rule: str) -> list[Part]:
    return [part for part in parts if part.block.rule == rule]


def _dates(part: Part) -> list[FoundDate]:
    return find_dates(part.words)


def _datelines(parts: Sequence[Part]) -> list[Dateline]:
    found = []
    for part in _by_rule(parts, "dateline"):
        if dateline := read_dateline(part.words + " X"):
            found.append(dateline)
    return found


def _post_dates(parts: Sequence[Part]) -> list[date]:
    found = []
    for part in _by_rule(parts, "post-signature"):
        match = SIGNATURE.match(part.words)
        for day in find_dates(match["date"] or "") if match else []:
            if day.full:
                found.append(day.full)
    return found


def _past(body: str, named: Sequence[FoundDate]) -> list[date]:
    return [
        day.full
        for day in named
        if day.full and not _AHEAD.search(body[max(0, day.start - 60) : day.start])
    ]


def _weekday(paragraphs: Sequence[str]) -> int | None:
    """Return the weekday the text speaks of, when it is one only."""
    for words in ("\n".join(paragraphs), "\n".join(paragraphs[:3])):
        days = {
            WEEKDAYS.index(match.group().lower())
            for match in WEEKDAY.finditer(words)
            if not _OTHER_WEEK.search(words, max(0, match.start() - 20), match.start())
        }
        if len(days) == 1:
            return days.pop()
    return None
