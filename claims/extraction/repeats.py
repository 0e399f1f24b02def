"""One claim is counted once: headlines and decks that repeat the body go."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from claims.extraction.base import FoundCandidate
from claims.extraction.lexicon import word_set
from sources.text.base import BlockKind

# Share of a headline's content words that the body's candidate must hold.
REPEATED = 0.5
_SMALL = word_set(
    """a an the of to in on at for from and or as is are was were be been by with after
    over into that this it its their his her has have had will not amid between"""
)


def without_repeats(
    candidates: Sequence[FoundCandidate], kinds: Mapping[int, BlockKind]
) -> list[FoundCandidate]:
    """Drop headline and deck candidates whose words a body candidate holds already."""
    body = [c for c in candidates if kinds.get(c.sentence) not in ("headline", "deck")]
    words = [stems(c.words) for c in body]
    everything = set().union(*words) if words else set()
    kept = []
    for candidate in candidates:
        if kinds.get(candidate.sentence) not in ("headline", "deck"):
            kept.append(candidate)
            continue
        own = stems(candidate.words)
        best = max((len(own & other) for other in words), default=0)
        told = len(own & everything)
        if not own or best < REPEATED * len(own) and told < len(own):
            kept.append(candidate)
    return kept


def stems(text: str) -> set[str]:
    """Return the content words of ``text``, endings cut: "signed" meets "signs"."""
    words = re.findall(r"[\w’'-]+", text.lower())
    return {_stem(word) for word in words if word not in _SMALL and len(word) > 1}


def _stem(word: str) -> str:
    word = re.sub(r"['’]s$", "", word)
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
