"""A stance model orders and softens; it never makes a conflict."""

import itertools

import pytest

from claims.evidence.base import StanceScores
from claims.evidence.stance.softening import soften

SEES = {
    "supports": StanceScores(0.9, 0.05, 0.05),
    "contradicts": StanceScores(0.05, 0.9, 0.05),
    "neutral": StanceScores(0.05, 0.05, 0.9),
    "nothing": None,
}
LABELS = ("same", "supports", "contradicts", "partially_contradicts", "look_alike")


@pytest.mark.parametrize(
    ("label", "sees", "known"), list(itertools.product(LABELS, SEES, (True, False)))
)
def test_no_conflict_is_printed_that_rules_did_not_find(label, sees, known):
    softened, score = soften(label, 0.6, SEES[sees], known=known)
    assert 0.0 <= score <= 1.0
    if label not in ("contradicts", "partially_contradicts"):
        assert softened == label
    if softened == "contradicts":
        assert label == "contradicts"


@pytest.mark.parametrize(
    ("sees", "known", "softened"),
    [
        ("neutral", False, "partially_contradicts"),
        ("supports", False, "partially_contradicts"),
        ("contradicts", False, "contradicts"),
        ("neutral", True, "contradicts"),
        ("nothing", False, "contradicts"),
    ],
)
def test_a_doubted_conflict_of_an_unknown_event_is_partial(sees, known, softened):
    assert soften("contradicts", 0.6, SEES[sees], known=known)[0] == softened


def test_what_the_model_sees_too_ranks_higher():
    ranked = [soften("supports", 0.6, SEES[sees], known=True)[1] for sees in SEES]
    assert max(ranked) == ranked[0]
    assert soften("supports", 0.6, None, known=True) == ("supports", 0.6)
