"""From readings of sentences that no encoder had seen to the blend that ships."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from claims.extraction.worthiness.blend import Blend, Line
from claims.training.checkworthy.data import FOLDS, Example
from claims.training.checkworthy.measures import best_threshold, f1, sigmoid

Numbers = NDArray[np.float64]
DIGITS = 4
# The rules' say beside the model when clauses are ranked. Fitted to debates it would be
# less: they hold no casualties, few clocks and few named speakers, which rules rank
# best. This much costs little there and orders news as rules do.
RULES = 0.45


def fit_lines(
    examples: Sequence[Example], readings: Numbers, totals: Numbers
) -> tuple[Blend, dict[str, float]]:
    """Return the blend, and the F1 of its lines for sentences out of fold.

    ``examples`` are debates alone: own sentences are picked by hand, so a share among
    them means nothing. ``readings`` and ``totals`` belong to them one by one.
    """
    labels = np.array([one.label for one in examples], dtype=float)
    folds = np.array([one.fold for one in examples])
    none = np.zeros(len(labels))
    both = np.column_stack([readings, totals])
    sentences, sentences_f1 = fit_line(both, none, labels, folds)
    clauses, _ = fit_line(readings[:, None], RULES * totals, labels, folds)
    alone, alone_f1 = fit_line(totals[:, None], none, labels, folds)
    blend = Blend(
        sentences=Line(*sentences),
        clauses=Line(clauses[0], RULES, *clauses[1:]),
        rules_alone=Line(0.0, *alone),
    )
    return blend, {"with the model": sentences_f1, "rules alone": alone_f1}


def fit_line(
    columns: Numbers, offset: Numbers, labels: Numbers, folds: NDArray[np.int64]
) -> tuple[list[float], float]:
    """Return slopes, bias and threshold, and the F1 of lines that skip a fold.

    The threshold is the one that suits those lines best: each row is judged by a line
    that has not seen it.
    """
    shares = np.zeros(len(labels))
    for fold in range(FOLDS):
        held = folds == fold
        found = fit_logistic(columns[~held], offset[~held], labels[~held])
        shares[held] = sigmoid(_with_bias(columns[held]) @ found + offset[held])
    threshold = round(best_threshold(shares, labels), DIGITS)
    found = fit_logistic(columns, offset, labels)
    told = [round(float(one), DIGITS) for one in found]
    return [*told, threshold], f1(shares >= threshold, labels)


def fit_logistic(columns: Numbers, offset: Numbers, labels: Numbers) -> Numbers:
    """Return the coefficients of a logistic regression, the bias last.

    ``columns`` has shape ``(examples, features)``; ``offset`` is added to each logit
    as it is. Newton's method with a ridge too small to matter but where the labels are
    parted without a mistake.
    """
    rows = _with_bias(columns)
    found = np.zeros(rows.shape[1])
    ridge = 1e-3 * np.eye(rows.shape[1])
    for _ in range(30):
        share = sigmoid(rows @ found + offset)
        slope = rows.T @ (share - labels) + ridge @ found
        bend = (rows * (share * (1 - share))[:, None]).T @ rows + ridge
        step = np.linalg.solve(bend, slope)
        found -= step
        if np.abs(step).max() < 1e-8:
            break
    return found


def _with_bias(columns: Numbers) -> Numbers:
    return np.column_stack([columns, np.ones(len(columns))])
