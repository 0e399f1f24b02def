from __future__ import annotations

import hashlib
import json

import pytest
from django.db import IntegrityError

from claims.errors import GuardFailed, NotAllowed
from claims.models import Change, Claim, Publication
from claims.publication.service import publish, retract
from claims.review.evidence import edit_evidence
from claims.review.record import canonical
from claims.review.workflow import act
from tests.factories import (
    make_approved,
    make_claim,
    make_corrected,
    make_evidence,
    make_member,
    make_published,
    make_search,
    make_verdict,
)
from workbench.accounts.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(story, reporter):
    return make_claim("The bridge was closed on Friday.", story=story, by=reporter)


def body_of(publication):
    return json.loads(publication.body)


def test_publishing_freezes_and_announces(claim, editor):
    publication = make_published(claim, by=editor)
    assert publication.version == 1
    assert Claim.objects.get(pk=claim.pk).status == "published"
    change = Change.objects.get()
    assert (change.kind, change.record, change.digest) == (
        "upsert",
        publication.record,
        publication.digest,
    )


def test_the_body_is_canonical_and_the_digest_is_its_own(claim):
    publication = make_published(claim)
    assert canonical(body_of(publication)).decode() == publication.body
    assert hashlib.sha256(publication.body.encode()).hexdigest() == publication.digest


def test_the_snapshot_says_all_a_reader_needs(claim, settings):
    body = body_of(make_published(claim))
    assert body["claim"]["claimant"] == "Port authority"
    assert body["claim"]["appearances"] == [
        {"heard_where": "Briefing at the town hall", "heard_on": "2026-03-01"}
    ]
    assert body["rating"]["slug"] == "false"
    assert body["checked_by"] == 2
    assert body["evidence"][0]["quote"]
    assert body["evidence"][0]["selector"][0]["type"] == "TextPositionSelector"
    assert body["searches"][0]["where"] == "Harbour archive"
    assert body["origins"]["independent"] == 1
    assert body["versions"][1]["stance"] == "contradicts"
    assert body["licence"] == settings.LICENCE_LINE


def test_what_is_withheld_is_counted_and_nowhere_told(claim, reviewer):
    make_evidence(claim, by=reviewer)
    secret = make_evidence(claim, "The guard saw it himself.", by=reviewer)
    edit_evidence(secret, by=reviewer, note="Our secret.", disclosure="withheld")
    make_search(claim, by=reviewer)
    publication = make_published(claim)
    assert body_of(publication)["withheld"] == 1
    assert "guard saw" not in publication.body
    assert "Our secret" not in publication.body


def test_what_is_described_shows_our_note_alone(claim, reviewer):
    row = make_evidence(
        claim, "The guard saw it himself.", by=reviewer, speaker="Guard"
    )
    edit_evidence(row, by=reviewer, note="A person on duty.", disclosure="described")
    make_search(claim, by=reviewer)
    publication = make_published(claim)
    assert body_of(publication)["evidence"][0]["note"] == "A person on duty."
    assert "guard saw" not in publication.body


def test_a_correction_is_a_successor_and_the_first_version_stays(claim):
    first = make_published(claim)
    second = make_corrected(first, kind="update", note="New log.")
    assert (second.record, second.version) == (first.record, 2)
    assert second.slug == first.slug
    assert second.supersedes == first
    corrections = body_of(second)["corrections"]
    assert [(c["version"], c["kind"], c["note"]) for c in corrections] == [
        (2, "update", "New log.")
    ]
    assert body_of(second)["first_published_at"] == body_of(first)["published_at"]
    first.refresh_from_db()
    assert body_of(first)["corrections"] == []
    assert list(Change.objects.order_by("id").values_list("kind", flat=True)) == [
        "upsert",
        "correction",
    ]


def test_a_reopened_finding_stays_published_meanwhile(claim, editor):
    publication = make_published(claim)
    row = Claim.objects.get(pk=claim.pk)
    act(row, "reopen", by=editor, seen_version=row.version, note="A reader wrote.")
    assert not Publication.objects.filter(supersedes=publication).exists()


@pytest.mark.parametrize(
    ("fields", "failed"),
    [
        ({}, "correction_is_typed"),
        ({"correction": "retraction", "note": "x"}, "correction_is_typed"),
        ({"correction": "typo"}, "correction_is_noted"),
    ],
)
def test_a_correction_says_what_kind_and_why(claim, editor, fields, failed):
    make_published(claim)
    row = Claim.objects.get(pk=claim.pk)
    act(row, "reopen", by=editor, seen_version=row.version, note="A reader wrote.")
    make_verdict(claim, rationale="The harbour's log shows traffic until noon.")
    row = make_approved(claim)
    with pytest.raises(GuardFailed) as caught:
        publish(row, by=editor, seen_version=row.version, **fields)
    assert failed in caught.value.extra["failed"]


def test_a_retraction_is_public_and_last(claim, story):
    publication = make_published(claim)
    other = make_member(story.team, Role.EDITOR)
    last = retract(publication, by=other, note="The log was forged.")
    assert (last.version, last.retracted) == (2, True)
    body = body_of(last)
    assert body["retracted"] is True
    assert body["finding"] == body_of(publication)["finding"]
    assert body["corrections"][-1]["note"] == "The log was forged."
    assert Claim.objects.get(pk=claim.pk).status == "retracted"
    assert Change.objects.order_by("id").last().kind == "retraction"


def test_nobody_retracts_alone_or_without_a_reason(claim, story, editor):
    publication = make_published(claim, by=editor)
    with pytest.raises(GuardFailed) as caught:
        retract(publication, by=editor, note="x")
    assert caught.value.extra["failed"] == ["second_person_retracts"]
    with pytest.raises(GuardFailed) as caught:
        retract(publication, by=make_member(story.team, Role.EDITOR), note="")
    assert caught.value.extra["failed"] == ["reason_is_given"]


@pytest.mark.parametrize("person", ["reviewer", "second_reader", "admin", "outsider"])
def test_only_the_teams_editors_publish(claim, person, request):
    row = make_approved(claim)
    with pytest.raises(NotAllowed):
        publish(row, by=request.getfixturevalue(person), seen_version=row.version)
    assert not Publication.objects.exists()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("It is false that the bridge was closed.", "without “false”"),
        ("x" * 401, "Shorten the claim"),
    ],
)
def test_what_fails_the_export_checks_stays(story, reporter, editor, text, fault):
    row = make_approved(make_claim(text, story=story, by=reporter))
    with pytest.raises(GuardFailed, match=fault):
        publish(row, by=editor, seen_version=row.version)
    assert Claim.objects.get(pk=row.pk).status == "approved"
    assert not Change.objects.exists()


def test_publications_are_insert_only(claim):
    publication = make_published(claim)
    with pytest.raises(IntegrityError, match="insert-only"):
        Publication.objects.filter(pk=publication.pk).update(body="{}")


def test_slugs_are_plain_words_with_the_number(story, reporter):
    claim = make_claim("Größe: 14 m³ & “more”!", story=story, by=reporter)
    publication = make_published(claim)
    assert publication.slug == f"{claim.number}-groe-14-m3-more"
