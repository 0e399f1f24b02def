from __future__ import annotations

import pytest

from claims.models import Approval, Claim, Publication
from tests.factories import (
    make_approved,
    make_claim,
    make_evidence,
    make_published,
    make_search,
    make_verdict,
)

pytestmark = pytest.mark.django_db
CLAIMS = "/api/v1/claims"


@pytest.fixture
def claim(story, reporter):
    return make_claim("The bridge was closed on Friday.", story=story, by=reporter)


def post(client, claim, tail, body, **headers):
    version = Claim.objects.get(pk=claim.pk).version
    return client.post(
        f"{CLAIMS}/{claim.pk}/{tail}",
        body,
        format="json",
        headers={"If-Match": f'"{version}"', **headers},
    )


def test_a_claim_goes_from_queue_to_publication(
    as_key, anonymous, claim, reviewer, second_reader, editor
):
    one, two, three = as_key(reviewer), as_key(second_reader), as_key(editor)
    assert (
        post(one, claim, "actions", {"action": "take"}).json()["status"] == "in_review"
    )
    make_evidence(claim, by=reviewer)
    make_search(claim, by=reviewer)
    proposed = post(
        one,
        claim,
        "verdicts",
        {"rating": "false", "finding": "It stayed open.", "rationale": "The log."},
    )
    assert proposed.status_code == 201
    assert proposed.json()["status"] == "proposed"
    approved = post(two, claim, "actions", {"action": "approve"})
    assert approved.json()["status"] == "approved"
    published = post(three, claim, "actions", {"action": "publish"}).json()
    record = published["publication"]["record"]
    fact = anonymous.get(f"/api/v1/facts/{record}").json()
    assert fact["finding"] == "It stayed open."
    changes = Publication.objects.filter(record=record).count()
    assert changes == 1


def test_an_own_verdict_is_not_approved(as_key, claim, second_reader, problem):
    make_verdict(claim, by=second_reader)
    response = post(as_key(second_reader), claim, "actions", {"action": "approve"})
    body = problem(response, 422, "guard_failed")
    assert body["extra"]["failed"] == ["second_reader_differs"]


def test_a_move_needs_the_version_seen(as_key, claim, reviewer, problem):
    api = as_key(reviewer)
    address = f"{CLAIMS}/{claim.pk}/actions"
    body = {"action": "take"}
    problem(api.post(address, body, format="json"), 428, "precondition_required")
    stale = api.post(address, body, format="json", headers={"If-Match": '"9"'})
    problem(stale, 412, "stale_claim")


def test_a_move_that_leads_nowhere_is_a_conflict(as_key, claim, editor, problem):
    response = post(as_key(editor), claim, "actions", {"action": "publish"})
    problem(response, 409, "transition_not_allowed")
    response = post(
        as_key(editor), claim, "actions", {"action": "retract", "note": "x"}
    )
    problem(response, 409, "transition_not_allowed")


def test_a_role_is_needed(as_key, claim, reporter, problem):
    make_verdict(claim)
    response = post(as_key(reporter), claim, "actions", {"action": "approve"})
    problem(response, 403, "not_allowed")


def test_another_teams_editor_sees_but_does_not_move(as_key, claim, outsider, problem):
    response = post(as_key(outsider), claim, "actions", {"action": "take"})
    problem(response, 403, "not_allowed")


def test_a_key_without_the_scope_does_not_move(as_key, claim, reviewer, problem):
    api = as_key(reviewer, "desk:read")
    problem(post(api, claim, "actions", {"action": "take"}), 403, "not_allowed")


def test_proposing_has_an_address_of_its_own(as_key, claim, reviewer, problem):
    response = post(as_key(reviewer), claim, "actions", {"action": "propose"})
    body = problem(response, 422, "invalid")
    assert body["errors"][0]["pointer"] == "#/action"


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"action": "take", "blind": True}, "#/blind"),
        ({"action": "take", "colour": "red"}, "#/colour"),
        ({"action": "approve", "own_rating": "sort-of"}, "#/own_rating"),
        ({}, "#/action"),
        ([], "#"),
    ],
)
def test_bad_moves_are_pointed_to(as_key, claim, second_reader, problem, body, pointer):
    response = post(as_key(second_reader), claim, "actions", body)
    assert problem(response, 422, "invalid")["errors"][0]["pointer"] == pointer


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"rating": "correctly-attributed"}, "invalid"),
        ({"finding": ""}, "invalid"),
        ({"evidence": ["0199a1de-7f0a-7cc1-a2b4-5d0a3c1f9e11"]}, "incomplete_verdict"),
    ],
)
def test_a_bad_verdict_is_refused(as_key, claim, reviewer, problem, fields, code):
    post(as_key(reviewer), claim, "actions", {"action": "take"})
    body = {"rating": "false", "finding": "No.", "rationale": "Because.", **fields}
    problem(post(as_key(reviewer), claim, "verdicts", body), 422, code)


def test_a_blind_reading_that_differs_waits_for_an_editor(
    as_key, claim, second_reader, editor, problem
):
    make_verdict(claim)
    body = {"action": "approve", "blind": True, "own_rating": "mixed"}
    response = post(as_key(second_reader), claim, "actions", body).json()
    assert response["status"] == "proposed"
    assert response["approvals"][0]["own_rating"]["slug"] == "mixed"
    plain = post(as_key(editor), claim, "actions", {"action": "approve"})
    assert problem(plain, 422, "guard_failed")["extra"]["failed"] == ["readings_agree"]
    body = {"action": "adjudicate", "note": "The log is plain."}
    settled = post(as_key(editor), claim, "actions", body)
    assert settled.json()["status"] == "approved"


def test_a_correction_is_typed_and_noted(as_key, claim, editor, problem):
    make_published(claim)
    api = as_key(editor)
    post(api, claim, "actions", {"action": "reopen", "note": "A reader wrote."})
    make_verdict(claim, rationale="A second log shows the same.")
    make_approved(claim)
    bare = post(api, claim, "actions", {"action": "publish"})
    problem(bare, 422, "guard_failed")
    body = {"action": "publish", "correction": "update", "note": "New log found."}
    done = post(api, claim, "actions", body)
    assert done.json()["publication"]["version"] == 2


def test_a_retraction_is_by_a_second_person(as_key, claim, editor, outsider, problem):
    make_published(claim, by=editor)
    body = {"action": "retract", "note": "The log was forged."}
    problem(post(as_key(editor), claim, "actions", body), 422, "guard_failed")


def test_the_same_approval_sent_twice_is_one(as_key, claim, second_reader):
    make_verdict(claim)
    api = as_key(second_reader)
    version = Claim.objects.get(pk=claim.pk).version
    headers = {"If-Match": f'"{version}"', "Idempotency-Key": "once"}
    address = f"{CLAIMS}/{claim.pk}/actions"
    body = {"action": "approve"}
    first = api.post(address, body, format="json", headers=headers)
    again = api.post(address, body, format="json", headers=headers)
    assert first.status_code == again.status_code == 200
    assert first.content == again.content
    assert Approval.objects.count() == 1


def test_an_edit_lets_an_approval_lapse(as_key, claim, reviewer):
    make_approved(claim)
    api = as_key(reviewer)
    version = Claim.objects.get(pk=claim.pk).version
    response = api.patch(
        f"{CLAIMS}/{claim.pk}",
        {"normalized_text": "The bridge was closed on 27 February."},
        format="json",
        headers={"If-Match": f'"{version}"'},
    )
    assert response.json()["status"] == "proposed"
    assert response.json()["approvals"][0]["voided_at"]
