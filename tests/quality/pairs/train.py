"""Make the comparer's weights anew from the open half: ``python -m
tests.quality.pairs.train``. The same pairs give the same file."""

from __future__ import annotations

import json
import sys

import numpy as np
from numpy.typing import NDArray

from claims.evidence.compare.bearing import laid_open
from claims.evidence.compare.sentences import read_told
from claims.evidence.compare.weighing import WEIGHTS
from tests.quality.pairs import LABELS, digest, load_pairs

Matrix = NDArray[np.float64]
# Penalty on the squares of the weights, chosen by ten-fold cross-validation.
PENALTY, ROUNDS, STEP, KEEP = 0.03, 800, 0.1, 0.9


def main() -> int:
    rows, golds, names = [], [], []
    for pair in load_pairs("open"):
        found = laid_open(read_told(pair.a), read_told(pair.b)).signals
        names = list(found)
        rows.append([found[name] for name in names])
        golds.append(LABELS.index(pair.label))
    values, gold = np.array(rows), np.array(golds)
    mean, scale = values.mean(0), values.std(0) + 1e-6
    weights = fit((values - mean) / scale, gold)
    made = {
        "made_from": f"open.jsonl {digest('open')}",
        "labels": LABELS,
        "bias": rounded(weights[0]),
        "signals": {
            name: {
                "mean": round(float(mean[at]), 4),
                "scale": round(float(scale[at]), 4),
                "weights": rounded(weights[at + 1]),
            }
            for at, name in enumerate(names)
        },
    }
    WEIGHTS.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    print(f"written: {WEIGHTS.name}, {len(gold)} pairs, {len(names)} signals")
    return 0


def fit(values: Matrix, gold: NDArray[np.int64]) -> Matrix:
    """Return weights, shape (1 + signals, labels), by gradient descent with momentum."""
    known = np.hstack([np.ones((len(values), 1)), values])
    weights = np.zeros((known.shape[1], len(LABELS)))
    speed, wanted = np.zeros_like(weights), np.eye(len(LABELS))[gold]
    for _ in range(ROUNDS):
        odds = np.exp(known @ weights)
        slope = known.T @ (odds / odds.sum(1, keepdims=True) - wanted) / len(known)
        speed = KEEP * speed + slope + PENALTY * weights
        weights -= STEP * speed
    return weights


def rounded(row: Matrix) -> list[float]:
    return [round(float(value), 4) for value in row]


if __name__ == "__main__":
    sys.exit(main())
