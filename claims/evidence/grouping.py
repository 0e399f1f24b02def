"""Candidates of one proposition become one group, under what people decided.

In: utterances and relations. Out: groups; every utterance is in exactly one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from claims.evidence.base import FoundGroup, FoundRelation, Utterance
from claims.evidence.origins import houses_of, origins_of, within_groups
from claims.evidence.union import Union

CONFLICTS = ("contradicts", "partially_contradicts")
Keys = Iterable[tuple[str, str]]


def group_candidates(
    utterances: Sequence[Utterance],
    relations: Sequence[FoundRelation],
    *,
    must: Keys = (),
    cannot: Keys = (),
    origins: Mapping[str, str] | None = None,
) -> list[FoundGroup]:
    """Join what ``same`` relations join, surest first, largest groups first out.

    ``must`` joins before anything else; a pair in ``cannot``, or one that conflicts, is
    never joined, not through others either. Constraints on unknown keys are ignored.
    ``origins`` are those of the utterances, when they are known already. The result
    does not depend on the order of the input.
    """
    keys = sorted(one.key for one in utterances)
    sets = _Apart(keys)
    for a, b in sorted(cannot):
        sets.part(a, b)
    for a, b in sorted(must):
        sets.join(a, b)
    for one in relations:
        if one.label in CONFLICTS:
            sets.part(one.a, one.b)
    same = [one for one in relations if one.label == "same"]
    for one in sorted(same, key=lambda one: (-one.score, one.a, one.b)):
        sets.join(one.a, one.b)
    known = origins_of(utterances) if origins is None else origins
    members = sets.members()
    houses = houses_of(utterances, within_groups(members, utterances, known))
    return _groups(utterances, members, houses)


def _groups(
    utterances: Sequence[Utterance],
    members: list[list[str]],
    houses: Mapping[str, str],
) -> list[FoundGroup]:
    document = {one.key: one.document for one in utterances}
    groups = [
        FoundGroup(
            members=tuple(keys),
            documents=len({document[key] for key in keys}),
            origins=len({houses[key] for key in keys}),
        )
        for keys in members
    ]
    return sorted(groups, key=lambda one: (-len(one.members), one.members))


class _Apart:
    """Disjoint sets that keep some pairs apart."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._keys = keys
        self._known = frozenset(keys)
        self._union = Union(keys)
        self._foes: dict[str, set[str]] = defaultdict(set)

    def part(self, a: str, b: str) -> None:
        if {a, b} <= self._known and self._union.find(a) != self._union.find(b):
            one, two = self._union.find(a), self._union.find(b)
            self._foes[one].add(two)
            self._foes[two].add(one)

    def join(self, a: str, b: str) -> None:
        if not {a, b} <= self._known:
            return
        one, two = self._union.find(a), self._union.find(b)
        if one == two or two in self._foes[one]:
            return
        self._union.join(one, two)
        root = self._union.find(one)
        self._foes[root] = foes = self._foes[one] | self._foes[two]
        for foe in foes:
            self._foes[foe] = self._foes[foe] - {one, two} | {root}

    def members(self) -> list[list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for key in self._keys:
            found[self._union.find(key)].append(key)
        return list(found.values())
