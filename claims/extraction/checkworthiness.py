"""How much a candidate deserves checking, with the reasons in words."""

from __future__ import annotations

import math
from collections.abc import Callable

from claims.extraction.worthiness.features import BIAS, Features, moves_of

# From SURE on a claim is held against others; below SEEN it is shown to nobody. What
# somebody demands, hopes or asks lies in between: last in the list, and yet in it.
SURE = 0.33
SEEN = 0.15

Scorer = Callable[[Features], tuple[float, tuple[str, ...]]]


def score(features: Features) -> tuple[float, tuple[str, ...]]:
    """Return the score in [0, 1] and the reasons, the strongest first."""
    moves = moves_of(features)
    total = BIAS + sum(move.weight for move in moves)
    worth = 1 / (1 + math.exp(-total))
    if worth < SURE and _is_somebodys(features):
        worth = SEEN + (SURE - SEEN) * worth / SURE
    moves.sort(key=lambda move: -abs(move.weight))
    return round(worth, 3), tuple(move.words for move in moves)


def _is_somebodys(f: Features) -> bool:
    """Say whether a low clause still shows where somebody stands.

    Demands, hopes, feelings and questions do when they say whose or about whom; talk of
    three words ("It was scary") and of nobody but the speaker does not.
    """
    if not (f.speaker or f.names) or (f.words < 5 and not f.happened):
        return False
    stance = f.happened or f.demand or f.feeling
    return bool(f.names) or stance or not f.first_person
