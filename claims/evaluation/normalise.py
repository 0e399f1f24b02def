"""Dates, clocks, numbers, amounts and ages, in the notation of Recognizers-Text.

The set calls half-open what news calls inclusive, names a part of a day by a code, and
reads "from 3 to 5" as hours: the readers are the product's, only their habits and the
notation are the set's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

from claims.evaluation import Item
from claims.extraction.amounts import AmountKind, find_amounts
from claims.extraction.calendar.base import Habits, When
from claims.extraction.calendar.reader import find_whens
from claims.extraction.calendar.words import PART_CODES
from claims.extraction.numbers import find_numbers, is_pronoun, signed
from claims.extraction.numerals import read_numeral, read_ordinal
from claims.extraction.tokens import Pieces
from claims.extraction.units import AMBIGUOUS_MONEY, MONEY_WORDS, TEMPERATURES

Found = tuple[int, int, str]  # start, end, value
HABITS = Habits(month_first=True, by_weeks=True, loose=True, narrated=False)


def predict(items: Sequence[Item]) -> Iterator[dict[str, Any]]:
    """Give ``results``: start, end and value of what the item's group asks for."""
    for item in items:
        yield {"id": item["id"], "results": _results(item)}


def _results(item: Item) -> list[dict[str, Any]]:
    text, group = item["text"], item.get("group", "datetime")
    if group == "datetime":
        return _times(text, item.get("reference"))
    found = _FINDERS[group](text) if group in _FINDERS else []
    return [{"start": s, "end": e, "value": value} for s, e, value in found]


def _times(text: str, reference: str | None) -> list[dict[str, Any]]:
    moment = datetime.fromisoformat(reference) if reference else None
    return [
        {"start": start, "end": end, "value": time_value(when)}
        for (start, end), when in find_whens(text, moment, HABITS)
    ]


def _numbers(text: str) -> list[Found]:
    """Every numeral by itself; a figure glued to its unit is an amount, no number."""
    pieces, found, i = Pieces(text), [], 0
    while i < len(pieces):
        number = read_numeral(pieces, i)
        if number is None or is_pronoun(pieces, number):
            i += 1
            continue
        number, i = signed(pieces, number), number.last
        start, end = pieces[number.first].start, pieces[number.last - 1].end
        if text[end - 1].isdecimal() and text[end : end + 2].isalpha():
            continue
        found.append((start, end, f"{number.value:.15g}"))
    return found


def _ranges(text: str) -> list[Found]:
    """Numbers with a bound or two, in brackets as mathematics writes them."""
    found: list[Found] = []
    for number in find_numbers(text):
        start, low, high = number.start, number.low, number.high
        if number.ranged:
            led = _LED.search(text[max(0, start - 9) : start])
            start -= len(led.group()) if led else 0
            found.append((start, number.end, f"[{low:g},{high:g})"))
        elif (signs := _SIGNS.get(number.modifier)) and number.end > number.start:
            least = "" if low is None else f"{low:.15g}"
            most = "" if high is None else f"{high:.15g}"
            found.append((start, number.end, f"{signs[0]}{least},{most}{signs[1]}"))
        elif text[start:].lower().startswith("equal to"):
            found.append((start, number.end, f"[{low:g},{low:g}]"))
    return _met(text, found)


def _met(text: str, found: list[Found]) -> list[Found]:
    """Join "above a quarter" and "below a half" into one range."""
    joined: list[Found] = []
    for start, end, value in found:
        before = joined[-1] if joined else None
        lower = before is not None and str(before[2]).endswith(",)")
        if before and lower and value.startswith("(,"):
            low = float(str(before[2])[1:-2])
            if text[before[1] : start] == " and " and low < float(value[2:-1]):
                value = str(before[2])[:-1] + value[2:]
                joined[-1] = (before[0], end, value)
                continue
        joined.append((start, end, value))
    return joined


def _ordinals(text: str) -> list[Found]:
    """Places in a row, and those counted from the end or from here."""
    pieces, found, i = Pieces(text), [], 0
    while i < len(pieces):
        ordinal = read_ordinal(pieces, i)
        if ordinal is not None and ordinal.last > i:
            start, end = pieces[i].start, pieces[ordinal.last - 1].end
            found.append((start, end, f"{ordinal.value:g}"))
            i = ordinal.last
        elif pieces.low(i) in _PLACES and pieces.low(i + 1) != "of":
            found.append((pieces[i].start, pieces[i].end, _PLACES[pieces.low(i)]))
            i += 1
        else:
            i += 1
    return found


