"""How many independent origins stand behind words: copies and echoes count once.

Rule: utterances fold into one origin when they have one speaker; when their words are
copies; when the documents carry the same agency's credit, are mostly copies of each
other or come from one outlet and no speaker is named; when one cites the other's outlet
for like words, or is that outlet's own word. The outlet's own words are another origin
than those of any speaker it quotes. What is not known to be independent counts as one:
documents of unknown outlets that name no speaker share one origin.

Several bodies of one party are several origins of one *house*: independence is counted
in houses.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import combinations
from operator import is_

import numpy as np

from claims.evidence.affiliations import affiliations
from claims.evidence.base import Utterance
from claims.evidence.parties import is_country, party_key
from claims.evidence.speakers import alike, fold_name, same_speaker
from claims.evidence.terms import stem
from claims.evidence.union import Union
from claims.evidence.views import speaker_of
from sources.text.copies import Copy, copied_shares, find_copies

RELAYED = 0.75  # cosine of a report and what it is said to relay
TOLD, RETOLD = 0.5, 90.0  # the same where its words, too, stand in the other's
# One text: of the shorter document's claims this share is copied, and so many.
MOSTLY, SEVERAL = 0.5, 3
BLOCK = 1024  # rows compared at a time
SLACK = 1e-3  # far more than one way of adding up 384 numbers differs from another


@dataclass(frozen=True, slots=True)
class Pairs:
    """Copies and relays among what documents tell: they hold whatever else is said."""

    told: Mapping[str, tuple[Utterance, ...]]
    copies: tuple[Copy, ...]
    relays: tuple[tuple[str, str], ...]


NOTHING = Pairs({}, (), ())


@dataclass(slots=True)
class Memory:
    """What was found in a story last, so that only what is new is looked at again."""

    last: Pairs = NOTHING


def origins_of(
    utterances: Sequence[Utterance], memory: Memory | None = None
) -> dict[str, str]:
    """Map each utterance's key to its origin's id; equal ids are one origin.

    First come houses: one speaker, one outlet, one agency. Then copies and relays give
    single utterances the origin they go back to; two houses do not become one because
    one of them copied a sentence. The id names the speaker, agency, outlet or document.
    ``memory`` is of the same story, and is brought up to date.
    """
    ordered = sorted(utterances, key=lambda one: one.key)
    pairs = _pairs(_told(ordered), memory.last if memory else NOTHING)
    if memory is not None:
        memory.last = pairs
    houses = Union(one.key for one in ordered)
    _fold_speakers(ordered, houses)
    _fold_outlets(ordered, houses)
    _fold_texts(pairs, houses)
    copies = Union(one.key for one in ordered)
    _fold_copies(pairs, copies)
    for one, own in pairs.relays:
        copies.join(one, own)
    house = _named(ordered, houses, {one.key: _name(one) for one in ordered})
    return _named(ordered, copies, house)


def _named(
    ordered: Sequence[Utterance], union: Union, names: dict[str, str]
) -> dict[str, str]:
    """Give every member of a set one name: a speaker's before an outlet's."""
    members: dict[str, set[str]] = defaultdict(set)
    outlets = {f"speaker {fold_name(one.facts.outlet)}" for one in ordered}
    for one in ordered:
        members[union.find(one.key)].add(names[one.key])

    def rank(name: str) -> tuple[bool, bool, str]:
        # What an outlet is cited for, its own text may have from somebody.
        speaks = name.startswith("speaker ")
        return not speaks, f"speaker {fold_name(name[8:])}" in outlets, name

    chosen = {root: min(held, key=rank) for root, held in members.items()}
    return {one.key: chosen[union.find(one.key)] for one in ordered}


def houses_of(
    utterances: Sequence[Utterance], origins: Mapping[str, str]
) -> dict[str, str]:
    """Map each utterance's key to who stands behind its origin: a party, or itself.

    A country's ministry, army and prime minister speak with one interest, a spokesman
    with that of his company. Who only lives there, or left office, speaks for himself.
    """
    voices = affiliations(utterances)
    bodies = {voice for name, voice in voices.items() if voice != party_key(name)}
    party = {
        origins[one.key]: f"party {voice}"
        for one in sorted(utterances, key=lambda one: one.key)
        if origins[one.key].startswith("speaker ")
        and (voice := voices.get(one.found.speaker, ""))
        and (is_country(voice) or voice in bodies)
    }
    return {key: party.get(origin, origin) for key, origin in origins.items()}


def within_groups(
    groups: Iterable[Iterable[str]],
    utterances: Sequence[Utterance],
    origins: Mapping[str, str],
) -> dict[str, str]:
    """Give a figure told in passing the origin its own document names for it.

    "Russia said it had brokered a truce after clashes that left 49 dead" makes Russia
    no source of the 49 where the same text has them from somebody else.
    """
    by_key = {one.key: one for one in utterances}
    found = dict(origins)
    for members in groups:
        told = [by_key[key] for key in sorted(members) if key in by_key]
        outright: dict[object, Utterance] = {}
        for one in told:
            if not _in_passing(one):
                outright.setdefault((one.document, _tolls(one)), one)
        for one in told:
            teller = outright.get((one.document, _tolls(one)))
            if teller is not None and _in_passing(one):
                found[one.key] = origins[teller.key]
    return found


def _tolls(one: Utterance) -> frozenset[tuple[str, float | None, float | None]]:
    """Return what befell how many, as (role, low, high)."""
    return frozenset((q.role, q.low, q.high) for q in one.found.quantities if q.role)


def _in_passing(one: Utterance) -> bool:
    roles = {stem(role) for role, _, _ in _tolls(one)}
    return bool(roles) and stem(one.found.action) not in roles


def independent(a: Utterance, b: Utterance) -> bool:
    """Whether two utterances are known to go back to different houses."""
    found = houses_of([a, b], origins_of([a, b]))
    return found[a.key] != found[b.key]


def _fold_speakers(ordered: Sequence[Utterance], union: Union) -> None:
    first: dict[str, Utterance] = {}
    for one in ordered:
        if speaker := speaker_of(one):
            union.join(first.setdefault(speaker, one).key, one.key)
    for a, b in combinations(first.values(), 2):
        if same_speaker(a, b):
            union.join(a.key, b.key)
    spoken = {fold_name(speaker): one for speaker, one in first.items()}
    for one in ordered:
        # A company's own statement, and "the company said": one origin.
        outlet = "" if speaker_of(one) else fold_name(one.facts.outlet)
        if outlet in spoken:
            union.join(spoken[outlet].key, one.key)


def _fold_copies(pairs: Pairs, union: Union) -> None:
    """Join sentences of different documents that are one text, with its figures."""
    for copy in pairs.copies:
        a, b = (pairs.told[name][at] for name, at in (copy.one, copy.other))
        if _one_voice(a, b):
            union.join(a.key, b.key)


def _pairs(told: Mapping[str, tuple[Utterance, ...]], last: Pairs) -> Pairs:
    """Find copies and relays; between documents as they were they are known."""
    same = {name for name in told if _is_same(told[name], last.told.get(name, ()))}
    words = {name: [one.found.words for one in told[name]] for name in sorted(told)}
    copies = [c for c in last.copies if c.one[0] in same and c.other[0] in same]
    found = find_copies(words, new=told.keys() - same)
    copies += [copy for copy in found if _one_figure(told, copy)]
    held = {one.key for name in same for one in told[name]}
    relays = [pair for pair in last.relays if held.issuperset(pair)]
    relays += _relays([one for members in told.values() for one in members], held)
    return Pairs(told, tuple(copies), tuple(relays))


def _is_same(now: Sequence[Utterance], before: Sequence[Utterance]) -> bool:
    return len(now) == len(before) and all(map(is_, now, before))


def _one_figure(told: Mapping[str, Sequence[Utterance]], copy: Copy) -> bool:
    a, b = (told[name][at] for name, at in (copy.one, copy.other))
    return _figures(a) == _figures(b)


def _figures(one: Utterance) -> frozenset[str]:
    """Return the numbers in digits: another toll in like words is no copy."""
    return frozenset(re.findall(r"\d[\d.,]*\d|\d", one.found.words))


def _told(ordered: Sequence[Utterance]) -> dict[str, tuple[Utterance, ...]]:
    told: dict[str, list[Utterance]] = defaultdict(list)
    for one in ordered:
        told[one.document].append(one)
    return {name: tuple(members) for name, members in told.items()}


def _fold_texts(pairs: Pairs, union: Union) -> None:
    """Join what documents say themselves when one is mostly the other's text."""
    told = pairs.told
    words = {name: [o.found.words for o in members] for name, members in told.items()}
    often = Counter((copy.one[0], copy.other[0]) for copy in pairs.copies)
    for names, share in sorted(copied_shares(words, pairs.copies).items()):
        if often[names] < SEVERAL:
            continue
        own = [
            next((one for one in told[name] if not speaker_of(one)), None)
            for name in names
        ]
        if share >= MOSTLY and own[0] is not None and own[1] is not None:
            union.join(own[0].key, own[1].key)


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


