"""Whether one party's attempt worked, by two accounts."""

from __future__ import annotations

from claims.evidence.base import Reason
from claims.evidence.compare.base import Comparison
from claims.evidence.outcomes import THINGS
from claims.evidence.views import Slot, View


def compare_outcomes(a: View, b: View, left: Slot, right: Slot) -> Comparison | None:
    """Conflict in full about one thing, in part about "attempt" and "aims"."""
    slot = f"outcome:{left.topic}"
    whose = left.side.title()
    if left.value == right.value:
        words = f"both say that it {left.value}, of {whose}"
        return Comparison("agree", slot, _reason(left, right, words, ""))
    shared = {m.group().lower().rstrip("s") for m in THINGS.finditer(left.words)} & {
        m.group().lower().rstrip("s") for m in THINGS.finditer(right.words)
    }
    words = f"what {whose} set out to do {left.value}, or {right.value}"
    reason = _reason(left, right, words, "opposite outcomes")
    return Comparison("conflict" if shared else "partly", slot, reason)


def _reason(left: Slot, right: Slot, words: str, difference: str) -> Reason:
    return Reason(
        code="outcome",
        words=words,
        left=left.value,
        right=right.value,
        difference=difference,
    )
