"""Numbers as intervals with unit, modifier, role and side.

Two answers conflict when their intervals do not meet. Soldiers are among the people:
fewer soldiers than people is no conflict, more is. Bounds that meet and yet differ ("at
least 31", "at least 40", "44") conflict in part: one may be older, the desk must know.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from claims.evidence.base import Reason
from claims.evidence.compare.base import Comparison
from claims.evidence.counted import shown
from claims.evidence.show import amount, number
from claims.evidence.units import UNITS
from claims.evidence.views import Slot, View
from claims.extraction.base import Quantity

ABOUT = 0.1  # "about 2,000" covers 1,800 to 2,200
VAGUE = 0.5  # "more than a dozen" may be said of 14, of 20 no longer
# Bounds further apart than this factor count different things, not one toll.
FAR = 5.0
SMALL = 1e-9


@dataclass(frozen=True, slots=True)
class Interval:
    low: float
    high: float

    def meets(self, other: Interval) -> bool:
        return self.low <= other.high + SMALL and other.low <= self.high + SMALL


def interval(quantity: Quantity, factor: float = 1.0, grain: float = 0.0) -> Interval:
    """Return the values a quantity allows, widened by ``about`` and by its grain."""
    low = 0.0 if quantity.low is None else quantity.low
    high = math.inf if quantity.high is None else quantity.high
    if quantity.modifier == "about" and low == high:
        low, high = low * (1 - ABOUT), high * (1 + ABOUT)
    return Interval(low * factor - grain, high * factor + grain)


def compare_counts(a: View, b: View, left: Slot, right: Slot) -> Comparison | None:
    """Compare two counts of one role; None for other sides or far bounds."""
    one, two = (v.found.quantities[s.at] for v, s in ((a, left), (b, right)))
    if left.side and right.side and left.side != right.side:
        return None
    mine, yours = interval(one), interval(two)
    if _far_apart(one, two):
        return None
    slot = ":".join(filter(None, ("count", left.topic, left.side or right.side)))
    differ = _differ(left, right, mine, yours)
    if differ:
        if bool(left.side) != bool(right.side) or not left.topic.split(":")[0]:
            return None  # whose losses, or what befell them, is not known to be one
        return Comparison("conflict", slot, _unequal(a, b, one, two))
    if left.subject == right.subject and _rival_bounds(one, two):
        if bool(left.side) != bool(right.side) or not left.topic.split(":")[0]:
            return None
        return Comparison("partly", slot, _unequal(a, b, one, two))
    detail = _details(a, b, one, two)
    equal = abs(_size(one) - _size(two)) <= ABOUT * max(_size(one), _size(two))
    return Comparison("agree", slot, _equal(a, b, one, two), detail, equal)


def compare_measures(a: View, b: View, left: Slot, right: Slot) -> Comparison | None:
    """Compare two measures in one base unit; a coarse unit is known to half of it."""
    one, two = (v.found.quantities[s.at] for v, s in ((a, left), (b, right)))
    factors = [UNITS.get(s.subject, ("", 1.0))[1] for s in (left, right)]
    grains = [0.0, 0.0]
    if factors[0] != factors[1]:
        coarse = 0 if factors[0] > factors[1] else 1
        grains[coarse] = factors[coarse] / 2
    mine, yours = (
        interval(q, f, g) for q, f, g in zip((one, two), factors, grains, strict=True)
    )
    slot = f"measure:{left.topic}"
    if not mine.meets(yours):
        return Comparison("conflict", slot, _unequal(a, b, one, two))
    detail = _details(a, b, one, two)
    return Comparison("agree", slot, _equal(a, b, one, two), detail)


# What a bound on the larger number says of the difference.
_AT_LEAST = {"more_than": "more than ", "at_least": "at least "}


def _differ(left: Slot, right: Slot, mine: Interval, yours: Interval) -> bool:
    """Whether no world fits both; soldiers are part of the people."""
    if left.subject == right.subject:
        return not mine.meets(yours)
    if right.subject == "person":
        return mine.low > yours.high
    if left.subject == "person":
        return yours.low > mine.high
    return False  # two kinds of people: their numbers say nothing of each other


def _rival_bounds(one: Quantity, two: Quantity) -> bool:
    """Whether a bound and another number meet but are not one number."""
    if "dozens" in (one.modifier, two.modifier):
        return False
    bounds = [q.low is None or q.high is None for q in (one, two)]
    vague = "more_than" in (one.modifier, two.modifier)
    small, large = sorted(_size(q) for q in (one, two))
    return any(bounds) and large > small * (1 + (VAGUE if vague else ABOUT))


def _far_apart(one: Quantity, two: Quantity) -> bool:
    if "dozens" in (one.modifier, two.modifier):
        return False
    small, large = sorted(_size(q) for q in (one, two))
    open_ended = one.high is None or two.high is None
    return open_ended and large > FAR * max(small, 1.0)


def _unequal(a: View, b: View, one: Quantity, two: Quantity) -> Reason:
    left, right = shown(a, one), shown(b, two)
    difference = ""
    if one.unit == two.unit:
        small, large = sorted((one, two), key=_size)
        capped = small.high is not None
        bound = _AT_LEAST.get(large.modifier, "") if capped else ""
        difference = f"differ by {bound}{number(abs(_size(one) - _size(two)))}"
    words = ": ".join(filter(None, (f"“{left}” against “{right}”", difference)))
    return _reason(words, left, right, difference, one, two)


def _equal(a: View, b: View, one: Quantity, two: Quantity) -> Reason:
    left, right = shown(a, one), shown(b, two)
    if amount(one) == amount(two) and one.unit == two.unit:
        words = f"both say {amount(one)}"
    else:
        words = f"“{left}” fits “{right}”"
    return _reason(words, left, right, "", one, two)


def _reason(
    words: str,
    left: str,
    right: str,
    difference: str,
    one: Quantity,
    two: Quantity,
) -> Reason:
    return Reason(
        code="number",
        words=words,
        left=left,
        right=right,
        difference=difference,
        left_note=amount(one),
        right_note=amount(two),
    )


def _size(quantity: Quantity) -> float:
    low, high = quantity.low, quantity.high
    return float(low if low is not None else high or 0.0)


def _details(a: View, b: View, one: Quantity, two: Quantity) -> tuple[Reason, ...]:
    """Return the harmless difference in wording, if there is one."""
    left, right = shown(a, one), shown(b, two)
    if left.lower() == right.lower():
        return ()
    words = f"“{left}” and “{right}” can both be right"
    return (Reason(code="detail", words=words, left=left, right=right),)
