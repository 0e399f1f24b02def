"""What a reader of dates and clocks finds, and the habits it follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Kind = Literal[
    "date",
    "daterange",
    "time",
    "timerange",
    "datetime",
    "datetimerange",
    "duration",
    "set",
]
Grain = Literal[
    "second",
    "minute",
    "hour",
    "part",
    "day",
    "week",
    "month",
    "quarter",
    "season",
    "year",
    "decade",
]
Borrowed = Literal["", "year", "all"]
Bound = Literal["", "before", "after", "since", "until", "by"]


@dataclass(frozen=True, slots=True)
class Habits:
    """What a house means by words that mean two things; the defaults are the news'.

    ``month_first`` None: "3/4/2021" is left unread. ``by_weeks``: "last Monday" is a
    day of last week, not the latest Monday. ``loose``: words
    that news uses otherwise too are times: "Monday 3-8", "the afternoon", "summer".
    ``narrated``: "the next day" and "two days earlier" count from the day last named,
    not from the reference. ``clocks`` False: days and spans only.
    """

    month_first: bool | None = None
    by_weeks: bool = False
    loose: bool = False
    narrated: bool = True
    clocks: bool = True


@dataclass(frozen=True, slots=True)
class When:
    """An expression at the pieces ``[i, j)``; ``low`` and ``high`` are local, naive.

    ``high`` is exclusive; for a single day it is the next midnight, for an instant
    ``low``. ``borrowed`` says what came from the reference: "" for nothing, "year",
    "all". ``part`` is a part of the day, ``mod`` "early", "mid" or "late" of a span,
    ``bound`` the preposition of an open range. ``timex`` is the TIMEX3 value where the
    plain one is longer or unknown ("P3M", "XXXX-WXX-1"). ``ends``: first and last of
    a range, as read. ``reason`` says why it could not be placed; then ``low`` and
    ``high`` mean nothing.
    """

    i: int
    j: int
    kind: Kind
    low: datetime
    high: datetime
    grain: Grain
    how: str = ""
    borrowed: Borrowed = ""
    part: str = ""
    mod: str = ""
    bound: Bound = ""
    timex: str = ""
    weekday: int | None = None
    clock: tuple[int, int, int] | None = None
    half_known: bool = True
    about: str = ""
    ends: tuple[When, When] | None = None
    reason: str = ""


__all__ = ["Borrowed", "Bound", "Grain", "Habits", "Kind", "When"]
