"""Compare two answers to one question. In: two views, two slots. Out: a Comparison.

COMPARERS maps the kind of a slot to the dotted path of its comparer.
"""

from __future__ import annotations

from importlib import import_module

from claims.evidence.compare.base import Comparer, Comparison
from claims.evidence.views import Slot, View

COMPARERS = {
    "count": "claims.evidence.compare.numbers.compare_counts",
    "measure": "claims.evidence.compare.numbers.compare_measures",
    "instant": "claims.evidence.compare.instants.compare_instants",
    "party": "claims.evidence.compare.party.compare_parties",
    "outcome": "claims.evidence.compare.outcome.compare_outcomes",
    "total": "claims.evidence.totals.compare_totals",
    "last": "claims.evidence.recency.compare_last",
}


def comparer(kind: str) -> Comparer:
    """Return the comparer of a slot kind. Raises KeyError for an unknown kind."""
    module, name = COMPARERS[kind].rsplit(".", 1)
    found: Comparer = getattr(import_module(module), name)
    return found


__all__ = ["COMPARERS", "Comparison", "Slot", "View", "comparer"]
