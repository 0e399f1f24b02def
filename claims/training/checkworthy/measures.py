"""F1, thresholds, calibration and intervals, by their definitions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from claims.extraction.worthiness.blend import Line

Numbers = NDArray[np.float64]
BINS = 10
RESAMPLES = 1000


@dataclass(frozen=True, slots=True)
class Measured:
    """What labelled sentences say of a line; ``low`` and ``high`` bound F1 (95 %)."""

    f1: float
    low: float
    high: float
    precision: float
    recall: float
    error: float


def measured(
    line: Line, readings: Numbers, totals: Numbers, labels: Numbers, *, seed: int
) -> Measured:
    """Measure a line on sentences; F1 of the positive class, over resampled rows.

    ``readings`` has shape ``(sentences, 2)``: the model's logits in their order.
    """
    shares = shares_of(line, readings, totals)
    guessed = shares >= line.threshold
    rng = np.random.default_rng(seed)
    drawn = [rng.integers(0, len(labels), len(labels)) for _ in range(RESAMPLES)]
    low, high = np.percentile([f1(guessed[d], labels[d]) for d in drawn], [2.5, 97.5])
    both = float((guessed & (labels == 1)).sum())
    return Measured(
        f1=f1(guessed, labels),
        low=float(low),
        high=float(high),
        precision=both / max(float(guessed.sum()), 1.0),
        recall=both / max(float(labels.sum()), 1.0),
        error=calibration_error(shares, labels),
    )


def shares_of(line: Line, readings: Numbers, totals: Numbers) -> Numbers:
    """Return what :meth:`Line.probability` says of each row."""
    slopes = np.array([line.worth, line.checkable])
    return sigmoid(readings @ slopes + line.rules * totals + line.bias)


def sigmoid(logits: Numbers) -> Numbers:
    result: Numbers = 1 / (1 + np.exp(-logits))
    return result


def f1(
    guessed: NDArray[np.bool_], labels: Numbers, weights: Numbers | None = None
) -> float:
    """Return F1 of the positive class; 0 where nothing is guessed and nothing there."""
    each = np.ones(len(labels)) if weights is None else weights
    both = float(each[guessed & (labels == 1)].sum())
    total = float(each[guessed].sum() + (each * labels).sum())
    return 2 * both / total if total else 0.0


def best_threshold(shares: Numbers, labels: Numbers, weights: Numbers) -> float:
    """Return the share from which on calling a sentence positive gives the best F1."""
    order = np.argsort(-shares)
    both = np.cumsum((weights * labels)[order])
    scores = 2 * both / (np.cumsum(weights[order]) + (weights * labels).sum())
    return float(shares[order][scores.argmax()])


def recalling(
    shares: Numbers, labels: Numbers, weights: Numbers, *, found: float
) -> float:
    """Return the highest share from which on ``found`` of the positives are found.

    A label in doubt, one half, counts as positive; all weigh alike.
    """
    del weights
    positive = np.sort(shares[labels >= 0.5])
    return float(positive[int((1 - found) * len(positive))])


def calibration_error(shares: Numbers, labels: Numbers) -> float:
    """Return the mean distance between what was said and what was so, over ten bins.

    The expected calibration error of Guo et al. 2017, with bins of equal width.
    """
    bins = np.minimum((shares * BINS).astype(int), BINS - 1)
    gaps = [
        abs(float(shares[bins == at].mean() - labels[bins == at].mean()))
        * float((bins == at).mean())
        for at in range(BINS)
        if (bins == at).any()
    ]
    return float(sum(gaps))
