"""What a stance model may change about a relation: its place in the list, never more.

In: a label decided by rules, how sure they are, what a model says of the pair, whether
event and roles are known. Out: label and score. The model is heard only where it
doubts: rules that see a conflict which it does not see are less sure, and where event
or roles are unknown such a conflict is partial at most. A conflict that only the model
sees is not printed.
"""

from __future__ import annotations

from claims.evidence.base import Label, StanceScores

# Share of the model in the score; rules have reasons, it has none.
OF_MODEL = 0.3
DOUBTS = 0.5  # chance of its label below which the model doubts what rules found


def soften(
    label: Label, score: float, scores: StanceScores | None, *, known: bool
) -> tuple[Label, float]:
    """Return label and score after a model was heard; without scores, as they were.

    ``known`` says whether event and roles of both ends are known to be the same.
    """
    if scores is None:
        return label, score
    agreed = agreement(label, scores)
    softened = (1 - OF_MODEL) * score + OF_MODEL * agreed
    if label == "contradicts" and not known and agreed < DOUBTS:
        return "partially_contradicts", softened
    return label, softened


def agreement(label: Label, scores: StanceScores) -> float:
    """Return how far the model sees what the rules saw."""
    if label in ("same", "supports"):
        return scores.supports
    if label in ("contradicts", "partially_contradicts"):
        return scores.contradicts
    return scores.neutral
