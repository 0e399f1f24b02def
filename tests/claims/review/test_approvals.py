from __future__ import annotations

import pytest
from django.db import IntegrityError, connection

from claims.errors import GuardFailed, NotAllowed
from claims.models import Approval, Claim
from claims.review.approvals import Standing, add_approval, is_approved
from claims.review.editing import edit_claim
from claims.review.evidence import edit_evidence, reject_evidence
from claims.review.triage import attach
from claims.review.workflow import act
from tests.factories import (
    make_approved,
    make_candidate,
    make_claim,
    make_evidence,
    make_group,
    make_member,
    make_search,
    make_suggestion,
    make_verdict,
    rating,
)
from workbench.accounts.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(story, reporter):
    return make_claim(story=story, by=reporter)


def status_of(claim):
    return Claim.objects.get(pk=claim.pk).status


def approve(claim, by, **extra):
    version = Claim.objects.get(pk=claim.pk).version
    return act(claim, "approve", by=by, seen_version=version, **extra)


def test_the_server_refuses_an_own_approval(claim, editor):
    make_verdict(claim, by=editor)
    with pytest.raises(GuardFailed) as caught:
        approve(claim, editor)
    assert caught.value.extra["failed"] == ["second_reader_differs"]


def test_the_database_refuses_an_own_approval(claim, editor):
    make_verdict(claim, by=editor)
    with pytest.raises(IntegrityError, match="approval_by_another"):
        add_approval(claim, by=editor)


def test_the_database_refuses_a_false_author(claim, editor, reviewer):
    verdict = make_verdict(claim, by=editor)
    Approval.objects.create(
        claim=claim, verdict=verdict, verdict_by=reviewer, by=editor, digest="x"
    )
    with pytest.raises(IntegrityError, match="approval_names_the_author"):
        connection.check_constraints()


def test_an_admin_approves_nothing(claim, admin):
    make_verdict(claim)
    with pytest.raises(NotAllowed):
        approve(claim, admin)


CHANGES = {
    "words attached": lambda c, by: attach(
        make_group(make_candidate(story=c.story, speaker=c.claimant)), c, by=by
    ),
    "evidence added": lambda c, by: make_evidence(c, by=by),
    "search recorded": lambda c, by: make_search(c, by=by),
    "evidence rejected": lambda c, by: reject_evidence(confirmed(c), by=by),
    "evidence withheld": lambda c, by: edit_evidence(
        confirmed(c), by=by, note="", disclosure="withheld"
    ),
    "words edited": lambda c, by: edit(c, by, normalized_text="Other words."),
    "claimant edited": lambda c, by: edit(c, by, claimant="Somebody else"),
    "tags edited": lambda c, by: edit(c, by, tags=["rail"]),
    "risk raised": lambda c, by: edit(c, by, risk="high"),
}


def confirmed(claim):
    return claim.evidence.filter(state="confirmed").first()


def edit(claim, by, **fields):
    row = Claim.objects.get(pk=claim.pk)
    edit_claim(row, fields, by=by, seen_version=row.version)


@pytest.mark.parametrize("change", CHANGES)
def test_an_approval_lapses_when_what_was_read_changes(claim, reviewer, change):
    make_approved(claim)
    CHANGES[change](claim, reviewer)
    assert status_of(claim) == "proposed"
    approval = claim.approvals.get()
    assert approval.voided_at is not None
    assert approval.void_reason
    assert claim.events.last().kind == "approval_lapsed"


def test_a_suggestion_alone_lapses_nothing(claim):
    make_approved(claim)
    make_suggestion(claim)
    assert status_of(claim) == "approved"


def test_high_risk_needs_two_who_agree(story, reporter, second_reader, editor):
    claim = make_claim(story=story, by=reporter, risk="high")
    make_verdict(claim)
    assert approve(claim, second_reader).status == "proposed"
    assert approve(claim, editor).status == "approved"


def test_a_reading_that_differs_is_no_approval(story, reporter, second_reader, editor):
    claim = make_claim(story=story, by=reporter, risk="high")
    make_verdict(claim)
    approve(claim, second_reader, blind=True, own_rating=rating("mixed"))
    settled = act(
        claim,
        "adjudicate",
        by=editor,
        seen_version=Claim.objects.get(pk=claim.pk).version,
        note="The log is plain.",
    )
    assert settled.status == "proposed"  # the adjudicator is one of two
    third = make_member(story.team, Role.SECOND_READER)
    assert approve(claim, third).status == "approved"


def test_nobody_reads_twice(claim, story, reporter, second_reader):
    claim = make_claim(story=story, by=reporter, risk="high")
    make_verdict(claim)
    approve(claim, second_reader)
    with pytest.raises(GuardFailed) as caught:
        approve(claim, second_reader)
    assert caught.value.extra["failed"] == ["not_approved_yet"]


def test_a_new_verdict_starts_without_approvals(claim, editor):
    make_approved(claim)
    version = Claim.objects.get(pk=claim.pk).version
    act(claim, "send_back", by=editor, seen_version=version, note="Again.")
    make_verdict(Claim.objects.get(pk=claim.pk))
    assert not is_approved(claim)


def test_the_digest_stands_as_long_as_nothing_changes(claim):
    make_verdict(claim)
    assert Standing(claim).digest == Standing(Claim.objects.get(pk=claim.pk)).digest
