"""Which lines of a page bear a claim out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from claims.evaluation import Item
from claims.evidence.stance.lines import choose_lines


def predict(items: Sequence[Item]) -> Iterator[dict[str, Any]]:
    """Give ``sentences``: positions in the item's evidence, the nearest first."""
    for item in items:
        lines = [str(line) for line in item["evidence"]]
        yield {"id": item["id"], "sentences": choose_lines(str(item["claim"]), lines)}
