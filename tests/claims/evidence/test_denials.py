"""One act affirmed and denied in other words."""

import pytest

from claims.evidence.relate import relate_spans
from tests.claims.evidence.said import at, said

CALLED = (
    "it telephoned both district offices",
    {"action": "telephone", "patient": "district offices", "speaker": "Orven"},
)


def related(one, other):
    two = [
        said(words, key, doc=key, **reading)
        for key, (words, reading) in zip("ab", (one, other), strict=True)
    ]
    return next(iter(relate_spans(two)), None)


@pytest.mark.parametrize(
    "denial",
    [
        ("no district was told", {"action": "tell", "patient": "district"}),
        ("nobody at the district office had been called", {"action": "call"}),
        (
            "the operator did not warn the district",
            {"action": "warn", "patient": "district"},
        ),
    ],
)
def test_notice_given_and_not_given_conflict_whatever_the_verb(denial):
    words, reading = denial
    found = related(CALLED, (words, {"negated": True, "speaker": "mayor", **reading}))
    assert found.label == "contradicts"
    assert found.slot == "polarity:notice:district"
    assert "district was given notice" in found.reasons[0].words


@pytest.mark.parametrize(
    "other",
    [
        ("no hospital was told", {"action": "tell", "patient": "hospital"}),
        ("the district was not flooded", {"action": "flood", "patient": "district"}),
        ("they did not call off the district fair", {"action": "call off"}),
    ],
)
def test_another_receiver_or_act_is_no_conflict(other):
    words, reading = other
    found = related(CALLED, (words, {"negated": True, "speaker": "mayor", **reading}))
    assert found is None or found.label != "contradicts"


INSPECTED = {
    "action": "inspect",
    "patient": "spillway",
    "speaker": "Orven",
    "event_time": at("2030-10-01", precision="month", lasts=720),
}


@pytest.mark.parametrize(
    ("since", "conflict"), [("2029-05-01", True), ("2030-12-01", False)]
)
def test_not_since_denies_what_is_dated_within_that_time(since, conflict):
    start = at(since)
    end = at("2031-05-06")
    denied = {
        "action": "carry out",
        "patient": "inspection of the spillway",
        "negated": True,
        "speaker": "Audit Office",
        "event_time": at(
            since,
            precision="range",
            lasts=(end.start - start.start).total_seconds() / 3600,
        ),
    }
    found = related(
        ("the spillway was inspected in October 2030", INSPECTED),
        ("the inspection of the spillway was not carried out since then", denied),
    )
    assert (found is not None and found.label == "contradicts") is conflict
