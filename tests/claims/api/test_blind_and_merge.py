"""Asking for a blind read, and making two claims one, by program."""

from __future__ import annotations

import pytest

from tests.factories import make_claim, make_verdict

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(story, reviewer):
    return make_claim(story=story, by=reviewer)


def post(client, claim, name, body=None, tag=None):
    headers = {"If-Match": tag or f'"{claim.version}"'}
    address = f"/api/v1/claims/{claim.pk}/{name}"
    return client.post(address, body or {}, format="json", headers=headers)


def test_a_blind_read_is_asked_for_and_hides_the_verdict(
    as_key, reviewer, second_reader, claim
):
    make_verdict(claim, by=reviewer)
    claim.refresh_from_db()
    made = post(as_key(reviewer), claim, "blind", {"asked": True})
    assert made.status_code == 200
    assert made["ETag"] == f'"{claim.version + 1}"'
    address = f"/api/v1/claims/{claim.pk}"
    assert as_key(second_reader).get(address).json()["verdict"] is None
    claim.refresh_from_db()
    assert post(as_key(reviewer), claim, "blind", {"asked": False}).status_code == 200
    assert as_key(second_reader).get(address).json()["verdict"]


def test_claims_are_merged_and_parted_again(as_key, reviewer, claim, story):
    into = make_claim(story=story, by=reviewer)
    body = {"into": str(into.pk), "reason": "Both say so."}
    merged = post(as_key(reviewer), claim, "merge", body)
    assert merged.json()["id"] == str(into.pk)
    claim.refresh_from_db()
    assert claim.merged_into_id == into.pk
    parted = post(as_key(reviewer), claim, "unmerge")
    assert parted.json()["id"] == str(claim.pk)
    assert parted.json()["merged_into"] is None


@pytest.mark.parametrize("name", ["blind", "merge", "unmerge"])
def test_the_version_is_needed_and_must_stand(as_key, reviewer, claim, problem, name):
    client = as_key(reviewer)
    address = f"/api/v1/claims/{claim.pk}/{name}"
    body = {"asked": True} if name == "blind" else None
    if name == "merge":
        body = {"into": str(make_claim(story=claim.story).pk), "reason": "Both."}
    problem(client.post(address, body, format="json"), 428, "precondition_required")
    if name == "unmerge":
        made = {"into": str(make_claim(story=claim.story).pk), "reason": "Both."}
        assert post(client, claim, "merge", made).status_code == 200
    problem(post(client, claim, name, body, tag='"77"'), 412, "stale_claim")


def test_a_claim_of_another_team_under_embargo_is_no_target(
    as_key, outsider, claim, embargoed_story, reporter, problem
):
    hidden = make_claim(story=embargoed_story, by=reporter)
    body = {"into": str(hidden.pk), "reason": "Both."}
    problem(post(as_key(outsider), claim, "merge", body), 404, "not_found")
    body = {"into": str(claim.pk), "reason": "Both."}
    problem(post(as_key(outsider), hidden, "merge", body), 404, "not_found")