def _amounts(kind: AmountKind) -> Callable[[str], list[Found]]:
    def find(text: str) -> list[Found]:
        sign = "%" if kind == "share" else ""
        found = [
            (one.start, one.end, f"{one.value:.15g}{sign}")
            for one in find_amounts(text, kind)
        ]
        return sorted(found + _lone_units(text, kind, found))

    return find


def _lone_units(text: str, kind: AmountKind, found: list[Found]) -> list[Found]:
    """Units named without a number, which the set lists with no value."""
    words = _LONE.get(kind, frozenset())
    return [
        (piece.start, piece.end, "")
        for piece in Pieces(text).all
        if piece.low in words
        and not any(start <= piece.start < end for start, end, _ in found)
    ]


_LONE: dict[AmountKind, frozenset[str]] = {
    "temperature": frozenset(word for word in TEMPERATURES if len(word) > 1),
    "money": frozenset(w[0] for w in MONEY_WORDS if len(w) == 1) - AMBIGUOUS_MONEY,
}
_LED = re.compile(r"(?:between|from) $", re.IGNORECASE)
_SIGNS = {
    "more_than": "()", "at_least": "[)", "less_than": "()", "at_most": "(]",
}  # fmt: skip
_PLACES = {
    "last": "end+0", "penultimate": "end-1", "current": "current+0",
    "previous": "current-1", "next": "current+1",
}  # fmt: skip
_FINDERS: dict[str, Callable[[str], list[Found]]] = {
    "number": _numbers,
    "numberrange": _ranges,
    "ordinal": _ordinals,
    "currency": _amounts("money"),
    "dimension": _amounts("measure"),
    "temperature": _amounts("temperature"),
    "age": _amounts("age"),
    "percent": _amounts("share"),
}


def time_value(when: When) -> str:
    """Return the value: ISO, TIMEX for what the set gives bounds of its own."""
    if when.reason:
        return when.timex
    if when.kind in ("duration", "set"):
        return when.timex
    if when.bound:
        return _open(when)
    if when.ends is not None:
        left, right = when.ends
        last = right.high if right.mod == "end" else right.low
        first = left.high if left.mod == "end" else when.low
        if when.kind == "daterange":
            return f"{first:%Y-%m-%d}/{last:%Y-%m-%d}"
        return f"{_clock(when.kind, when.low)}/{_clock(when.kind, when.high)}"
    if when.part and when.kind == "datetimerange":
        return _part(when)
    if when.kind == "timerange":
        return PART_CODES.get(when.part, "")
    if when.kind == "date":
        return f"{when.low:%Y-%m-%d}"
    if when.kind == "daterange":
        if when.timex and (when.mod or when.part):
            return when.timex
        return f"{when.low:%Y-%m-%d}/{when.high:%Y-%m-%d}"
    if when.kind == "datetimerange":
        return f"{_clock(when.kind, when.low)}/{_clock(when.kind, when.high)}"
    return _clock(when.kind, when.low)


def _part(when: When) -> str:
    day = when.low
    code = PART_CODES.get(when.part)
    if code is None:
        return f"{day:%Y-%m-%d}"
    if when.timex:
        return when.timex + code
    return f"{day:%Y-%m-%d}{code}"


def _open(when: When) -> str:
    low, high = when.low, when.high
    if when.bound == "after" and when.kind == "daterange":
        return _date_or_clock(when, high) + "/"
    if when.bound in ("after", "since"):
        return _date_or_clock(when, low) + "/"
    last = high if when.mod == "end" else low
    return "/" + _date_or_clock(when, last)


def _date_or_clock(when: When, moment: datetime) -> str:
    if when.kind == "daterange":
        return f"{moment:%Y-%m-%d}"
    return _clock(when.kind, moment)


def _clock(kind: str, moment: datetime) -> str:
    if kind in ("time", "timerange"):
        return f"{moment:%H:%M:%S}"
    return f"{moment:%Y-%m-%d %H:%M:%S}"
