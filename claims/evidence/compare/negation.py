"""One proposition affirmed and denied: same action, same parties, opposite polarity."""

from __future__ import annotations

from claims.evidence.base import Reason
from claims.evidence.compare.base import Comparison
from claims.evidence.parties import party_key
from claims.evidence.terms import stem
from claims.evidence.views import View

# Pairs of words that deny each other about one thing.
OPPOSITES = (
    ("confirm", "deny"),
    ("agree", "refuse"),
    ("accept", "reject"),
    ("win", "lose"),
    ("rise", "fall"),
    ("increase", "decrease"),
    ("approve", "reject"),
)
_OPPOSITE = {frozenset(pair) for pair in OPPOSITES}


def compare_polarity(a: View, b: View) -> Comparison | None:
    """Return a conflict when one denies what the other says; None when unrelated."""
    one, two = a.found, b.found
    if not (one.action and two.action) or not _same_ends(a, b):
        return None
    slot = f"polarity:{stem(one.action).lower()}"
    negated = [a.denies, b.denies]
    if a.terms == b.terms and negated[0] != negated[1]:
        return Comparison("conflict", slot, _denied(a, b))
    if stem(one.action) == stem(two.action) and negated[0] != negated[1]:
        if one.negated == two.negated:
            return None  # a "no" somewhere else in the sentence
        return Comparison("conflict", slot, _denied(a, b))
    told = stem(two.action) in a.terms or stem(one.action) in b.terms
    opposed = frozenset((one.action, two.action)) in _OPPOSITE
    if opposed and not told and negated[0] == negated[1]:
        return Comparison("conflict", slot, _opposed(a, b))
    return None


def _same_ends(a: View, b: View) -> bool:
    """Whether agent and patient are named and equal, as parties or by head noun."""
    pairs = [(a.found.agent, b.found.agent), (a.found.patient, b.found.patient)]
    named = [(x, y) for x, y in pairs if x and y]
    return bool(named) and all(_equal(x, y) for x, y in named)


def _equal(x: str, y: str) -> bool:
    if party_key(x) == party_key(y):
        return True
    return stem(x.split(" ")[-1]) == stem(y.split(" ")[-1])


def _denied(a: View, b: View) -> Reason:
    denied = "first" if a.denies else "second"
    return Reason(
        code="negation",
        words=f"the {denied} denies what the other affirms: {a.found.action}",
        left=f"{'not ' if a.denies else ''}{a.found.action}",
        right=f"{'not ' if b.denies else ''}{b.found.action}",
        difference="affirmed and denied",
    )


def _opposed(a: View, b: View) -> Reason:
    return Reason(
        code="negation",
        words=f"“{a.found.action}” and “{b.found.action}” deny each other",
        left=a.found.action,
        right=b.found.action,
        difference="opposite words",
    )
