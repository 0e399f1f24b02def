"""From readings of sentences that no encoder had seen to the blend that ships."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from claims.extraction.worthiness.blend import Blend, Line
from claims.training.checkworthy.data import DOUBT, FOLDS, Example
from claims.training.checkworthy.measures import (
    best_threshold,
    f1,
    recalling,
    sigmoid,
)

Numbers = NDArray[np.float64]
DIGITS = 4
# What is said beside the model's reading of worth when clauses are ranked. Fitted to
# debates it would be less: they hold no casualties, few clocks and few named speakers,
# which rules rank best, and in a debate a plain deed is seldom worth the trouble, while
# news is made of them. This much costs little there and orders news as an editor would.
RULES = 0.55
CHECKABLE = 0.6
# How many of the sentences that readers called checkable, or doubted, must be found.
# "Nothing here can be checked" closes a door: it may be wrong once in fifty times.
FOUND = 0.98


def fit_lines(
    examples: Sequence[Example],
    readings: Numbers,
    totals: Numbers,
    weights: Numbers,
) -> tuple[Blend, dict[str, float]]:
    """Return the blend, and how good its lines are for sentences out of fold.

    Each example has both labels. ``readings`` has shape ``(examples, 2)``; it,
    ``totals`` and ``weights`` belong to ``examples`` one by one. What a sentence is
    worth is learnt from debates alone: own ones are picked by hand, so a share among
    them means nothing. A crowd's yes to a sentence that holds nothing to check is
    taken for a slip.
    """
    folds = np.array([one.fold for one in examples])
    debates = np.array([not one.own for one in examples])
    can = np.array([one.checkable or 0.0 for one in examples])
    worth = np.array([one.worth for one in examples]) * (can >= DOUBT)
    none = np.zeros(len(examples))

    def fit(columns: Numbers, offset: Numbers) -> tuple[list[float], float]:
        labels, weigh = worth[debates], weights[debates]
        found, shares = fit_line(
            columns[debates],
            offset[debates],
            labels,
            weigh,
            folds[debates],
            best_threshold,
        )
        return found, f1(shares >= found[-1], labels, weigh)

    sentences, sentences_f1 = fit(np.column_stack([readings, totals]), none)
    given = RULES * totals + CHECKABLE * readings[:, 1]
    clauses, _ = fit(readings[:, :1], given)
    alone, alone_f1 = fit(totals[:, None], none)
    checkable, shares = fit_line(
        np.column_stack([readings[:, 1], totals]),
        none,
        can,
        none + 1,
        folds,
        partial(recalling, found=FOUND),
    )
    right = ((shares >= checkable[-1]) == can)[can != DOUBT].mean()
    blend = Blend(
        sentences=Line(*sentences),
        checkable=Line(0.0, *checkable),
        clauses=Line(clauses[0], CHECKABLE, RULES, *clauses[1:]),
        rules_alone=Line(0.0, 0.0, *alone),
    )
    return blend, {
        "with the model": sentences_f1,
        "rules alone": alone_f1,
        "checkable": float(right),
    }


def fit_line(
    columns: Numbers,
    offset: Numbers,
    labels: Numbers,
    weights: Numbers,
    folds: NDArray[np.int64],
    cut: Callable[[Numbers, Numbers, Numbers], float],
) -> tuple[list[float], Numbers]:
    """Return slopes, bias and threshold, and the shares by lines that skip a fold.

    The threshold is the one that suits those shares best, by ``cut``: each row is
    judged by a line that has not seen it.
    """
    shares = np.zeros(len(labels))
    for fold in range(FOLDS):
        held = folds == fold
        seen = ~held
        found = fit_logistic(columns[seen], offset[seen], labels[seen], weights[seen])
        shares[held] = sigmoid(_with_bias(columns[held]) @ found + offset[held])
    threshold = round(cut(shares, labels, weights), DIGITS)
    found = fit_logistic(columns, offset, labels, weights)
    told = [round(float(one), DIGITS) for one in found]
    return [*told, threshold], shares


def fit_logistic(
    columns: Numbers, offset: Numbers, labels: Numbers, weights: Numbers
) -> Numbers:
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
        slope = rows.T @ (weights * (share - labels)) + ridge @ found
        bend = (rows * (weights * share * (1 - share))[:, None]).T @ rows + ridge
        step = np.linalg.solve(bend, slope)
        found -= step
        if np.abs(step).max() < 1e-8:
            break
    return found


def _with_bias(columns: Numbers) -> Numbers:
    return np.column_stack([columns, np.ones(len(columns))])
