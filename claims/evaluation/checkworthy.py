"""How much single sentences deserve checking."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from claims.evaluation import Item
from claims.extraction.worth import line_of, score_sentences


def predict(items: Sequence[Item]) -> Iterator[dict[str, Any]]:
    """Give ``score``, a share in [0, 1], and ``label``, 1 from the threshold on."""
    threshold = line_of(with_model=True).threshold
    scores = score_sentences([item["text"] for item in items])
    for item, score in zip(items, scores, strict=True):
        yield {"id": item["id"], "score": score, "label": int(score >= threshold)}
