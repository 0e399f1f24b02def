"""Candidates survive the way through JSON."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction.base import (
    ChainLink,
    FoundCandidate,
    Quantity,
    Repeat,
    TimeRange,
)
from claims.extraction.codec import candidate_from_json, candidate_to_json
from sources.text.base import Selector

SELECTOR = Selector(((0, 5),), ("gates",))
words = st.text(max_size=12)
number = st.none() | st.floats(allow_nan=False, allow_infinity=False)
quantities = st.builds(
    Quantity, number, number, st.sampled_from(["exactly", "about", "at_least"]),
    words, words, words, words,
)  # fmt: skip
moments = st.datetimes(
    min_value=datetime(1900, 1, 1),
    max_value=datetime(2100, 1, 1),
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=4))]),
)
times = st.builds(
    TimeRange, moments, moments, st.sampled_from(["instant", "day", "month"]),
    words, words, words, words,
)  # fmt: skip
links = st.builds(ChainLink, words, st.sampled_from(["utterer", "relay"]), words, words)
repeats = st.builds(
    Repeat,
    st.sampled_from(["headline", "deck"]),
    st.just(((7, 12), (15, 20))),
    words,
)
candidates = st.builds(
    FoundCandidate,
    selector=st.just(SELECTOR),
    words=words,
    sentence=st.integers(0, 9),
    paragraph=st.integers(0, 9),
    score=st.floats(0, 1),
    score_reasons=st.lists(words, max_size=3).map(tuple),
    type=st.sampled_from(["event", "quantity"]),
    factuality=st.sampled_from(["asserted", "alleged"]),
    speaker=words,
    chain=st.lists(links, max_size=3).map(tuple),
    quote=st.sampled_from([None, "direct", "mixed"]),
    quantities=st.lists(quantities, max_size=3).map(tuple),
    event_time=st.none() | times,
    places=st.lists(words, max_size=2).map(tuple),
    actors=st.lists(words, max_size=2).map(tuple),
    agent=words,
    action=words,
    patient=words,
    negated=st.booleans(),
    reservation=words,
    also_at=st.lists(repeats, max_size=2).map(tuple),
)


@given(candidates)
def test_a_candidate_round_trips_through_json(candidate):
    stored = json.loads(json.dumps(candidate_to_json(candidate)))
    assert "selector" not in stored
    assert candidate_from_json(stored, SELECTOR) == candidate


def test_rows_without_repeats_are_read():
    found = FoundCandidate(
        SELECTOR, "gates", 0, 0, 0.5, (), "event", "asserted", "", (), None, (), None,
        (), (), "", "open", "", False, "",
    )  # fmt: skip
    stored = candidate_to_json(found)
    del stored["also_at"]
    assert candidate_from_json(stored, SELECTOR) == found


def test_a_missing_field_is_an_error():
    with pytest.raises((KeyError, TypeError)):
        candidate_from_json({"chain": [], "quantities": []}, SELECTOR)