def _relays(ordered: Sequence[Utterance], held: Set[str]) -> list[tuple[str, str]]:
    """Return what cites an outlet, with the like words in that outlet's own document.

    Pairs of which both are ``held`` are left out.
    """
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
    found = []
    for name in sorted(citing):
        old, new = _parted(citing[name], held)
        own_new = _parted(by_outlet[name], held)[1]
        for some, others in ((new, by_outlet[name]), (old, own_new)):
            found += [
                (one.key, own.key)
                for one, own in _near(some, others)
                if own.document != one.document
            ]
    return found


def _parted(
    some: Sequence[Utterance], held: Set[str]
) -> tuple[list[Utterance], list[Utterance]]:
    return [o for o in some if o.key in held], [o for o in some if o.key not in held]


def _near(
    some: Sequence[Utterance], others: Sequence[Utterance]
) -> Iterator[tuple[Utterance, Utterance]]:
    """Yield pairs with like vectors; a matrix finds them, close calls are made apart.

    The last bits of a product of matrices depend on their size.
    """
    if not some or not others:
        return
    columns = np.stack([other.vector for other in others]).T
    for first in range(0, len(some), BLOCK):
        block = some[first : first + BLOCK]
        near = np.stack([one.vector for one in block]) @ columns
        rows, cells = (near >= TOLD - SLACK).nonzero()
        for at, other in zip(rows.tolist(), cells.tolist(), strict=True):
            one, own = block[at], others[other]
            if near[at, other] >= RELAYED + SLACK or _retold(one, own):
                yield one, own


def _retold(one: Utterance, own: Utterance) -> bool:
    cosine = float(one.vector @ own.vector)
    if cosine >= RELAYED:
        return True
    return cosine >= TOLD and alike(one.found.words, own.found.words) >= RETOLD


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
