"""A finding whose claim was merged away points to the one that took its place."""

from __future__ import annotations

import pytest

from claims.models import Change, Claim
from claims.publication.merged import successor_of
from claims.review.merging import merge_claims
from claims.review.workflow import act
from tests.factories import make_approved, make_claim, make_published, make_verdict

pytestmark = pytest.mark.django_db


def reopened(finding, editor):
    claim = Claim.objects.get(pk=finding.claim_id)
    act(claim, "reopen", by=editor, seen_version=claim.version, note="A duplicate.")
    return Claim.objects.get(pk=claim.pk)


def merged(old, into, editor):
    claim = reopened(old, editor)
    return merge_claims(
        claim, into, by=editor, reason="One matter.", seen_version=claim.version
    )


def merges():
    return list(
        Change.objects.filter(kind="merge")
        .order_by("id")
        .values_list("record", "superseded_by")
    )


def test_it_is_told_when_the_survivor_goes_out_and_only_once(story, editor):
    old = make_published(make_claim(story=story), by=editor)
    survivor = merged(old, make_claim(story=story), editor)
    assert merges() == []
    assert successor_of(old.record) is None
    new = make_published(Claim.objects.get(pk=survivor.pk), by=editor)
    assert merges() == [(old.record, new.record)]
    assert successor_of(old.record) == new
    claim = reopened(new, editor)
    make_verdict(claim, rationale="Another log.")
    make_published(make_approved(claim), correction="update", note="Another log.")
    assert merges() == [(old.record, new.record)]
    assert successor_of(old.record).version == 2


def test_a_chain_of_merges_leads_to_the_last(story, editor):
    first = make_published(make_claim(story=story), by=editor)
    second = make_published(
        Claim.objects.get(pk=merged(first, make_claim(story=story), editor).pk),
        by=editor,
    )
    last = merged(second, make_claim(story=story), editor)
    third = make_published(Claim.objects.get(pk=last.pk), by=editor)
    assert successor_of(first.record) == third
    assert successor_of(second.record) == third


def test_a_duplicate_that_was_never_published_is_told_to_nobody(
    story, reviewer, editor
):
    row = make_claim(story=story)
    merge_claims(
        row,
        survivor := make_claim(story=story),
        by=reviewer,
        reason="One matter.",
        seen_version=row.version,
    )
    make_published(Claim.objects.get(pk=survivor.pk), by=editor)
    assert merges() == []
