"""Lines, thresholds and measures, on numbers whose answer is known."""

import numpy as np
import pytest

from claims.extraction.worthiness.blend import Line
from claims.training.checkworthy.data import FOLDS, Example
from claims.training.checkworthy.lines import (
    CHECKABLE,
    RULES,
    fit_lines,
    fit_logistic,
)
from claims.training.checkworthy.measures import (
    best_threshold,
    calibration_error,
    f1,
    measured,
    recalling,
    shares_of,
    sigmoid,
)

RNG = np.random.default_rng(5)
READINGS = RNG.normal(size=(8000, 2)) * 2
TOTALS = RNG.normal(size=8000)
MADE = READINGS @ [1.5, CHECKABLE] + RULES * TOTALS - 1.0
LABELS = (RNG.random(8000) < sigmoid(MADE)).astype(float)
CAN = (RNG.random(8000) < sigmoid(READINGS[:, 1] + 0.5)).astype(float)
CAN = np.maximum(CAN, LABELS)  # what is worth checking can be checked


def test_a_logistic_line_finds_the_slope_that_made_the_labels():
    given = CHECKABLE * READINGS[:, 1] + RULES * TOTALS
    slope, bias = fit_logistic(READINGS[:, :1], given, LABELS, np.ones(8000))
    assert slope == pytest.approx(1.5, abs=0.1)
    assert bias == pytest.approx(-1.0, abs=0.1)


def test_the_blend_is_calibrated_on_rows_it_has_not_seen():
    examples = [
        Example(str(at), label, can, at % FOLDS, own=at % 7 == 0)
        for at, (label, can) in enumerate(zip(LABELS, CAN, strict=True))
    ]
    half = 4000
    blend, told = fit_lines(
        examples[:half], READINGS[:half], TOTALS[:half], np.ones(half)
    )
    line = blend.sentences
    assert line.rules == pytest.approx(RULES, abs=0.1)
    assert line.checkable == pytest.approx(CHECKABLE, abs=0.1)
    assert (blend.clauses.rules, blend.clauses.checkable) == (RULES, CHECKABLE)
    can = blend.checkable
    assert can.worth == 0.0
    shares = shares_of(can, READINGS[half:], TOTALS[half:])
    found = np.mean(shares[CAN[half:] == 1] >= can.threshold)
    assert found == pytest.approx(0.98, abs=0.015)
    assert 0.7 < told["checkable"] < 1.0
    seen = measured(line, READINGS[half:], TOTALS[half:], LABELS[half:], seed=1)
    assert seen.error < 0.03
    assert seen.low < seen.f1 < seen.high
    assert seen.f1 == pytest.approx(told["with the model"], abs=0.03)
    assert told["with the model"] > told["rules alone"]


def test_what_is_always_right_has_no_calibration_error():
    labels = np.array([1.0, 0.0])
    assert calibration_error(labels, labels) == 0.0
    assert calibration_error(1 - labels, labels) == 1.0


def test_nine_in_ten_said_and_seven_in_ten_so_is_an_error_of_a_fifth():
    labels = np.array([1.0] * 7 + [0.0] * 3)
    assert calibration_error(np.full(10, 0.9), labels) == pytest.approx(0.2)


def test_the_best_threshold_parts_what_can_be_parted():
    shares = np.array([0.1, 0.2, 0.6, 0.7])
    labels = np.array([0.0, 0.0, 1.0, 1.0])
    assert best_threshold(shares, labels, np.ones(4)) == 0.6


def test_a_row_that_stands_for_many_moves_the_threshold():
    shares, labels = np.array([0.8, 0.7, 0.6]), np.array([1.0, 0.0, 1.0])
    assert best_threshold(shares, labels, np.ones(3)) == 0.6
    assert best_threshold(shares, labels, np.array([1.0, 9.0, 1.0])) == 0.8


def test_a_cut_finds_the_share_of_positives_it_is_asked_for():
    shares = np.array([0.9, 0.8, 0.7, 0.4, 0.3])
    labels = np.array([1.0, 0.0, 1.0, 0.5, 1.0])
    each = np.ones(5)
    assert recalling(shares, labels, each, found=1.0) == 0.3
    assert recalling(shares, labels, each, found=0.75) == 0.4
    assert recalling(shares, labels, each, found=0.5) == 0.7


def test_f1_counts_misses_and_false_alarms_alike():
    labels = np.array([1.0, 1.0, 0.0, 0.0])
    assert f1(np.array([True, False, True, False]), labels) == 0.5
    assert f1(np.zeros(4, dtype=bool), np.zeros(4)) == 0.0


def test_precision_and_recall_belong_to_the_threshold():
    line = Line(worth=1.0, checkable=0.0, rules=0.0, bias=0.0, threshold=0.5)
    readings = np.array([[2.0, 9.0], [2.0, -9.0], [-2.0, 9.0], [-2.0, -9.0]])
    labels = np.array([1.0, 0, 1, 0])
    told = measured(line, readings, np.zeros(4), labels, seed=1)
    assert (told.precision, told.recall, told.f1) == (0.5, 0.5, 0.5)
