"""Sentences that otherwise different documents share: words copied from an agency.

In: the sentences of some documents. Out: pairs of sentences that are nearly the same.
The join is exact, not sampled: of two sets that are alike by at least t, the rarest
parts of each must meet (prefix filtering; Chaudhuri et al., ICDE 2006; Bayardo et al.,
WWW 2007), so only sentences that share such a part are compared.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

#: Share of common word pairs (Jaccard). A changed word takes two pairs of some twenty
#: with it: 0.82; a sentence with the speaker moved to its end stays above 0.6.
ALIKE = 0.6
#: Words; shorter sentences are the same by chance ("He did not say why.").
SHORTEST = 7
_WORD = re.compile(r"\w+")

#: A sentence: the key of its document, and its place among the sentences given.
Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Copy:
    """Two sentences of different documents; ``likeness`` in [ALIKE, 1]."""

    one: Place
    other: Place
    likeness: float


@dataclass(frozen=True, slots=True)
class _Words:
    place: Place
    pairs: tuple[str, ...]  # of neighbouring words, each once, the rarest first


def find_copies(
    documents: Mapping[str, Sequence[str]],
    *,
    alike: float = ALIKE,
    new: Set[str] | None = None,
) -> tuple[Copy, ...]:
    """Return every pair of like sentences in different documents, in order of place.

    Case and punctuation do not count. Sentences of fewer than ``SHORTEST`` words are
    left out. With ``new`` one of the two stands in one of these documents. Equal
    however the documents are ordered.
    """
    new = documents.keys() if new is None else new
    seen: dict[str, list[_Words]] = defaultdict(list)
    seen_new: dict[str, list[_Words]] = defaultdict(list)
    found: list[Copy] = []
    for sentence in _rarest_first(_that_may_be_like(documents, new, alike)):
        size = len(sentence.pairs)
        document = sentence.place[0]
        met = seen if document in new else seen_new
        near: dict[Place, _Words] = {}
        for pair in sentence.pairs[: size - ceil(alike * size) + 1]:
            near |= {
                other.place: other
                for other in met.get(pair, ())
                if other.place[0] != document
            }
            seen[pair].append(sentence)
            if document in new:
                seen_new[pair].append(sentence)
        found += _compared(sentence, near.values(), alike)
    return tuple(sorted(found, key=lambda copy: (copy.one, copy.other)))


def copied_shares(
    documents: Mapping[str, Sequence[str]], copies: Sequence[Copy]
) -> dict[tuple[str, str], float]:
    """Return for pairs of documents the share of the shorter one that both have.

    Counted in sentences long enough to be compared; pairs without a copy are left out.
    """
    long = {
        key: sum(bool(_pairs(words)) for words in sentences)
        for key, sentences in documents.items()
    }
    shared: dict[tuple[str, str], tuple[set[int], set[int]]] = {}
    for copy in copies:
        pair = (copy.one[0], copy.other[0])
        ours, theirs = shared.setdefault(pair, (set(), set()))
        ours.add(copy.one[1])
        theirs.add(copy.other[1])
    return {
        pair: min(map(len, sides)) / min(long[key] for key in pair)
        for pair, sides in shared.items()
    }


def _compared(
    sentence: _Words, others: Iterable[_Words], alike: float
) -> Iterator[Copy]:
    mine = frozenset(sentence.pairs)
    for other in others:
        common = len(mine.intersection(other.pairs))
        likeness = common / (len(mine) + len(other.pairs) - common)
        if likeness >= alike:
            one, two = sorted((sentence.place, other.place))
            yield Copy(one, two, likeness)


def _that_may_be_like(
    documents: Mapping[str, Sequence[str]], new: Set[str], alike: float
) -> dict[Place, frozenset[str]]:
    """Return the word pairs of long sentences, but for those no new one can be like."""
    pairs = {
        (key, index): found
        for key, sentences in documents.items()
        for index, words in enumerate(sentences)
        if (found := _pairs(words))
    }
    if new >= documents.keys():
        return pairs
    wanted = frozenset().union(*(pairs[at] for at in pairs if at[0] in new))
    return {
        at: found
        for at, found in pairs.items()
        if at[0] in new or len(wanted & found) >= alike * len(found)
    }


def _rarest_first(pairs: Mapping[Place, frozenset[str]]) -> list[_Words]:
    """Return the sentences, shortest first, their word pairs ordered by rarity."""
    often = Counter(pair for found in pairs.values() for pair in found)
    made = [
        _Words(place, tuple(sorted(found, key=lambda pair: (often[pair], pair))))
        for place, found in pairs.items()
    ]
    return sorted(made, key=lambda sentence: (len(sentence.pairs), sentence.place))


@lru_cache(maxsize=10_000)
def _pairs(words: str) -> frozenset[str]:
    """Return the pairs of neighbouring words; none of a sentence that is too short."""
    if len(_WORD.findall(words)) < SHORTEST:
        return frozenset()
    found = _WORD.findall(words.casefold())
    return frozenset(f"{one} {two}" for one, two in zip(found, found[1:], strict=False))
