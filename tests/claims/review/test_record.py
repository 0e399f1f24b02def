from __future__ import annotations

import pytest
from django.db import IntegrityError, connection

from claims.models import ReviewEvent
from claims.review.record import GENESIS, canonical, record, verify
from tests.factories import make_claim, make_evidence, make_search

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(story, reporter, reviewer):
    made = make_claim(story=story, by=reporter)
    make_evidence(made, by=reviewer)
    make_search(made, by=reviewer)
    return made


def tamper(sql, *values):
    """Write as a superuser who switches the triggers off."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE claims_reviewevent DISABLE TRIGGER USER")
        cursor.execute(sql, values)
        cursor.execute("ALTER TABLE claims_reviewevent ENABLE TRIGGER USER")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def test_the_chain_verifies(claim):
    events = list(claim.events.order_by("seq"))
    assert [e.seq for e in events] == [1, 2, 3]
    assert events[0].previous == GENESIS
    assert [e.previous for e in events[1:]] == [e.hash for e in events[:-1]]
    assert list(verify(claim)) == []


@pytest.mark.parametrize(
    ("sql", "seq", "what"),
    [
        (
            "UPDATE claims_reviewevent SET kind = 'x' WHERE claim_id = %s AND seq = 2",
            2,
            "the event was altered",
        ),
        (
            "UPDATE claims_reviewevent SET at = at + interval '1 second' "
            "WHERE claim_id = %s AND seq = 1",
            1,
            "the event was altered",
        ),
        (
            "UPDATE claims_eventpayload SET body = '{\"after\": 1}' WHERE event_id = "
            "(SELECT id FROM claims_reviewevent WHERE claim_id = %s AND seq = 2)",
            2,
            "its payload was altered",
        ),
    ],
)
def test_tampering_is_found_where_it_was_done(claim, sql, seq, what):
    tamper(sql, claim.pk)
    first = next(iter(verify(claim)))
    assert (first.seq, first.what) == (seq, what)


def test_a_removed_event_is_found(claim):
    event = claim.events.get(seq=2)
    tamper("DELETE FROM claims_eventpayload WHERE event_id = %s", event.pk)
    tamper("DELETE FROM claims_reviewevent WHERE id = %s", event.pk)
    assert next(iter(verify(claim))).what == "an event is missing before this"


def test_a_payload_may_be_erased_and_the_chain_stands(claim):
    claim.events.get(seq=2).payload.delete()
    assert list(verify(claim)) == []


@pytest.mark.parametrize("write", ["update", "delete"])
def test_events_are_insert_only(claim, write):
    rows = ReviewEvent.objects.filter(claim=claim)
    with pytest.raises(IntegrityError, match="insert-only"):
        rows.update(kind="x") if write == "update" else rows._raw_delete(rows.db)


def test_one_number_is_given_once(claim, reviewer):
    last = claim.events.last()
    twin = ReviewEvent(
        claim=claim, seq=last.seq, kind="x", by=reviewer, at=last.at, digest="", hash=""
    )
    with pytest.raises(IntegrityError, match="event_seq_once"):
        twin.save()


def test_what_changed_is_kept_before_and_after(claim, reviewer):
    event = record(claim, "noted", {"a": 1}, {"a": claim.pk}, by=reviewer)
    assert event.payload.body == {"before": {"a": 1}, "after": {"a": str(claim.pk)}}


def test_canonical_json_is_the_same_for_the_same_value():
    assert canonical({"b": 1, "a": [2.0, "é"]}) == '{"a":[2,"é"],"b":1}'.encode()
