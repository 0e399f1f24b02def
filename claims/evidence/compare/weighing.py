"""Weigh signals: which label do they speak for, and how strongly.

In: signals by name. Out: a probability of each label. The weights are those of a
multinomial logistic regression over the open half of our own minimal pairs; they are
made anew by ``python -m tests.quality.pairs.train`` and stand beside this file.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

WEIGHTS = Path(__file__).parent / "weights.json"


@dataclass(frozen=True, slots=True)
class Weights:
    """``rows`` are per signal: mean, scale and one weight for each label."""

    labels: tuple[str, ...]
    bias: tuple[float, ...]
    rows: dict[str, tuple[float, float, tuple[float, ...]]]


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    read = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    rows = {
        name: (row["mean"], row["scale"], tuple(row["weights"]))
        for name, row in read["signals"].items()
    }
    return Weights(tuple(read["labels"]), tuple(read["bias"]), rows)


def weigh(signals: Mapping[str, float], weights: Weights) -> dict[str, float]:
    """Return the probability of each label; they sum to one."""
    sums = list(weights.bias)
    for name, (mean, scale, each) in weights.rows.items():
        value = (signals[name] - mean) / scale
        sums = [
            total + value * weight for total, weight in zip(sums, each, strict=True)
        ]
    top = max(sums)
    odds = [math.exp(total - top) for total in sums]
    return {
        label: odd / sum(odds) for label, odd in zip(weights.labels, odds, strict=True)
    }
