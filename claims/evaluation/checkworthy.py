"""How much single sentences deserve checking."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from claims.evaluation import Item
from claims.extraction.checkworthiness import SURE
from claims.extraction.worth import score_sentences


def predict(items: Sequence[Item]) -> Iterator[dict[str, Any]]:
    """Give ``score`` in [0, 1] and ``label``, 1 from the shipped threshold on."""
    scores = score_sentences([item["text"] for item in items])
    for item, score in zip(items, scores, strict=True):
        yield {"id": item["id"], "score": score, "label": int(score >= SURE)}
