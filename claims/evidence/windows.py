"""When an utterance's event was: as its words state, else near its document's date.

In: an utterance. Out: a :class:`Window`, or None when it cannot be known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from claims.evidence.base import Utterance
from claims.evidence.dating import BORROWED
from claims.evidence.show import day, when
from claims.extraction.base import FoundCandidate

DAY = timedelta(days=1)
OWN_DATE = "the document's own date; the words give none"
# A window wider than this (a year, a month) does not show that two events are one.
COARSE = 10 * DAY
_SHARP = ("instant", "hour", "part_of_day", "day")
# Words that put a sentence into another time than its document's.
_BACK = re.compile(
    r"\b(?:1[5-9]\d\d|20\d\d)s?\b|\b(?:ensuing|decades?|years? ago|centur\w+|"
    r"last (?:week|month|year)|previous(?:ly)?|earlier (?:wars?|conflicts?)|"
    r"back then|at (?:that|the) time|on that occasion|the same \w+ (?:\w+ )?after|"
    r"then(?=[.,]|$)|(?:end|beginning|middle) of (?:January|February|March|April|"
    r"May|June|July|August|September|October|November|December))\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Window:
    """A time an event lies in; ``stated`` is false when taken from the document."""

    start: datetime
    end: datetime
    stated: bool
    fine: bool  # shows that two events are one
    sharp: bool  # names a day or better
    label: str
    note: str = ""  # how it is known, when the words themselves do not say


def window_of(utterance: Utterance) -> Window | None:
    """Return when its event was: as stated, else near the document's own date.

    None when neither is known, or when the words look back or ahead without a date.
    """
    stated = utterance.found.event_time
    if stated is not None:
        fine = stated.precision in _SHARP or stated.end - stated.start <= COARSE
        sharp = stated.precision in _SHARP
        note = BORROWED if stated.how.endswith(BORROWED) else ""
        return Window(stated.start, stated.end, True, fine, sharp, when(stated), note)
    if looks_away(utterance.found):
        return None
    return document_window(utterance)


def looks_away(found: FoundCandidate) -> bool:
    """Whether the words speak of another time than their document's, undated."""
    away = found.type == "historical" or found.factuality == "future"
    return away or _BACK.search(found.words) is not None


def looks_back(words: str) -> bool:
    """Whether the words go back in time, so that what follows may still be there."""
    return _BACK.search(words) is not None


def document_window(utterance: Utterance) -> Window | None:
    """Return the day its document is of, None when that is not known."""
    known = utterance.facts.published.value
    if not known:
        return None
    try:
        published = datetime.fromisoformat(known)
    except ValueError:
        return None
    note = OWN_DATE
    if utterance.facts.published.reason == BORROWED:
        note = f"{OWN_DATE}; {BORROWED}"
    start = datetime.combine(published.date(), time.min, UTC)
    return Window(start, start + DAY, False, True, True, day(start), note)
