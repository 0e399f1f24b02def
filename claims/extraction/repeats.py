"""One claim is counted once: headlines and decks that repeat the body are its links."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from claims.extraction.base import FoundCandidate, Repeat
from claims.extraction.lexicon import word_set
from sources.text.base import BlockKind

# Share of a headline's content words that the body's candidate must hold.
REPEATED = 0.5
_SMALL = word_set(
    """a an the of to in on at for from and or as is are was were be been by with after
    over into that this it its their his her has have had will not amid between"""
)


def with_repeats(
    candidates: Sequence[FoundCandidate],
    titles: Sequence[FoundCandidate],
    kinds: Mapping[int, BlockKind],
) -> tuple[list[FoundCandidate], list[FoundCandidate]]:
    """Link headlines and decks to the claim of the body whose words they repeat.

    Returns the body's candidates, those repeated with ``also_at`` set, and the titles
    that have news of their own.
    """
    words = [stems(c.words) for c in candidates]
    everything = set().union(*words) if words else set()
    links: dict[int, list[Repeat]] = {}
    own_news = []
    for title in titles:
        own = stems(title.words)
        shared = [len(own & other) for other in words]
        best = max(shared, default=0)
        told = own and len(own & everything) == len(own)
        if best and (best >= REPEATED * len(own) or told):
            repeat = Repeat(
                "deck" if kinds.get(title.sentence) == "deck" else "headline",
                title.selector.segments,
                title.words,
            )
            links.setdefault(shared.index(best), []).append(repeat)
        else:
            own_news.append(title)
    body = [
        replace(one, also_at=tuple(links[at])) if at in links else one
        for at, one in enumerate(candidates)
    ]
    return body, own_news


def is_title(candidate: FoundCandidate, kinds: Mapping[int, BlockKind]) -> bool:
    return kinds.get(candidate.sentence) in ("headline", "deck")


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
