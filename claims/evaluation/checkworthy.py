"""How much single sentences deserve checking, and whether they hold what can be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from claims.evaluation import Item
from claims.extraction.worth import score_sentences
from claims.extraction.worthiness.blend import Line, load_blend


def predict(items: Sequence[Item]) -> Iterator[dict[str, Any]]:
    """Give ``score``, a share in [0, 1], and ``label``: does it deserve checking?"""
    return _labelled(items, load_blend().sentences)


def predict_checkable(items: Sequence[Item]) -> Iterator[dict[str, Any]]:
    """Give the same for another question: does the sentence hold a checkable fact?"""
    return _labelled(items, load_blend().checkable)


def _labelled(items: Sequence[Item], line: Line) -> Iterator[dict[str, Any]]:
    scores = score_sentences([item["text"] for item in items], line)
    for item, score in zip(items, scores, strict=True):
        yield {"id": item["id"], "score": score, "label": int(score >= line.threshold)}
