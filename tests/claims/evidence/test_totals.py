"""Losses told in one number against losses told in parts."""

import pytest

from claims.evidence.relate import relate_spans
from tests.claims.evidence.said import count, said


def whole(number, whose="Danish"):
    words = f"{number} {whose} soldiers were killed or wounded"
    quantity = count(number, "soldier", str(number), role="killed or wounded")
    return words, {"quantities": (quantity,), "speaker": "Norwegian army"}


def parts(killed, wounded, whose="Danish"):
    words = f"{killed} {whose} soldiers were killed, {wounded} {whose} soldiers wounded"
    quantities = (
        count(killed, "soldier", str(killed), role="killed"),
        count(wounded, "soldier", f"{wounded}", role="wounded"),
    )
    return words, {"quantities": quantities, "speaker": "Danish army"}


def related(one, other):
    told = [
        said(words, key, doc=key, **reading)
        for key, (words, reading) in zip("ab", (one, other), strict=True)
    ]
    return next(iter(relate_spans(told)), None)


def test_a_whole_and_the_sum_of_its_parts_conflict_with_the_sum_shown():
    found = related(whole(70), parts(7, 10))
    assert found.label == "contradicts"
    assert "17 together" in found.reasons[0].words
    assert found.reasons[0].difference == "differ by 53"
    assert found.slot == "count:killed+wounded:person:denmark"


def test_a_whole_that_is_the_sum_is_no_conflict():
    found = related(whole(17), parts(7, 10))
    assert found is None or found.label in ("same", "supports")


@pytest.mark.parametrize("other", [parts(7, 10, "Norwegian"), whole(17, "Norwegian")])
def test_losses_of_another_side_are_not_compared(other):
    found = related(whole(70), other)
    assert found is None or found.label not in ("contradicts", "partially_contradicts")
