"""Right of reply: whom we asked, when, and what they answered."""

from __future__ import annotations

from datetime import date, timedelta

import orjson
import pytest
from django.utils import timezone

from claims.errors import BadReply, NotAllowed, StaleClaim, TransitionNotAllowed
from claims.models import Claim, ReviewEvent, RightOfReply
from claims.review.reply import record_reply, withdraw_reply
from tests.factories import make_approved, make_claim, make_published

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
ASKED = {"asked": "Port authority", "asked_on": date(2026, 3, 1)}
ANSWERED = {**ASKED, "answered_on": date(2026, 3, 2), "words": "We stand by it."}


@pytest.fixture
def claim(story, reporter):
    return make_claim("The bridge was closed on Friday.", story=story, by=reporter)


def test_it_is_recorded_in_the_chain_and_published(claim, reporter):
    record_reply(claim, **ANSWERED, by=reporter)
    event = ReviewEvent.objects.get(claim=claim, kind="reply_recorded")
    assert event.payload.body["after"]["words"] == "We stand by it."
    body = orjson.loads(make_published(claim).body)
    assert body["right_of_reply"] == {
        "asked": "Port authority",
        "asked_on": "2026-03-01",
        "answered": "2026-03-02",
        "words": "We stand by it.",
    }


def test_who_was_asked_and_did_not_answer_is_published_too(claim, reporter):
    record_reply(claim, **ASKED, by=reporter)
    reply = orjson.loads(make_published(claim).body)["right_of_reply"]
    assert (reply["answered"], reply["words"]) == (None, "")


def test_the_later_record_stands_and_the_chain_keeps_both(claim, reporter):
    record_reply(claim, **ASKED, by=reporter)
    record_reply(claim, **ANSWERED, by=reporter)
    assert RightOfReply.objects.get(claim=claim).words == "We stand by it."
    events = ReviewEvent.objects.filter(claim=claim, kind="reply_recorded")
    assert events.count() == 2


def test_the_same_again_changes_nothing(claim, reporter):
    record_reply(claim, **ASKED, by=reporter)
    version = Claim.objects.get(pk=claim.pk).version
    record_reply(claim, **ASKED, by=reporter)
    assert Claim.objects.get(pk=claim.pk).version == version


def test_an_answer_after_the_approval_makes_it_lapse(claim, reporter):
    row = make_approved(claim)
    record_reply(row, **ANSWERED, by=reporter)
    assert Claim.objects.get(pk=claim.pk).status == "proposed"
    assert row.approvals.get().void_reason == "reply recorded after the approval"


def test_it_is_taken_back_and_the_chain_keeps_what_it_said(claim, reporter):
    record_reply(claim, **ANSWERED, by=reporter)
    withdraw_reply(claim, by=reporter)
    assert not RightOfReply.objects.exists()
    event = ReviewEvent.objects.get(kind="reply_withdrawn")
    assert event.payload.body["before"]["words"] == "We stand by it."


@pytest.mark.parametrize(
    "wrong",
    [
        {"asked": " "},
        {"asked": "x" * 301},
        {"asked_on": TODAY + timedelta(days=1)},
        {"answered_on": date(2026, 2, 1)},
        {"words": "No comment."},
        {"answered_on": date(2026, 3, 2), "words": "x" * 5001},
        {"asked": "Port\0authority"},
    ],
)
def test_what_cannot_be_is_refused(claim, reporter, wrong):
    with pytest.raises(BadReply):
        record_reply(claim, **(ASKED | wrong), by=reporter)
    assert not RightOfReply.objects.exists()


def test_strangers_stale_readers_and_published_claims_are_refused(
    claim, reporter, outsider
):
    with pytest.raises(NotAllowed):
        record_reply(claim, **ASKED, by=outsider)
    with pytest.raises(StaleClaim):
        record_reply(claim, **ASKED, by=reporter, seen_version=99)
    make_published(claim)
    with pytest.raises(TransitionNotAllowed):
        record_reply(claim, **ASKED, by=reporter)
