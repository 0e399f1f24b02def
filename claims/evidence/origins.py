"""How many independent origins stand behind words: copies and echoes count once.

Rule: utterances fold into one origin when they have one speaker; when their words are
near copies; when the documents carry the same agency's credit or come from one outlet
and no speaker is named; when one cites the other's outlet for like words. The outlet's
own words are another origin than those of any speaker it quotes. What is not known to
be independent counts as one: documents of unknown outlets that name no speaker share
one origin.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations

import numpy as np
from rapidfuzz import fuzz, process

from claims.evidence.base import Utterance
from claims.evidence.speakers import fold_name, same_speaker
from claims.evidence.union import Union
from claims.evidence.views import speaker_of

COPY = 90.0  # rapidfuzz ratio of lower-cased words; agency copies are above 95
RELAYED = 0.75  # cosine of a report and what it is said to relay
SHORT = 40  # code points; shorter words agree by chance
BLOCK = 1024  # rows compared at a time
SLACK = 1e-3  # far more than one way of adding up 384 numbers differs from another


def origins_of(utterances: Sequence[Utterance]) -> dict[str, str]:
    """Map each utterance's key to its origin's id; equal ids are one origin.

    First come houses: one speaker, one outlet, one agency. Then copies and relays give
    single utterances the origin they go back to; two houses do not become one because
    one of them copied a sentence. The id names the speaker, agency, outlet or document.
    """
    ordered = sorted(utterances, key=lambda one: one.key)
    houses = Union(one.key for one in ordered)
    _fold_speakers(ordered, houses)
    _fold_outlets(ordered, houses)
    copies = Union(one.key for one in ordered)
    _fold_copies(ordered, copies)
    _fold_relays(ordered, copies)
    house = _named(ordered, houses, {one.key: _name(one) for one in ordered})
    return _named(ordered, copies, house)


def _named(
    ordered: Sequence[Utterance], union: Union, names: dict[str, str]
) -> dict[str, str]:
    """Give every member of a set the same name: a speaker's before an outlet's."""
    members: dict[str, set[str]] = defaultdict(set)
    for one in ordered:
        members[union.find(one.key)].add(names[one.key])
    chosen = {
        root: min(held, key=lambda name: (not name.startswith("speaker "), name))
        for root, held in members.items()
    }
    return {one.key: chosen[union.find(one.key)] for one in ordered}


def independent(a: Utterance, b: Utterance) -> bool:
    """Whether two utterances are known to go back to different origins."""
    found = origins_of([a, b])
    return found[a.key] != found[b.key]


def _fold_speakers(ordered: Sequence[Utterance], union: Union) -> None:
    first: dict[str, Utterance] = {}
    for one in ordered:
        if speaker := speaker_of(one):
            union.join(first.setdefault(speaker, one).key, one.key)
    for a, b in combinations(first.values(), 2):
        if same_speaker(a, b):
            union.join(a.key, b.key)


def _fold_copies(ordered: Sequence[Utterance], union: Union) -> None:
    """Join near copies of one text in different documents."""
    long = [one for one in ordered if len(one.found.words) >= SHORT]
    for at, other in _copies(tuple(one.found.words.lower() for one in long)):
        a, b = long[at], long[other]
        if a.document != b.document and _one_voice(a, b):
            union.join(a.key, b.key)


@lru_cache(maxsize=1)
def _copies(words: tuple[str, ...]) -> list[tuple[int, int]]:
    """Return pairs of places whose words are near copies, the lower place first.

    Kept for a moment: a story's origins are asked for twice, before and after its
    speakers have rows.
    """
    found: list[tuple[int, int]] = []
    for first in range(0, len(words), BLOCK):
        block, later = words[first : first + BLOCK], words[first:]
        scores = process.cdist(block, later, scorer=fuzz.ratio, score_cutoff=COPY)
        rows, cells = scores.nonzero()
        found += [
            (first + at, first + other)
            for at, other in zip(rows.tolist(), cells.tolist(), strict=True)
            if at < other
        ]
    return found


def _one_voice(a: Utterance, b: Utterance) -> bool:
    """Copied words of two named, different speakers stay two voices."""
    if speaker_of(a) and speaker_of(b):
        return same_speaker(a, b)
    return True


def _fold_outlets(ordered: Sequence[Utterance], union: Union) -> None:
    """Join what outlets say themselves, by document, outlet or agency."""
    first: dict[str, str] = {}
    for one in ordered:
        if speaker_of(one):
            continue
        for mark in _marks(one):
            union.join(first.setdefault(mark, one.key), one.key)


def _fold_relays(ordered: Sequence[Utterance], union: Union) -> None:
    """Join what cites an outlet with the like words in that outlet's own document."""
    by_outlet: dict[str, list[Utterance]] = defaultdict(list)
    outlets = {
        outlet: fold_name(outlet) for outlet in {o.facts.outlet for o in ordered}
    }
    for one in ordered:
        if one.facts.outlet:
            by_outlet[outlets[one.facts.outlet]].append(one)
    citing: dict[str, list[Utterance]] = defaultdict(list)
    for one in ordered:
        names = {link.name for link in one.found.chain} | {one.found.speaker}
        for name in {fold_name(name) for name in names} & by_outlet.keys():
            citing[name].append(one)
    for name in sorted(citing):
        for one, own in _near(citing[name], by_outlet[name]):
            if own.document != one.document:
                union.join(one.key, own.key)


def _near(
    some: Sequence[Utterance], others: Sequence[Utterance]
) -> Iterator[tuple[Utterance, Utterance]]:
    """Yield pairs with like vectors; a matrix finds them, close calls are made apart.

    The last bits of a product of matrices depend on their size.
    """
    columns = np.stack([other.vector for other in others]).T
    for first in range(0, len(some), BLOCK):
        block = some[first : first + BLOCK]
        near = np.stack([one.vector for one in block]) @ columns
        rows, cells = (near >= RELAYED - SLACK).nonzero()
        for at, other in zip(rows.tolist(), cells.tolist(), strict=True):
            one, own = block[at], others[other]
            sure = near[at, other] >= RELAYED + SLACK
            if sure or float(one.vector @ own.vector) >= RELAYED:
                yield one, own


def _marks(one: Utterance) -> list[str]:
    marks = [f"document {one.document}"]
    marks += [f"wire {credit.upper()}" for credit in one.facts.credits]
    if one.facts.outlet:
        marks.append(f"outlet {one.facts.outlet.lower()}")
    elif not one.facts.credits:
        marks.append("outlet unknown")
    return marks


def _name(one: Utterance) -> str:
    if speaker := speaker_of(one):
        return f"speaker {speaker}"
    credits = sorted(one.facts.credits)
    if credits:
        return f"wire {credits[0].upper()}"
    if one.facts.outlet:
        return f"outlet {one.facts.outlet.lower()}"
    return f"document {one.document}"
