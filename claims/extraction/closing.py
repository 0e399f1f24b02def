"""What only the whole of a long document tells about the claims of its parts. Pure.

A part knows the names in it alone: "Brandt" stays a surname where the page that gives
"Ida Brandt" lies in another part. Here all parts vote.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from claims.extraction.base import FoundCandidate
from claims.extraction.gazetteer import place_vote
from claims.extraction.lexicon import BODY_NOUNS, COMPANY_WORDS

MOST_WORDS = 4


def revise(found: Sequence[FoundCandidate]) -> list[FoundCandidate]:
    """Return those candidates that the whole document reads otherwise, as it does."""
    full = full_names(names_of(found))
    revised = (with_names(one, full) for one in found)
    return [new for old, new in zip(found, revised, strict=True) if new != old]


def names_of(found: Iterable[FoundCandidate]) -> Counter[str]:
    names: Counter[str] = Counter()
    for one in found:
        names.update({one.speaker, *(link.name for link in one.chain), *one.actors})
    del names[""]
    return names


def full_names(names: Mapping[str, int]) -> dict[str, str]:
    """Map a surname that stands alone to the one person of that name, if it is one."""
    people: dict[str, set[str]] = defaultdict(set)
    for name in names:
        if is_personal(name):
            people[name.split()[-1]].add(name)
    full = {}
    for surname, known in people.items():
        firsts = {name.split()[0] for name in known}
        if surname in names and len(firsts) == 1 and not place_vote(surname):
            full[surname] = max(known, key=lambda name: (len(name), name))
    return full


def is_personal(name: str) -> bool:
    """Say whether a name could be a person's, first name and surname."""
    words = name.split()
    if not 1 < len(words) <= MOST_WORDS or not all(w[:1].isupper() for w in words):
        return False
    return words[-1].lower() not in BODY_NOUNS | COMPANY_WORDS


def with_names(one: FoundCandidate, full: Mapping[str, str]) -> FoundCandidate:
    def named(name: str) -> str:
        return full.get(name, name)

    return replace(
        one,
        speaker=named(one.speaker),
        chain=tuple(replace(link, name=named(link.name)) for link in one.chain),
        actors=tuple(dict.fromkeys(map(named, one.actors))),
    )
