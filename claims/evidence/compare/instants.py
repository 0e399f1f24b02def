"""Clock times brought into one zone, with the arithmetic written out."""

from __future__ import annotations

import re
from datetime import timedelta

from claims.evidence.base import Reason
from claims.evidence.compare.base import Comparison
from claims.evidence.show import clock, day, gap
from claims.evidence.views import Slot, View
from claims.extraction.base import TimeRange

LOOSE = timedelta(minutes=90)  # "about midnight", "shortly after midnight"
TIGHT = timedelta(minutes=1)
_LOOSE = re.compile(
    r"\b(?:about|around|shortly|immediately|soon|after|before|nearly)\b"
)


def compare_instants(a: View, b: View, left: Slot, right: Slot) -> Comparison | None:
    """Compare when one thing began; an assumed zone lets them conflict only in part."""
    one, two = a.found.event_time, b.found.event_time
    if one is None or two is None:
        return None
    slot = f"time:{left.topic}"
    apart = max(one.start, two.start) - min(one.end, two.end)
    if apart <= _tolerance(a, b, one, two):
        return Comparison("agree", slot, _together(one, two), _detail(one, two))
    ranges = "part_of_day" in (one.precision, two.precision)
    if not (one.zone and two.zone) and _face(one) == _face(two):
        return None  # the same clock face; only the zone is not known
    partly = ranges or not (one.zone and two.zone)
    return Comparison("partly" if partly else "conflict", slot, _apart(one, two, apart))


def _tolerance(a: View, b: View, one: TimeRange, two: TimeRange) -> timedelta:
    loose = any(
        _LOOSE.search(words) for words in (one.words, two.words, one.local, two.local)
    )
    near = any(_approximate(view) for view in (a, b))
    return LOOSE if loose or near else TIGHT


def _approximate(view: View) -> bool:
    """Whether "about" or "after" stands right before the time in the words."""
    time = view.found.event_time
    at = view.words.find(time.words) if time else -1
    return at > 0 and bool(_LOOSE.search(view.words[max(0, at - 16) : at]))


def _together(one: TimeRange, two: TimeRange) -> Reason:
    faces = [written(one), written(two)]
    if one.start == two.start:
        words = f"{faces[0]} is {clock(one.start)}; {faces[1]} is the same instant"
    else:
        words = f"{faces[0]} and {faces[1]} fit each other"
    return _reason(one, two, words, "")


def _apart(one: TimeRange, two: TimeRange, apart: timedelta) -> Reason:
    difference = f"{gap(apart)} apart"
    days = [day(one.start), day(two.start)]
    left, right = (clock(t.start) for t in (one, two))
    if days[0] != days[1]:
        left, right = f"{days[0]}, {left}", f"{days[1]}, {right}"
    words = f"{written(one)} is {left}; {written(two)} is {right}: {difference}"
    return _reason(one, two, words, difference)


def _reason(one: TimeRange, two: TimeRange, words: str, difference: str) -> Reason:
    return Reason(
        code="instant",
        words=words,
        left=written(one),
        right=written(two),
        difference=difference,
        left_note=_note(one),
        right_note=_note(two),
    )


def written(time: TimeRange) -> str:
    """Return the clock with its zone ("09:00 Moscow time"), else the words."""
    if ":" not in time.local or not any(letter.isalpha() for letter in time.local):
        return time.words
    if time.zone[:1] in ("+", "-") and "local" in time.local:
        hours = time.zone.replace("+0", "+").replace("-0", "-").removesuffix(":00")
        return f"{time.local} (GMT{hours})"
    return time.local


def _note(time: TimeRange) -> str:
    return clock(time.start) if time.zone else f"{clock(time.start)}, zone assumed"


def _face(time: TimeRange) -> str:
    found = re.search(r"\d{1,2}(?:[:.]\d\d)?", written(time))
    return found.group().removesuffix(":00").lstrip("0") if found else written(time)


def _detail(one: TimeRange, two: TimeRange) -> tuple[Reason, ...]:
    if written(one).lower() == written(two).lower():
        return ()
    words = f"written “{one.words}” and “{two.words}”"
    return (Reason(code="detail", words=words, left=one.words, right=two.words),)
