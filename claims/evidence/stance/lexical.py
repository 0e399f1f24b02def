"""Stance from likeness alone: it can see support, and never says "contradicts"."""

from __future__ import annotations

from claims.evidence.base import StanceScores
from claims.evidence.embedding import embed
from claims.evidence.terms import content_terms

# Likeness at which support is even odds, and how fast it grows from there.
EVEN, STEEP = 0.62, 10.0


class LexicalStance:
    """Vector cosine and the share of the claim's words found in the premise.

    ``contradicts`` is always 0: like words cannot tell a denial from a confirmation.
    """

    method = "lexical"
    version = "1"

    def predict(self, pairs: list[tuple[str, str]]) -> list[StanceScores | None]:
        """Score (premise, hypothesis) pairs, in the given order."""
        vectors = embed([text for pair in pairs for text in pair])
        return [
            _scores(float(vectors[2 * at] @ vectors[2 * at + 1]), premise, hypothesis)
            for at, (premise, hypothesis) in enumerate(pairs)
        ]


def _scores(cosine: float, premise: str, hypothesis: str) -> StanceScores:
    wanted = content_terms(hypothesis)
    covered = len(wanted & content_terms(premise)) / max(len(wanted), 1)
    likeness = 0.6 * cosine + 0.4 * covered
    supports = 1 / (1 + pow(2.718281828, -STEEP * (likeness - EVEN)))
    return StanceScores(supports, 0.0, 1.0 - supports)


def make(place: str, key: str) -> LexicalStance:
    """Return the model; it stands nowhere else and has no secret."""
    return LexicalStance()
