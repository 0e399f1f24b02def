"""Times of day: "9:15 p.m.", "half past ten", "four o'clock in the afternoon"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from claims.extraction.calendar.words import PART_WORDS
from claims.extraction.numerals import cardinal
from claims.extraction.tokens import Pieces

_HALF = re.compile(r"\ ?\.?(?P<half>[ap])\ ?\.?\ ?m\b\ ?\.?(?!\w)", re.IGNORECASE)
_BOTH = re.compile(r"\ ?(?:ampm|am/pm)\b", re.IGNORECASE)
_LATE = {"afternoon", "evening", "night"}


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day at the pieces ``[i, j)``.

    ``half_known``: the half of the day is said; if not, "7:30" may be morning or
    evening. ``bare``: an hour without any sign that it is one ("seven").
    """

    i: int
    j: int
    hour: int
    minute: int = 0
    second: int = 0
    half_known: bool = False
    bare: bool = False
    about: str = ""
    fine: str = "hour"

    def later(self) -> Clock:
        """Return the same figures twelve hours on, where that is still this day."""
        return replace(self, hour=self.hour + 12) if self.hour < 12 else self


def clock_at(pieces: Pieces, i: int, *, bare: bool = False) -> Clock | None:
    """Return the time of day at piece ``i``; ``bare`` allows an hour without a sign."""
    found = _word(pieces, i) or _past_hour(pieces, i) or _figures(pieces, i, bare=bare)
    found = found or _spoken(pieces, i, bare=bare)
    return found and _in_part(pieces, found)


def _word(pieces: Pieces, i: int) -> Clock | None:
    word = pieces.low(i)
    if word in ("midnight", "noon", "noonish", "midday"):
        hour = 0 if word == "midnight" else 12
        return Clock(i, i + 1, hour, half_known=True)
    if word == "mid" and pieces.low(i + 1 + (pieces.low(i + 1) == "-")) in (
        "night",
        "day",
    ):
        j = i + 1 + (pieces.low(i + 1) == "-")
        hour = 0 if pieces.low(j) == "night" else 12
        return Clock(i, j + 1, hour, half_known=True)
    return None


def _past_hour(pieces: Pieces, i: int) -> Clock | None:
    """Read "half past ten", "quarter to nine", "ten past 9", "20 minutes to six"."""
    start = i
    i += pieces.low(i) == "a" and pieces.low(i + 1) == "quarter"
    if pieces.low(i) == "half":
        minutes, j = 30, i + 1
    elif pieces.low(i) == "quarter":
        minutes, j = 15, i + 1
    else:
        count = cardinal(pieces, i)
        if count is None or not 1 <= count.value <= 29 or count.value % 1:
            return None
        minutes, j = int(count.value), count.last
    j += pieces.low(j) in ("minutes", "min")
    way = pieces.low(j)
    if way not in ("past", "to", "after"):
        return None
    if way != "past" and (minutes % 5 or minutes > 25 or pieces[i].is_figure):
        return None
    if way == "after" and pieces.low(j - 1) != "quarter":
        return None
    if way == "to" and pieces.low(i) not in ("quarter", "twenty", "ten", "five"):
        return None
    if way == "to" and (pieces.low(i) != "quarter" and not _ends_hour(pieces, j + 1)):
        return None
    hour = _hour_word(pieces, j + 1)
    if hour is None:
        return None
    value, after = hour
    known = pieces.low(j + 1) in ("midnight", "noon")
    if way == "to":
        value, minutes = (value - 1) % (24 if known else 12), 60 - minutes
    half, after = _half(pieces, after)
    return Clock(
        start, after, _halved(value, half), minutes,
        half_known=known or half is not None, fine="minute",
    )  # fmt: skip


def _ends_hour(pieces: Pieces, i: int) -> bool:
    hour = _hour_word(pieces, i)
    if hour is None:
        return False
    half, _ = _half(pieces, hour[1])
    return half is not None or pieces.starts(hour[1], "in the") is not None


def _hour_word(pieces: Pieces, i: int) -> tuple[int, int] | None:
    if pieces.low(i) in ("midnight", "noon"):
        return (0 if pieces.low(i) == "midnight" else 12), i + 1
    count = cardinal(pieces, i)
    if count is None or not 1 <= count.value <= 12 or count.value % 1:
        return None
    return int(count.value), count.last


def _half(pieces: Pieces, j: int) -> tuple[str | None, int]:
    """Return "a" or "p" and the index after it, None where neither half is said."""
    end = pieces[j - 1].end
    if match := _BOTH.match(pieces.text, end):
        return None, pieces.after(match.end()) or j
    match = _HALF.match(pieces.text, end)
    if match is None:
        return None, j
    after = pieces.after(match.end()) or pieces.after(match.end("half") + 1)
    if after is None:
        return None, j
    if pieces[after - 1].words == "." and not _dotted(match.group()):
        after -= 1  # the full stop of the sentence
    return match["half"].lower(), after


