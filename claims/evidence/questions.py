"""Questions with rival answers: groups in conflict about one slot of one event."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from claims.evidence.base import FoundGroup, FoundQuestion, FoundRelation, Utterance
from claims.evidence.grouping import CONFLICTS
from claims.evidence.union import Union
from claims.evidence.wording import wording


def ask(
    groups: Sequence[FoundGroup],
    utterances: Sequence[Utterance],
    relations: Sequence[FoundRelation],
) -> list[FoundQuestion]:
    """Return one question for each slot and event about which groups conflict.

    Groups that give the same answer as one side of a conflict belong to the question.
    """
    home = {key: at for at, group in enumerate(groups) for key in group.members}
    by_key = {one.key: one for one in utterances}
    by_slot: dict[str, list[FoundRelation]] = defaultdict(list)
    for one in sorted(relations, key=lambda one: (one.a, one.b)):
        if one.slot and one.label != "look_alike" and {one.a, one.b} <= home.keys():
            by_slot[one.slot].append(one)
    found = []
    for slot in sorted(by_slot):
        for members, ends in _components(by_slot[slot], home):
            spoken = [by_key[key] for key in sorted(ends)]
            found.append(FoundQuestion(slot, wording(slot, spoken), members))
    return _one_home_each(found)


def _components(
    relations: list[FoundRelation], home: dict[str, int]
) -> list[tuple[tuple[int, ...], set[str]]]:
    """Return groups that hang together through this slot and hold a conflict."""
    ends = {end for one in relations for end in (one.a, one.b)}
    union = Union(f"{home[end]:09d}" for end in ends)
    for one in relations:
        union.join(f"{home[one.a]:09d}", f"{home[one.b]:09d}")
    members: dict[str, set[int]] = defaultdict(set)
    keys: dict[str, set[str]] = defaultdict(set)
    for end in ends:
        root = union.find(f"{home[end]:09d}")
        members[root].add(home[end])
        keys[root].add(end)
    split = {
        union.find(f"{home[one.a]:09d}") for one in relations if one.label in CONFLICTS
    }
    return [
        (tuple(sorted(members[root])), keys[root])
        for root in sorted(split)
        if len(members[root]) > 1
    ]


def _one_home_each(found: list[FoundQuestion]) -> list[FoundQuestion]:
    """Keep each question; drop one whose groups a larger question of its slot holds."""
    counts = Counter(question.slot for question in found)
    return [
        one
        for one in found
        if counts[one.slot] == 1
        or not any(
            other.slot == one.slot and set(one.groups) < set(other.groups)
            for other in found
        )
    ]
