"""Do two utterances speak of the same event? Time first; unknown is said, not assumed.

In: two views. Out: an :class:`EventMatch` with the reason that decided.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from claims.evidence.base import Reason
from claims.evidence.views import View
from claims.evidence.windows import DAY, Window, document_window

State = Literal["same", "probable", "period", "other", "unknown"]

# Two clocks and two datelines may put one night on two dates.
SLACK = DAY
# How long after an event a report about "it" still appears without a date.
NEWS = 4 * DAY


@dataclass(frozen=True, slots=True)
class EventMatch:
    state: State
    reason: Reason

    @property
    def one(self) -> bool:
        return self.state in ("same", "probable")


def same_event(a: View, b: View) -> EventMatch:
    """Compare the times of two utterances; other places and actors weaken a match."""
    left, right = a.window, b.window
    if left is None or right is None:
        if _undated(a, left) and _undated(b, right) and (shared := a.towns & b.towns):
            return EventMatch("probable", _shared_place(shared))
        return EventMatch("unknown", _unknown(left, right))
    state = _by_time(left, right)
    if state in ("same", "probable") and _elsewhere(a, b):
        return EventMatch("unknown", _other_places(a, b))
    return EventMatch(state, _reason(state, left, right))


def told_together(a: View, b: View) -> EventMatch | None:
    """Match two by their documents' dates, for what both name as the news: a flood.

    Words about its causes look back and are dated by those, not by the flood.
    """
    left, right = document_window(a.utterance), document_window(b.utterance)
    if left is None or right is None or _by_time(left, right) != "probable":
        return None
    if _elsewhere(a, b):
        return None
    return EventMatch("probable", _reason("probable", left, right))


def _elsewhere(a: View, b: View) -> bool:
    """Whether both name countries, or both name towns, and share none."""
    # Whoever speaks names itself; that says nothing of where it happened.
    told = a.countries - {a.voice} and b.countries - {b.voice}
    shared = ((a.countries | {a.voice}) & (b.countries | {b.voice})) - {""}
    return bool(
        (told and not shared) or (a.towns and b.towns and not a.towns & b.towns)
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


def _undated(view: View, known: Window | None) -> bool:
    """Whether words about the news of the day stand in a document without a date."""
    return known is None and not view.looks_away


def _shared_place(shared: frozenset[str]) -> Reason:
    place = ", ".join(sorted(shared)).title()
    words = f"no dates are known, but both speak of {place}"
    return Reason(code="event", words=words, left=place, right=place)


def _by_time(left: Window, right: Window) -> State:
    apart = max(left.start, right.start) - min(left.end, right.end)
    slack = SLACK if left.sharp and right.sharp else timedelta(0)
    if not (left.stated and right.stated):
        slack = NEWS if left.sharp and right.sharp else timedelta(0)
    if apart > slack:
        return "other"
    if not (left.fine or right.fine):
        return "period"
    if not (left.fine and right.fine):
        return "unknown"  # a day inside "in 2022" need not be the same event
    return "same" if left.stated and right.stated else "probable"


def _reason(state: State, left: Window, right: Window) -> Reason:
    if state == "other":
        words = f"other event: {left.label}, not {right.label}"
    elif state == "period":
        words = f"same period: {left.label}"
        if left.label != right.label:
            words += f" and {right.label}"
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
        left_note=left.note,
        right_note=right.note,
    )


def _unknown(left: Window | None, right: Window | None) -> Reason:
    return Reason(
        code="event",
        words="when this happened is not known, so it may be another event",
        left=left.label if left else "",
        right=right.label if right else "",
        left_note="" if left else "no date known",
        right_note="" if right else "no date known",
    )
