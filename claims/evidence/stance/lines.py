"""Which lines of a page bear on a claim: the nearest, while they tell something new.

In: a claim and the lines of one page. Out: positions of lines. Lines are ranked by the
scorer of the product's own search, with the page as its collection.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import replace
from functools import lru_cache
from uuid import UUID

from claims.evidence.base import Vector
from claims.evidence.embedding import embed
from claims.evidence.terms import content_terms, tokens
from sources.search.scoring import Match, Statistics, ranked

# Set on one half of 349 pages whose lines that bear a claim out are known (`wice` dev,
# F1 .676), confirmed on the other (.700); the best two lines by words alone: .607 on
# both. Flat for 3 to 5 lines, a share of .65 to .75, news of .02 to .08.
MOST = 4
SHARE = 0.7  # of the best line's score that another line must reach
NEWS = 0.05  # of the claim's weight that a line must add to what is told already
BESIDE = 0.3  # what a line gains right beside one that was chosen, ever less from there
REACH = 2.0  # lines over which that falls to a third
# How many lines, the best by words, get a vector: 12 lost .01 on these pages, 30 won
# nothing. A vector takes about 4 ms.
BY_WORDS = 20
KEPT = 8192  # vectors of lines: many claims are held against one page


def choose_lines(claim: str, lines: Sequence[str], *, most: int = MOST) -> list[int]:
    """Return at most ``most`` positions in ``lines``, the nearest first.

    The nearest line is always among them; empty where there are no lines. Another is
    added while it comes near the first in score and tells what none before it told.
    """
    if not lines:
        return []
    scores = score_lines(claim, lines)
    held = [content_terms(line) for line in lines]
    weights = _weights(claim, held)
    chosen = [max(range(len(lines)), key=lambda at: scores[at])]
    enough = SHARE * scores[chosen[0]]
    told = set(held[chosen[0]])
    while len(chosen) < most:
        rest = [
            (scores[at] + _beside(at, chosen), -at)
            for at in range(len(lines))
            if at not in chosen
            and sum(weights.get(term, 0.0) for term in held[at] - told) >= NEWS
        ]
        best, place = max(rest, default=(-math.inf, 0))
        if best < enough:
            break
        chosen.append(-place)
        told |= held[-place]
    return chosen


def score_lines(claim: str, lines: Sequence[str]) -> list[float]:
    """Return a score for each line, as the product's search would rank them."""
    asked = content_terms(claim)
    matches = [
        Match(UUID(int=at), dict.fromkeys(asked & content_terms(line), 1), _size(line))
        for at, line in enumerate(lines)
    ]
    statistics = _statistics(matches)
    vector = line_vector(claim)
    near = {one.key for one in ranked(matches, statistics)[:BY_WORDS]}
    matches = [
        replace(one, cosine=float(line_vector(line) @ vector))
        if one.key in near
        else one
        for one, line in zip(matches, lines, strict=True)
    ]
    scores = {one.key: one.score for one in ranked(matches, statistics)}
    return [scores[one.key] for one in matches]


@lru_cache(maxsize=KEPT)
def line_vector(line: str) -> Vector:
    vector: Vector = embed([line])[0]
    return vector


@lru_cache(maxsize=KEPT)
def _size(line: str) -> int:
    return len(tokens(line))


def _statistics(matches: Sequence[Match]) -> Statistics:
    holding = Counter(term for match in matches for term in match.counts)
    words = sum(match.length for match in matches)
    return Statistics(len(matches), words / len(matches), holding)


def _weights(claim: str, held: Sequence[Set[str]]) -> dict[str, float]:
    """Return what each term of the claim weighs that is on the page; the sum is one."""
    holding = Counter(term for line in held for term in line & content_terms(claim))
    statistics = Statistics(len(held), 1.0, holding)
    rarities = {term: statistics.rarity(term) for term in holding}
    total = sum(rarities.values())
    return {term: rarity / total for term, rarity in rarities.items()}


def _beside(at: int, chosen: Sequence[int]) -> float:
    """Return more the nearer a line stands to a chosen one: a page tells on."""
    steps = min(abs(at - one) for one in chosen)
    return BESIDE * math.exp(-(steps - 1) / REACH)
