"""Which was the last of its kind: "the last one was in August", and a later one.

In: views. Out: slots that say which was the last of its kind, or that one was; and a
comparison of two. What both texts report as the news of the day is not meant.
"""

from __future__ import annotations

import re
from calendar import month_name, monthrange
from datetime import UTC, date, datetime, timedelta

from claims.evidence.base import Reason
from claims.evidence.compare.base import Comparison
from claims.evidence.dating import published_day
from claims.evidence.show import day
from claims.evidence.terms import families_in
from claims.evidence.views import Slot, View

_LAST = re.compile(
    r"\b(?:the|its|their) (?:last|latest|most recent|previous) "
    r"(?:[\w’'-]+ ){0,3}?(?P<thing>[\w-]+)\b(?! (?:of|in) (?:a|the) (?:series|string))",
    re.I,
)
_HAPPENED = re.compile(
    r"\b(?:took place|happened|occurred|was|were|came|began|broke out|dates?)\b", re.I
)
_MONTHS = month_name[1:]
_MONTH = re.compile(rf"\b(?:in|of|last|early|late|mid) ({'|'.join(_MONTHS)})\b")
# Kinds of happenings that come one by one; an attack is part of fighting.
_KINDS = {
    "FIGHTING": "fighting",
    "ATTACK": "fighting",
    "FLOOD": "flood",
    "BREACH": "breach",
    "BLAST": "explosion",
    "FIRE": "fire",
}
DAY = timedelta(days=1)
LONG = timedelta(days=120)  # who says "the last" of years ago may mean another kind


def last_slots(view: View) -> tuple[Slot, ...]:
    """Return a slot for "the last X was then", else for an X before the news."""
    said = _LAST.search(view.words)
    if said is not None:
        kinds = _kinds(said.group())
        time = _span(view) if _HAPPENED.search(view.words, said.end()) else None
        if len(kinds) == 1 and time is not None:
            return (_slot(min(kinds), view, time, "last"),)
        return ()
    window = view.window
    if window is None or not window.stated or window.end - window.start > 10 * DAY:
        return ()
    return tuple(
        _slot(kind, view, (window.start, window.end), "one")
        for kind in sorted(_kinds(view.words))
    )


def _kinds(words: str) -> set[str]:
    return {_KINDS[name] for _, name in families_in(words) if name in _KINDS}


def _slot(kind: str, view: View, time: tuple[datetime, datetime], value: str) -> Slot:
    start, end = time
    return Slot(
        kind="last",
        topic=kind,
        words=view.words,
        value=f"{value}|{start.isoformat()}|{end.isoformat()}",
    )


def _span(view: View) -> tuple[datetime, datetime] | None:
    """Return when the last one was: as read, else the nearest month before."""
    time = view.found.event_time
    if time is not None:
        return time.start, time.end
    published = published_day(view.utterance)
    named = _MONTH.search(view.words)
    if published is None or named is None:
        return None
    month = _MONTHS.index(named.group(1)) + 1
    year = published.year - (month > published.month)
    last = monthrange(year, month)[1]
    ends = date(year, month, 1), date(year, month, last)
    start, end = (datetime(d.year, d.month, d.day, tzinfo=UTC) for d in ends)
    return start, end + DAY


def compare_last(a: View, b: View, left: Slot, right: Slot) -> Comparison | None:
    """Compare "the last was then" with one told of between then and the news."""
    ends = {slot.value.split("|")[0]: (view, slot) for view, slot in
            ((a, left), (b, right))}  # fmt: skip
    if set(ends) != {"last", "one"}:
        return None
    (last, said), (other, one) = ends["last"], ends["one"]
    if not _one_place(last, other):
        return None
    (_, ended), (began, over) = _times(said), _times(one)
    news = published_day(last.utterance)
    if news is None or began < ended or began - ended > LONG:
        return None
    if over > datetime(news.year, news.month, news.day, tzinfo=UTC) - DAY:
        return None  # the news itself
    reason = _reason(left, right, a, b)
    return Comparison("conflict", f"last:{left.topic}", reason)


def _one_place(a: View, b: View) -> bool:
    shared = ((a.countries | {a.voice}) & (b.countries | {b.voice})) - {""}
    return len(shared) > 1 or bool(a.towns & b.towns)


def _times(slot: Slot) -> tuple[datetime, datetime]:
    _, start, end = slot.value.split("|")
    return datetime.fromisoformat(start), datetime.fromisoformat(end)


def _reason(left: Slot, right: Slot, a: View, b: View) -> Reason:
    shown = []
    for slot in (left, right):
        start, end = _times(slot)
        last = max(start, end - DAY)
        shown.append(day(start) if start == last else f"{day(start)} to {day(last)}")
    first = left.value.startswith("last|")
    said, later = shown if first else shown[::-1]
    words = f"the last one is put at {said}, yet one is told of at {later}, before this"
    return Reason(
        code="order",
        words=words,
        left=shown[0],
        right=shown[1],
        difference="one came later",
        left_note="called the last" if first else "told of",
        right_note="told of" if first else "called the last",
    )
