"""Before a finding goes out: the page that shows it, its checks, and what refuses."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from claims.models import Claim, Publication, ReviewDate, RightOfReply
from claims.review.editing import ask_blind
from claims.review.workflow import act
from tests.factories import (
    make_approved,
    make_claim,
    make_evidence,
    make_member,
    make_published,
    make_verdict,
)
from workbench.accounts.models import Role

pytestmark = pytest.mark.django_db
FINDING = "The bridge stayed open until the Sunday."


@pytest.fixture
def claim(story, reporter):
    return make_approved(
        make_claim("The bridge was closed on Friday.", story=story, by=reporter)
    )


def preview(client, claim, **query):
    return client.get(reverse("claim_preview", args=[claim.pk]), query)


def publish(client, claim, **data):
    data = {"seen_version": claim.version, **data}
    return client.post(reverse("claim_publish", args=[claim.pk]), data)


def words(response):
    return " ".join(response.content.decode().split())


def reopened(claim, editor, **anew):
    make_published(claim, by=editor)
    row = Claim.objects.get(pk=claim.pk)
    act(row, "reopen", by=editor, seen_version=row.version, note="A reader wrote.")
    row.refresh_from_db()
    make_verdict(row, **anew)
    return make_approved(row)


def test_the_finding_is_shown_as_readers_will_see_it(as_editor, claim):
    page = words(preview(as_editor, claim))
    assert FINDING in page
    assert "Nobody but the desk sees it yet" in page
    assert "all hold" in page
    assert not Publication.objects.exists()


def test_what_fails_is_listed_with_a_link_to_where_it_is_mended(as_editor, claim):
    Claim.objects.filter(pk=claim.pk).update(
        normalized_text="That it was closed is a hoax."
    )
    page = words(preview(as_editor, claim))
    assert "verdict_words_in_claim" in page
    assert f"{claim.get_absolute_url()}?open=claim_form#edit" in page


def test_it_is_published_from_there_with_the_day_to_look_again(as_editor, claim):
    day = timezone.localdate() + timedelta(days=200)
    response = publish(as_editor, claim, review_by=day.isoformat())
    assert response.status_code == 302
    assert ReviewDate.objects.get().review_by == day


def test_what_is_refused_comes_back_with_all_that_was_typed(as_editor, claim):
    Claim.objects.filter(pk=claim.pk).update(claimant="")
    response = publish(as_editor, claim, review_by="2126-05-01")
    assert response.status_code == 422
    assert 'value="2126-05-01"' in words(response)
    assert "Not published." in words(response)


def test_a_claim_changed_meanwhile_is_shown_as_it_stands(as_editor, claim, reviewer):
    make_evidence(claim, by=reviewer)
    response = publish(as_editor, claim, note="My note.")
    assert response.status_code == 409
    assert "approval_lapsed" in words(response)
    assert "My note." in words(response)


@pytest.mark.parametrize("data", [{"seen_version": "x"}, {"review_by": "soon"}])
def test_a_bad_field_is_named_and_nothing_published(as_editor, claim, data):
    assert publish(as_editor, claim, **data).status_code == 422
    assert not Publication.objects.exists()


def test_a_correction_shows_what_changes_and_whether_its_kind_covers_that(
    as_editor, claim, editor
):
    claim = reopened(claim, editor, slug="mostly-false", rationale="Another log.")
    response = as_editor.post(
        reverse("claim_preview", args=[claim.pk]),
        {"seen_version": claim.version, "correction": "typo", "note": "A comma."},
    )
    page = words(response)
    assert response.status_code == 200
    assert "What changes for readers" in page
    assert "<del>False</del>" in page
    assert "readers are told so by a change of verdict" in page
    assert "A comma." in page
    assert Publication.objects.count() == 1


def test_a_correction_goes_out_with_its_kind_and_note(as_editor, claim, editor):
    claim = reopened(claim, editor, rationale="Another log.")
    response = publish(as_editor, claim, correction="update", note="Another log.")
    assert response.status_code == 302
    newest = Publication.objects.get(version=2)
    assert (newest.correction, newest.note) == ("update", "Another log.")


def test_the_day_promised_before_is_offered_again(as_editor, claim, editor):
    day = timezone.localdate() + timedelta(days=90)
    claim = reopened(claim, editor)
    ReviewDate.objects.create(
        record=Publication.objects.get().record,
        claim=claim,
        review_by=day,
        set_by=editor,
    )
    assert f'value="{day.isoformat()}"' in words(preview(as_editor, claim))


def test_who_may_not_publish_sees_it_without_the_form(as_reviewer, claim):
    page = words(preview(as_reviewer, claim))
    assert FINDING in page
    assert "Publish now" not in page


def test_a_blind_reader_is_led_back_and_told_nothing(client, story, reviewer):
    claim = make_claim(story=story)
    make_verdict(claim, by=reviewer)
    ask_blind(claim, by=reviewer, seen_version=claim.version)
    client.force_login(make_member(story.team, Role.SECOND_READER))
    response = preview(client, claim)
    assert response.status_code == 302
    assert FINDING.encode() not in response.content


def test_a_claim_without_a_verdict_has_nothing_to_show(as_editor, story):
    page = words(preview(as_editor, make_claim(story=story)))
    assert "Nothing to show yet" in page


@pytest.mark.parametrize("rows", [1, 12])
def test_the_preview_asks_the_same_however_much_evidence_there_is(
    as_editor, claim, reviewer, rows, django_assert_max_num_queries
):
    for _ in range(rows):
        make_evidence(claim, by=reviewer)
    with django_assert_max_num_queries(24):
        preview(as_editor, claim)


def test_the_right_of_reply_is_recorded_on_the_claim(as_editor, story, client):
    claim = make_claim(story=story)
    address = reverse("claim_reply", args=[claim.pk])
    data = {
        "seen_version": claim.version,
        "asked": "Port authority",
        "asked_on": "2026-03-01",
    }
    assert as_editor.post(address, data).status_code == 302
    page = words(as_editor.get(claim.get_absolute_url()))
    assert "Port authority was asked on" in page
    claim.refresh_from_db()
    wrong = {**data, "seen_version": claim.version, "words": "No comment."}
    response = as_editor.post(address, wrong)
    assert response.status_code == 422
    assert "No comment." in words(response)
    taken = {"withdraw": "on", "seen_version": claim.version}
    assert as_editor.post(address, taken).status_code == 302
    assert not RightOfReply.objects.exists()


def test_the_day_is_moved_from_the_claim(as_editor, claim, editor):
    make_published(claim, by=editor)
    claim = Claim.objects.get(pk=claim.pk)
    day = timezone.localdate() + timedelta(days=30)
    address = reverse("claim_review_date", args=[claim.pk])
    data = {"seen_version": claim.version, "review_by": day.isoformat(), "note": "x"}
    assert as_editor.post(address, data).status_code == 302
    assert ReviewDate.objects.get().review_by == day
    response = as_editor.post(address, {**data, "review_by": "2020-01-01"})
    assert response.status_code == 422
