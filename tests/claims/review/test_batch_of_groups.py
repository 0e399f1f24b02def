"""Many rows of triage are decided as one is, previewed, and taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from claims.models import CandidateGroup, Claim, TriagePlace
from claims.review import batch, triage
from tests.factories import make_group

pytestmark = pytest.mark.django_db


@pytest.fixture
def groups(story):
    return [make_group(story=story) for _ in range(3)]


def done(kind, rows, by, **data):
    made = batch.preview(kind, rows, by=by, data=data)
    return batch.start(made, by=by)


LATER = timezone.now() + timedelta(days=3)


@pytest.mark.parametrize(
    ("kind", "data", "action"),
    [
        ("triage_dismiss", {"reason": "Opinion"}, "dismiss"),
        ("triage_snooze", {"until": LATER.isoformat(), "reason": ""}, "snooze"),
        ("triage_said", {}, "accept"),
    ],
)
def test_all_are_decided_and_all_are_taken_back(groups, reviewer, kind, data, action):
    made = done(kind, CandidateGroup.objects.all(), reviewer, **data)
    assert (made.done, made.failed) == (3, 0)
    rows = CandidateGroup.objects.select_related("decision")
    assert {row.decision.action for row in rows} == {action}
    batch.undo(made, by=reviewer)
    assert not CandidateGroup.objects.exclude(decision=None).exists()
    assert TriagePlace.objects.count() == 3


def test_accepted_as_said_they_are_claims_that_it_was_said(groups, reviewer):
    done("triage_said", CandidateGroup.objects.all(), reviewer)
    assert set(Claim.objects.values_list("level", flat=True)) == {"said"}


def test_the_preview_counts_out_what_is_decided_or_held(groups, reviewer, editor):
    triage.dismiss(groups[0], reason="Opinion", by=reviewer)
    triage.take_lease(groups[1], by=editor)
    made = batch.preview(
        "triage_dismiss",
        CandidateGroup.objects.all(),
        by=reviewer,
        data={"reason": "Background"},
    )
    assert (made.total, made.skipped) == (3, 2)
    codes = {row["code"] for row in batch.refusals(made)}
    assert codes == {"already_decided", "leased_by_another"}


def test_a_reporter_and_an_outsider_decide_nothing(groups, reporter, outsider):
    rows = CandidateGroup.objects.all()
    for person in (reporter, outsider):
        made = done("triage_dismiss", rows, person, reason="Opinion")
        assert made.done == 0
    assert not rows.exclude(decision=None).exists()
