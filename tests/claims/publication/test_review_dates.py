"""When a finding is to be looked at again: promised, moved, and told once."""

from __future__ import annotations

from datetime import timedelta

import orjson
import pytest
from django.utils import timezone

from claims.errors import BadReviewDate, NotAllowed, StaleClaim
from claims.models import (
    Assignment,
    Change,
    Claim,
    Notification,
    Publication,
    ReviewDate,
    ReviewEvent,
)
from claims.publication.review_dates import (
    handle_stale,
    is_stale,
    move_review_date,
    review_dates,
    reviewed,
)
from claims.publication.service import retract
from tests.factories import make_claim, make_corrected, make_member, make_published
from workbench.accounts.models import Role

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
SOON, LATER = TODAY + timedelta(days=30), TODAY + timedelta(days=300)


@pytest.fixture
def finding(story, reporter, editor):
    claim = make_claim("The bridge was closed on Friday.", story=story, by=reporter)
    return make_published(claim, by=editor, review_by=SOON)


def come(finding):
    """The day has come."""
    ReviewDate.objects.filter(record=finding.record).update(review_by=TODAY)


def round_by_the_clock():
    handle_stale(None, None)()


def test_the_day_is_moved_without_a_new_version(finding, editor):
    move_review_date(finding.claim, LATER, by=editor, note="Looked at it: it stands.")
    assert review_dates([finding.record]) == {finding.record: LATER}
    assert Publication.objects.count() == 1
    assert Change.objects.count() == 1
    body = orjson.loads(Publication.objects.get().body)
    assert body["review_by"] == SOON.isoformat()
    event = ReviewEvent.objects.get(kind="review_date_moved")
    assert event.payload.body["after"]["note"] == "Looked at it: it stands."


def test_the_day_is_taken_away(finding, editor):
    move_review_date(finding.claim, None, by=editor, note="The inquiry has ended.")
    assert review_dates([finding.record]) == {finding.record: None}
    assert reviewed([orjson.loads(finding.body)])[0]["review_by"] is None
    round_by_the_clock()
    assert not Assignment.objects.filter(kind="look_again").exists()


def test_readers_are_shown_the_day_that_holds_now(finding, editor, client):
    body = orjson.loads(finding.body)
    assert reviewed([body])[0]["review_by"] == SOON.isoformat()
    move_review_date(finding.claim, LATER, by=editor, note="It stands.")
    assert reviewed([body])[0]["review_by"] == LATER.isoformat()
    ReviewDate.objects.update(review_by=TODAY - timedelta(days=1))
    for address in (finding.get_absolute_url(), "/findings/"):
        assert "out of date" in client.get(address).content.decode().lower()
    versions = client.get(f"/api/v1/facts/{finding.record}/versions").json()
    assert versions["stale"] is True
    assert versions["review_by"] == (TODAY - timedelta(days=1)).isoformat()


@pytest.mark.parametrize(
    ("review_by", "note"), [(TODAY, "x"), (TODAY - timedelta(days=1), "x"), (SOON, " ")]
)
def test_a_day_is_ahead_and_moved_for_a_reason(finding, editor, review_by, note):
    with pytest.raises(BadReviewDate):
        move_review_date(finding.claim, review_by, by=editor, note=note)


def test_only_editors_move_it_and_never_what_they_did_not_read(
    finding, editor, reviewer, story
):
    with pytest.raises(NotAllowed):
        move_review_date(finding.claim, LATER, by=reviewer, note="x")
    with pytest.raises(StaleClaim):
        move_review_date(finding.claim, LATER, by=editor, note="x", seen_version=1)
    with pytest.raises(BadReviewDate):
        move_review_date(make_claim(story=story), LATER, by=editor, note="x")


def test_a_retracted_finding_is_looked_at_no_more(finding, story, editor):
    other = make_member(story.team, Role.EDITOR)
    last = retract(finding, by=other, note="The log was forged.")
    assert review_dates([finding.record]) == {}
    assert orjson.loads(last.body)["review_by"] is None
    with pytest.raises(BadReviewDate):
        move_review_date(finding.claim, LATER, by=editor, note="x")


def test_a_correction_promises_anew(finding):
    make_corrected(finding)
    assert review_dates([finding.record]) == {}


@pytest.mark.parametrize(
    ("review_by", "stale"),
    [(None, False), (SOON, False), (TODAY, False), (TODAY - timedelta(days=1), True)],
)
def test_it_is_stale_once_the_day_has_gone_by(review_by, stale):
    assert is_stale(review_by) is stale


def test_when_the_day_comes_people_are_told_once_and_a_task_waits(
    finding, editor, outsider
):
    round_by_the_clock()
    assert not Assignment.objects.filter(kind="look_again").exists()
    come(finding)
    round_by_the_clock()
    round_by_the_clock()
    task = Assignment.objects.get(kind="look_again")
    assert (task.claim, task.team, task.by) == (
        finding.claim,
        finding.claim.story.team,
        None,
    )
    assert task.from_whom == "the calendar"
    told = Notification.objects.filter(event="stale")
    assert told.filter(user=editor).count() == 1
    assert not told.filter(user=outsider).exists()


def test_another_day_is_told_anew(finding, editor):
    come(finding)
    round_by_the_clock()
    move_review_date(finding.claim, SOON, by=editor, note="Once more.")
    come(finding)
    round_by_the_clock()
    assert Assignment.objects.filter(kind="look_again").count() == 2


def test_a_merged_claims_finding_is_left_to_its_survivor(finding, story):
    come(finding)
    Claim.objects.filter(pk=finding.claim_id).update(
        merged_into=make_claim(story=story)
    )
    round_by_the_clock()
    assert not Assignment.objects.filter(kind="look_again").exists()
