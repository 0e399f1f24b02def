"""Clock times of a text with their zones and the notes beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from claims.extraction.calendar.base import Habits
from claims.extraction.calendar.clocks import Clock, clock_at
from claims.extraction.calendar.reader import Reader
from claims.extraction.timewords import FOUR_FIGURES, ZONE_BEHIND
from claims.extraction.tokens import Pieces, pieces_of

_ABOUT = re.compile(
    r"(?<!\w)(about|around|approximately|roughly|shortly before|just before|"
    r"(?:immediately|just|shortly|soon) after) $",
    re.IGNORECASE,
)
_FOUR = re.compile(FOUR_FIGURES, re.IGNORECASE)
_HOURS = re.compile(r"\ ?(?:hours|hrs)\b", re.IGNORECASE)
_SCORES = ("score", "won", "beat", "lost")
_ANY_DAY = datetime(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class SpokenClock:
    """A clock time read at ``[start, end)``, "about" and zone taken in.

    ``until`` is the later hour and minute of "from 9 to 11 a.m.". ``zone`` is as
    written, ``note`` what brackets say beside it ("06:00 GMT"), with its clock.
    """

    start: int
    end: int
    hour: int
    minute: int
    until: tuple[int, int] | None
    about: str
    zone: str
    note: str
    note_clock: tuple[int, int] | None
    note_zone: str


def find_clocks(text: str) -> list[SpokenClock]:
    """Return the clock times of ``text`` in order."""
    pieces = pieces_of(text)
    reader = Reader(pieces, _ANY_DAY, Habits())
    found: list[SpokenClock] = []
    taken = 0
    for i, piece in enumerate(pieces.all):
        if piece.start < taken or not _may_begin(piece.low):
            continue
        spoken = _spoken(pieces, reader, i, text)
        if spoken is not None:
            found.append(spoken)
            taken = spoken.end
    return found


def _may_begin(word: str) -> bool:
    return word[0].isdecimal() or word in _WORDS


_WORDS = frozenset(
    [
        "noon",
        "noonish",
        "midnight",
        "mid",
        "half",
        "quarter",
        "a",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "twenty",
        "from",
        "between",
    ]
)


def _spoken(pieces: Pieces, reader: Reader, i: int, text: str) -> SpokenClock | None:
    start, until = pieces[i].start, None
    if four := _FOUR.match(text, start):
        hours = _HOURS.match(text, four.end())
        end = hours.end() if hours else four.end()
        hour, minute = int(four.group()[:2]), int(four.group()[2:4])
        return _zoned(text, start, end, (hour, minute), None)
    two = reader.clocks(i)
    if two is not None and two.ends is not None:
        first, second = two.ends
        if first.clock and second.clock and _sure(pieces, first.i):
            until = second.clock[0], second.clock[1]
            end = pieces[two.j - 1].end
            return _zoned(text, start, end, first.clock[:2], until)
    one = clock_at(pieces, i)
    if one is None or not _plausible(pieces, one):
        return None
    return _zoned(text, start, pieces[one.j - 1].end, (one.hour, one.minute), None)


def _sure(pieces: Pieces, i: int) -> bool:
    before = pieces[i - 1]
    return not (pieces[i].glued and before.words in "+-−/$€£")


def _plausible(pieces: Pieces, one: Clock) -> bool:
    if not _sure(pieces, one.i) or pieces.low(one.i) == "midday":
        return False
    if pieces.low(one.i - 1) in _SCORES:
        return False
    return not (pieces[one.j].glued and pieces[one.j].words in "%")


def _zoned(
    text: str,
    start: int,
    end: int,
    clock: tuple[int, int],
    until: tuple[int, int] | None,
) -> SpokenClock:
    zone = ZONE_BEHIND.match(text, end)
    about = _ABOUT.search(text[max(0, start - 20) : start])
    if about:
        start -= len(about.group())
    note_clock = None
    if zone and zone["nzone"]:
        note_clock = int(zone["nhour"]), int(zone["nminute"])
    return SpokenClock(
        start,
        zone.end() if zone else end,
        *clock,
        until,
        about[1].lower() if about else "",
        (zone["zone"] or "") if zone else "",
        (zone["note"] or "") if zone else "",
        note_clock,
        (zone["nzone"] or "") if zone else "",
    )
