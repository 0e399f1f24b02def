"""Losses told in one number, and told in parts: "70 killed or wounded" and "7 and 10".

In: views with their count slots. Out: slots of totals, and a comparison of two. A total
is formed of what one utterance counts of one side, so that it is nobody's guess.
"""

from __future__ import annotations

import math

from claims.evidence.base import Reason
from claims.evidence.compare.base import Comparison
from claims.evidence.compare.numbers import Interval, interval
from claims.evidence.show import number
from claims.evidence.views import Slot, View

PARTS = ("killed", "wounded")
TOTAL = "killed+wounded:person"


def total_slots(view: View, counts: tuple[Slot, ...]) -> tuple[Slot, ...]:
    """Return the losses of a side that an utterance gives, whole or in both parts."""
    whole = [one for one in counts if one.kind == "count" and one.topic == TOTAL]
    if whole:
        return tuple(_slot(view, (one,)) for one in whole)
    parts = [
        [one for one in counts if one.kind == "count" and one.topic == f"{role}:person"]
        for role in PARTS
    ]
    if not all(len(one) == 1 for one in parts):
        return ()
    (killed,), (wounded,) = parts
    sides = {killed.side, wounded.side} - {""}
    return (_slot(view, (killed, wounded)),) if len(sides) == 1 else ()


def _slot(view: View, parts: tuple[Slot, ...]) -> Slot:
    held = [interval(view.found.quantities[one.at]) for one in parts]
    low, high = sum(one.low for one in held), sum(one.high for one in held)
    return Slot(
        kind="total",
        topic=TOTAL,
        subject=str(len(parts)),
        side=next((one.side for one in parts if one.side), ""),
        words=" and ".join(_shown(view, one) for one in parts),
        value=f"{low}|{high}",
    )


def _shown(view: View, part: Slot) -> str:
    role = part.topic.split(":")[0].replace("+", " or ")
    return f"{part.words} {role}"


def compare_totals(a: View, b: View, left: Slot, right: Slot) -> Comparison | None:
    """Compare a whole with the sum of parts, of one side; two wholes are counts."""
    if left.subject == right.subject or not left.side or left.side != right.side:
        return None
    mine, yours = (_interval(one) for one in (left, right))
    slot = f"count:{TOTAL}:{left.side}"
    outcome = "agree" if mine.meets(yours) else "conflict"
    return Comparison(outcome, slot, _reason(left, right, mine, yours))  # type: ignore[arg-type]


def _interval(slot: Slot) -> Interval:
    low, high = slot.value.split("|")
    return Interval(float(low), float(high))


def _reason(left: Slot, right: Slot, mine: Interval, yours: Interval) -> Reason:
    notes = [_amount(one) for one in (mine, yours)]
    apart = abs(mine.low - yours.low)
    difference = "" if mine.meets(yours) else f"differ by {number(apart)}"
    sums = [
        f"“{slot.words}”" + (f", {note} together" if slot.subject != "1" else "")
        for slot, note in zip((left, right), notes, strict=True)
    ]
    joint = "fits" if mine.meets(yours) else "against"
    words = f"{sums[0]} {joint} {sums[1]}"
    return Reason(
        code="number",
        words=": ".join(filter(None, (words, difference))),
        left=left.words,
        right=right.words,
        difference=difference,
        left_note=notes[0],
        right_note=notes[1],
    )


def _amount(one: Interval) -> str:
    if one.high == one.low:
        return number(one.low)
    return (
        f"at least {number(one.low)}"
        if math.isinf(one.high)
        else f"{number(one.low)} to {number(one.high)}"
    )