def _dotted(words: str) -> bool:
    return words.strip().strip(".").count(".") > 0


def _halved(hour: int, half: str | None) -> int:
    if half == "p":
        return hour + 12 if hour < 12 else hour
    return 0 if half == "a" and hour == 12 else hour


def _figures(pieces: Pieces, i: int, *, bare: bool) -> Clock | None:
    piece = pieces[i]
    if not piece.words or not piece.is_figure or len(piece.words) not in (1, 2, 4):
        return None
    if piece.glued and pieces[i - 1].words in list(".,:$€£#@"):
        return None
    if len(piece.words) == 4:
        return _four(pieces, i) if bare else None
    hour, j, minute, second, fine = int(piece.words), i + 1, 0, 0, "hour"
    if hour > 24:
        return None
    sign = pieces[j]
    two = pieces[j + 1]
    if (
        sign.glued and sign.words in (":", ".") and two.glued and two.words.isdecimal()
        and len(two.words) == 2 and int(two.words) < 60
    ):  # fmt: skip
        minute, j, fine = int(two.words), j + 2, "minute"
        last = pieces[j + 1]
        joined = pieces[j].glued and pieces[j].words == ":" and last.glued
        whole = last.words.isdecimal() and len(last.words) == 2
        if joined and whole and int(last.words) < 60:
            second, j, fine = int(last.words), j + 2, "second"
    half, after = _half(pieces, j)
    both = half is None and after > j
    oclock = pieces.low(after) in ("oclock", "o'clock", "o’clock")
    oclock_split = pieces.low(after) == "o" and pieces.low(after + 2) == "clock"
    if half is not None and hour > 12 and minute == 0:
        return None
    if half is None and fine != "hour" and sign.words == "." and not bare:
        return None
    if oclock or oclock_split:
        j = after + (1 if oclock else 3)
        half2, j = _half(pieces, j)
        return Clock(
            i, j, _halved(hour, half2), minute, half_known=half2 is not None
        )  # fmt: skip
    sure = half is not None or both or (fine != "hour" and sign.words == ":")
    if not sure and not bare:
        return None
    if not sure and fine == "hour" and pieces[j].glued and pieces[j].words in "%/:$":
        return None
    zero = piece.words.startswith("0") and len(piece.words) == 2
    known = half is not None or hour > 12 or hour == 0 or (zero and sure)
    return Clock(
        i, after, _halved(hour, half), minute, second,
        half_known=known, bare=not sure, fine=fine,
    )  # fmt: skip


def _four(pieces: Pieces, i: int) -> Clock | None:
    words = pieces[i].words
    hour, minute = int(words[:2]), int(words[2:])
    if hour > 23 or minute > 59 or pieces[i + 1].glued and pieces[i + 1].low == "%":
        return None
    return Clock(i, i + 1, hour, minute, half_known=hour > 12, fine="minute", bare=True)


def _spoken(pieces: Pieces, i: int, *, bare: bool) -> Clock | None:
    """Read "seven p.m.", "four o'clock", and bare "three thirty"."""
    word = pieces[i]
    if not word.words or word.words[0].isdecimal():
        return None
    hour = _hour_word(pieces, i)
    if hour is None or pieces.low(i) in ("midnight", "noon", "a", "an"):
        return None
    value, j = hour
    if pieces.low(j) in ("oclock", "o'clock", "o’clock"):
        half, j = _half(pieces, j + 1)
        return Clock(i, j, _halved(value, half), half_known=half is not None)
    if pieces.low(j) == "o" and pieces.low(j + 2) == "clock":
        half, j = _half(pieces, j + 3)
        return Clock(i, j, _halved(value, half), half_known=half is not None)
    minutes = cardinal(pieces, j)
    minute, fine = 0, "hour"
    if minutes and minutes.kind == "words" and 10 <= minutes.value <= 59:
        minute, j, fine = int(minutes.value), minutes.last, "minute"
    half, after = _half(pieces, j)
    told = any(
        pieces.starts(j, f"in the {part}")
        for part in ("morning", "afternoon", "evening")
    )
    if half is None and not bare and not told:
        return None
    return Clock(
        i, after, _halved(value, half), minute,
        half_known=half is not None, bare=half is None, fine=fine,
    )  # fmt: skip


def _in_part(pieces: Pieces, found: Clock) -> Clock:
    """Take in "in the morning", "at night" and "this evening" left to others."""
    j = found.j
    for words in ("in the", "at", "of the"):
        after = pieces.starts(j, words)
        part = pieces.low(after) if after is not None else ""
        if part in PART_WORDS and after is not None:
            hour = found.hour
            if PART_WORDS[part] in _LATE and 0 < hour < 12 and not found.half_known:
                early = PART_WORDS[part] == "night" and hour < 6
                hour += 0 if early else 12
            return replace(found, j=after + 1, hour=hour, half_known=True, bare=False)
    return found
