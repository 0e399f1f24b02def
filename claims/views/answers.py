"""The answers that a question's versions give, and who holds each.

Versions that agree are one answer, however many groups their wordings are; bodies of
one side hold it once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claims.evidence.union import Union
from claims.models import Side
from claims.views.queries import Version, house_of, opposed_parties


@dataclass(frozen=True)
class Holder:
    """Who stands behind an answer: a side with its bodies, or one speaker."""

    name: str
    voices: tuple[str, ...]
    documents: int


@dataclass(frozen=True)
class Answer:
    versions: list[Version]
    holders: list[Holder]

    @property
    def opposed(self) -> list[Side]:
        """Parties of opposed versions that agree in this answer."""
        return opposed_parties(c for v in self.versions for c in v.candidates)

    @property
    def documents(self) -> int:
        return len({c.document_id for v in self.versions for c in v.candidates})


def answers_of(versions: Sequence[Version]) -> list[Answer]:
    """Return the answers, the one held by most first; versions keep their order."""
    keys = {str(version.group.pk): version for version in versions}
    union = Union(keys)
    foes = {frozenset((a, b)) for a, b in _ties(versions, "conflict")}
    for a, b in (*_ties(versions, "agree"), *_naming_one(versions)):
        if b in keys and not _opposed(union, keys, foes, a, b):
            union.join(a, b)
    found: dict[str, list[Version]] = {}
    for key, version in keys.items():
        found.setdefault(union.find(key), []).append(version)
    answers = [Answer(members, holders_of(members)) for members in found.values()]
    return sorted(answers, key=lambda a: (-len(a.holders), -a.documents))


def _naming_one(versions: Sequence[Version]) -> list[tuple[str, str]]:
    """Return versions that name one culprit, by what sets them against the others."""
    first: dict[str, str] = {}
    found = []
    for version in versions:
        named = {
            reason.get("left", "")
            for tie in version.ties
            for reason in tie.reasons
            if reason.get("code") == "party" and tie.kind == "conflict"
        } - {""}
        if len(named) == 1:
            key = str(version.group.pk)
            found.append((first.setdefault(named.pop(), key), key))
    return found


def _ties(versions: Sequence[Version], kind: str) -> list[tuple[str, str]]:
    return sorted(
        (str(version.group.pk), str(tie.other.group_id))
        for version in versions
        for tie in version.ties
        if tie.kind == kind
    )


def _opposed(
    union: Union, keys: dict[str, Version], foes: set[frozenset[str]], a: str, b: str
) -> bool:
    """Whether joining the two would put rivals into one answer."""
    one, two = union.find(a), union.find(b)
    mine = [key for key in keys if union.find(key) == one]
    yours = [key for key in keys if union.find(key) == two]
    return any(frozenset((x, y)) in foes for x in mine for y in yours)


def holders_of(versions: Sequence[Version]) -> list[Holder]:
    """Return who holds an answer, in most documents first."""
    voices: dict[object, dict[str, None]] = {}
    documents: dict[object, set[object]] = {}
    names: dict[object, str] = {}
    for one in (c for version in versions for c in version.candidates):
        house = house_of(one)
        side = one.origin.side if one.origin else None
        voice = one.speaker or one.document.label
        names.setdefault(house, side.name if side and side.name else voice)
        voices.setdefault(house, {})[voice] = None
        documents.setdefault(house, set()).add(one.document_id)
    held = [
        Holder(names[house], tuple(voices[house]), len(documents[house]))
        for house in names
    ]
    return sorted(held, key=lambda one: (-one.documents, one.name))
