"""Questions with rival answers: groups in conflict about one slot of one event."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace

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


Keys = Iterable[tuple[str, str]]


def as_people_asked(
    found: Sequence[FoundQuestion],
    groups: Sequence[FoundGroup],
    *,
    must: Keys = (),
    cannot: Keys = (),
) -> list[FoundQuestion]:
    """Return the questions as people put them together and apart.

    Pairs are of members: of one that stays with its question, and of one that joins it
    (``must``) or leaves it (``cannot``). What leaves together stays together, as a
    question of its own. Pairs of unknown members, or whose question is no more, are
    ignored.
    """
    home = {key: at for at, group in enumerate(groups) for key in group.members}
    known = [(home[a], home[b]) for a, b in sorted(must) if {a, b} <= home.keys()]
    joined = _joined(list(found), known)
    apart = {(home[a], home[b]) for a, b in cannot if {a, b} <= home.keys()}
    return [part for one in joined for part in _parted(one, apart)]


def _joined(
    questions: list[FoundQuestion], pairs: Sequence[tuple[int, int]]
) -> list[FoundQuestion]:
    for stays, moves in pairs:
        host = next((q for q in questions if stays in q.groups), None)
        if host is None or moves in host.groups:
            continue
        guests = [q for q in questions if moves in q.groups]
        members = {moves, *host.groups, *(at for q in guests for at in q.groups)}
        whole = replace(host, groups=tuple(sorted(members)))
        questions = [whole if q is host else q for q in questions if q not in guests]
    return questions


def _parted(
    question: FoundQuestion, apart: Set[tuple[int, int]]
) -> list[FoundQuestion]:
    """Return the question without what leaves it, and that as its own if several."""
    leaving = {
        moves
        for stays, moves in apart
        if stays in question.groups and moves in question.groups
    }
    staying = [at for at in question.groups if at not in leaving]
    if not leaving or not staying:
        return [question]
    parts = [
        replace(question, groups=tuple(staying)),
        replace(
            question,
            slot=f"{question.slot}{PARTED}",
            groups=tuple(sorted(leaving)),
        ),
    ]
    return [part for part in parts if len(part.groups) > 1]


PARTED = ":parted"  # of the slot of what people split off
