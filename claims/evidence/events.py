"""Do two utterances speak of the same event? Time first; unknown is said, not assumed.

In: two views. Out: an :class:`EventMatch` with the reason that decided.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Literal

from claims.evidence.base import Reason
from claims.evidence.show import day, when
from claims.evidence.views import View

State = Literal["same", "probable", "other", "unknown"]

DAY = timedelta(days=1)
# Two clocks and two datelines may put one night on two dates.
SLACK = DAY
# How long after an event a report about "it" still appears without a date.
NEWS = 4 * DAY
# A window wider than this (a year, a month) does not show that two events are one.
COARSE = 10 * DAY
_FINE = ("instant", "hour", "part_of_day", "day")
# Words that put a sentence into another time than its document's.
_BACK = re.compile(
    r"\b(?:1[5-9]\d\d|20\d\d)s?\b|\b(?:ensuing|decades?|years? ago|centur\w+|"
    r"last (?:week|month|year)|previous(?:ly)?|earlier (?:wars?|conflicts?))\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Window:
    """A time an event lies in; ``stated`` is false when taken from the document."""

    start: datetime
    end: datetime
    stated: bool
    fine: bool
    label: str


@dataclass(frozen=True, slots=True)
class EventMatch:
    state: State
    reason: Reason

    @property
    def one(self) -> bool:
        return self.state in ("same", "probable")


def same_event(a: View, b: View) -> EventMatch:
    """Compare the times of two utterances; other places and actors weaken a match."""
    left, right = window(a), window(b)
    if left is None or right is None:
        if _undated(a, left) and _undated(b, right) and (shared := a.towns & b.towns):
            return EventMatch("probable", _shared_place(shared))
        return EventMatch("unknown", _unknown(left, right))
    state = _by_time(left, right)
    if state in ("same", "probable") and _elsewhere(a, b):
        return EventMatch("unknown", _other_places(a, b))
    return EventMatch(state, _reason(state, left, right))


def _elsewhere(a: View, b: View) -> bool:
    """Whether both name countries, or both name towns, and share none."""
    return bool(
        (a.countries and b.countries and not a.countries & b.countries)
        or (a.towns and b.towns and not a.towns & b.towns)
    )


def _other_places(a: View, b: View) -> Reason:
    left, right = (", ".join(sorted(v.towns or v.countries)) for v in (a, b))
    return Reason(
        code="event",
        words=f"not known to be one event: {left}, and {right}",
        left=left,
        right=right,
        left_note="place",
        right_note="place",
    )


def window(view: View) -> Window | None:
    """Return when its event was: as stated, else near the document's own date.

    None when neither is known, or when the words look back or ahead without a date.
    """
    stated = view.found.event_time
    if stated is not None:
        fine = stated.precision in _FINE or stated.end - stated.start <= COARSE
        return Window(stated.start, stated.end, True, fine, when(stated))
    return None if looks_away(view) else _document_window(view)


def looks_away(view: View) -> bool:
    """Whether the words speak of another time than their document's, undated."""
    found = view.found
    away = found.type == "historical" or found.factuality == "future"
    return away or _BACK.search(view.words) is not None


def _undated(view: View, known: Window | None) -> bool:
    """Whether words about the news of the day stand in a document without a date."""
    return known is None and not looks_away(view)


def _shared_place(shared: frozenset[str]) -> Reason:
    place = ", ".join(sorted(shared)).title()
    words = f"no dates are known, but both speak of {place}"
    return Reason(code="event", words=words, left=place, right=place)


def _document_window(view: View) -> Window | None:
    known = view.utterance.facts.published.value
    if not known:
        return None
    try:
        published = datetime.fromisoformat(known)
    except ValueError:
        return None
    start = datetime.combine(published.date(), time.min, UTC)
    return Window(start, start + DAY, False, True, day(start))


def _by_time(left: Window, right: Window) -> State:
    apart = max(left.start, right.start) - min(left.end, right.end)
    slack = SLACK if left.fine and right.fine else timedelta(0)
    if not (left.stated and right.stated):
        slack = NEWS
    if apart > slack:
        return "other"
    if left.stated and right.stated and (left.fine == right.fine):
        return "same"
    if left.fine and right.fine:
        return "probable"
    return "unknown"  # a day inside "in 2022" need not be the same event


def _reason(state: State, left: Window, right: Window) -> Reason:
    if state == "other":
        words = f"other event: {left.label}, not {right.label}"
    elif state == "unknown":
        words = f"not known to be one event: {left.label} and {right.label}"
    elif left.label == right.label:
        words = f"same time: {left.label}"
    else:
        words = f"times fit: {left.label} and {right.label}"
    return Reason(
        code="event",
        words=words,
        left=left.label,
        right=right.label,
        difference="other event" if state == "other" else "",
        left_note=_note(left),
        right_note=_note(right),
    )


def _note(one: Window) -> str:
    return "" if one.stated else "the document's own date; the words give none"


def _unknown(left: Window | None, right: Window | None) -> Reason:
    return Reason(
        code="event",
        words="when this happened is not known, so it may be another event",
        left=left.label if left else "",
        right=right.label if right else "",
        left_note="" if left else "no date known",
        right_note="" if right else "no date known",
    )
