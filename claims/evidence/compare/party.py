"""Opposed versions: each side says the other did it. The machine gives no verdict."""

from __future__ import annotations

from claims.evidence.base import Reason
from claims.evidence.compare.base import Comparison
from claims.evidence.views import Slot, View


def compare_parties(a: View, b: View, left: Slot, right: Slot) -> Comparison | None:
    """Compare who is named; only sides that face each other are opposed."""
    slot = f"party:{left.topic}"
    if left.side == right.side:
        words = f"both name {_who(left)}"
        return Comparison("agree", slot, _reason(left, right, words, ""))
    if "mutual" in (left.side, right.side):
        return None
    if left.side not in right.others and right.side not in left.others:
        return None
    words = (
        f"one version names {_who(left)}, the other {_who(right)}: "
        "versions of two sides, neither decided here"
    )
    return Comparison("conflict", slot, _reason(left, right, words, "opposed versions"))


def _who(slot: Slot) -> str:
    return "both sides" if slot.side == "mutual" else slot.side.title()


def _against(slot: Slot) -> str:
    others = ", ".join(sorted(slot.others)).title()
    return f"against {others}" if others else ""


def _reason(left: Slot, right: Slot, words: str, difference: str) -> Reason:
    return Reason(
        code="party",
        words=words,
        left=_who(left),
        right=_who(right),
        difference=difference,
        left_note=_against(left),
        right_note=_against(right),
    )
