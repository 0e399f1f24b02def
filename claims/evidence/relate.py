"""Relate utterances: same, supports, contradicts, or only alike, each with reasons.

In: utterances of one story. Out: relations between pairs. Decided in this order, each
step leaving a reason: same event? same slot? what do the answers say? and only then,
how near are the words. A conflict needs one event and one slot; words alone never
make one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claims.evidence.base import FoundRelation, Utterance
from claims.evidence.building import build_views
from claims.evidence.origins import houses_of, origins_of
from claims.evidence.pairs import pairs_that_meet
from claims.evidence.verdict import decide
from claims.evidence.views import View
from claims.extraction.checkworthiness import SURE

METHOD, VERSION = "compare", "5"


@dataclass(frozen=True, slots=True)
class Compared:
    """Relations found, sorted by their ends; ``done``: keys that need no more."""

    relations: list[FoundRelation]
    done: frozenset[str]


def relate_spans(
    utterances: Sequence[Utterance],
    *,
    new: frozenset[str] | None = None,
    views: Sequence[View] | None = None,
) -> list[FoundRelation]:
    """Compare all pairs that can meet; unrelated ones give nothing.

    The result, sorted by its ends, does not depend on the order of ``utterances``.
    With ``new`` only pairs that touch one of these keys are compared: the same
    relations that a full run gives them. ``views`` are those of the utterances, when
    they were built already.
    """
    views = build_views(utterances) if views is None else views
    houses = houses_of(utterances, origins_of(utterances))
    return compare(views, houses, new=new).relations


def compare(
    views: Sequence[View],
    houses: Mapping[str, str],
    *,
    new: frozenset[str] | None = None,
    most: int | None = None,
) -> Compared:
    """Compare views in the order of their keys; about ``most`` pairs, if given.

    What is not ``done`` then was compared with nothing. ``houses`` by key tell which
    relations are between independent ones.
    """
    meeting = pairs_that_meet(views, new, most=most)
    found = []
    for pair in meeting.pairs:
        a, b = views[pair.a], views[pair.b]
        apart = houses.get(a.key) != houses.get(b.key)
        relation = decide(a, b, pair, independent=apart)
        if relation is not None and (relation.label == "same" or sure(a, b)):
            found.append(relation)
    return Compared(sorted(found, key=lambda one: (one.a, one.b)), meeting.done)


def sure(a: View, b: View) -> bool:
    """Whether both say enough to be held against each other.

    Demands and feelings are grouped with their like, and never start a question.
    """
    return min(a.found.score, b.found.score) >= SURE
