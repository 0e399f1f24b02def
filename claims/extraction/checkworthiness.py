"""How much a candidate deserves checking, with the reasons in words.

What the rules know of a clause and what the trained model reads in its sentence, each
a logit, become one calibrated score (`worthiness/blend.py`). Without the model the
rules decide alone.
"""

from __future__ import annotations

from collections.abc import Callable

from claims.extraction.worthiness.blend import load_blend, sigmoid
from claims.extraction.worthiness.features import BIAS, Features, Move, moves_of
from claims.extraction.worthiness.model import Reading, read_sentence

# From SURE on a claim is held against others; below SEEN it is shown to nobody. What
# somebody demands, hopes or asks lies in between: last in the list, and yet in it.
SURE = 0.42
SEEN = 0.15
# Added to the rules' total when they are alone, so that SURE parts the same clauses.
ALONE = 0.39
# How far the model must move a score for its part to be told.
TOLD = 0.3
LIKE = "reads like sentences that were checked"
UNLIKE = "reads like sentences nobody checked: lowers it"

Scorer = Callable[[Features], tuple[float, tuple[str, ...]]]


def score(features: Features) -> tuple[float, tuple[str, ...]]:
    """Return the rules' score in [0, 1] and the reasons, the strongest first."""
    moves = moves_of(features)
    total = BIAS + sum(move.weight for move in moves)
    return _told(features, sigmoid(total + ALONE), moves)


def score_with_model(features: Features) -> tuple[float, tuple[str, ...]]:
    """Return the score of rules and model together, and the reasons.

    A wish or a question gains nothing from the facts in the sentence around it.
    """
    line = load_blend().clauses
    moves = moves_of(features)
    total = BIAS + sum(move.weight for move in moves)
    reading = read_sentence(features.sentence)
    if _is_stance(features):
        reading = Reading(min(reading.worth, 0.0), min(reading.checkable, 0.0))
    worth = line.probability(reading, rules=total)
    moves = [Move(move.weight * line.rules, move.words) for move in moves]
    moved = line.moved_by(reading)
    if abs(moved) >= TOLD:
        moves.append(Move(moved, LIKE if moved > 0 else UNLIKE))
    return _told(features, worth, moves)


def _told(
    features: Features, worth: float, moves: list[Move]
) -> tuple[float, tuple[str, ...]]:
    if worth < SURE and _is_somebodys(features):
        worth = SEEN + (SURE - SEEN) * worth / SURE
    moves.sort(key=lambda move: -abs(move.weight))
    return round(worth, 3), tuple(move.words for move in moves)


def _is_stance(f: Features) -> bool:
    return f.feeling or f.demand or f.future or f.conditional or f.question


def _is_somebodys(f: Features) -> bool:
    """Say whether a low clause still shows where somebody stands.

    Demands, hopes, feelings and questions do when they say whose or about whom; talk of
    three words ("It was scary") and of nobody but the speaker does not.
    """
    told = f.happened or f.future
    if not (f.speaker or f.names) or (f.words < 5 and not told):
        return False
    stance = f.happened or f.demand or f.feeling
    return bool(f.names) or stance or not f.first_person
