from __future__ import annotations

import pytest

from claims.models import Claim
from tests.factories import make_approved, make_claim, make_revision, make_suggestion

pytestmark = pytest.mark.django_db

STATEMENT = {
    "kind": "statement",
    "stance": "supports",
    "who": "Harbour master",
    "when": "2026-03-02",
    "channel": "telephone",
    "basis": "on record",
    "words": "We closed it on Friday.",
}
SEARCH = {
    "kind": "search",
    "where": "Harbour archive",
    "terms": "bridge closure",
    "when": "2026-03-02",
    "directions": ["contradicts"],
}


@pytest.fixture
def claim(story, reporter):
    return make_claim(story=story, by=reporter)


@pytest.fixture
def api(as_key, reviewer):
    return as_key(reviewer)


@pytest.fixture
def revision(story):
    return make_revision("Rain fell. Traffic ran on Sunday. Nobody hurt.", story=story)


def passage(revision, **fields):
    return {
        "kind": "passage",
        "stance": "contradicts",
        "revision": str(revision.pk),
        "exact": ["Traffic ran on Sunday."],
        **fields,
    }


def add(api, claim, body, **headers):
    address = f"/api/v1/claims/{claim.pk}/evidence"
    return api.post(address, body, format="json", headers=headers)


def test_words_of_a_document_are_anchored_and_confirmed(api, claim, revision, reviewer):
    response = add(api, claim, passage(revision, speaker="A driver"))
    body = response.json()
    assert response.status_code == 201
    assert body["segments"] == [[11, 33]]
    assert body["state"] == "confirmed"
    assert body["confirmed_by"]["name"] == str(reviewer)


@pytest.mark.parametrize(
    ("body", "kind"), [(STATEMENT, "statement"), (SEARCH, "search")]
)
def test_what_is_no_passage_keeps_its_details(api, claim, body, kind):
    made = add(api, claim, body).json()
    assert made["kind"] == kind
    assert made["details"]["when"] == "2026-03-02"


def test_the_same_words_are_attached_once(api, claim, revision, problem):
    add(api, claim, passage(revision))
    problem(add(api, claim, passage(revision)), 409, "duplicate_evidence")


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({**STATEMENT, "basis": "rumour"}, "#/basis"),
        ({**STATEMENT, "when": "Friday"}, "#/when"),
        ({**SEARCH, "directions": []}, "#/directions"),
        ({**SEARCH, "colour": "red"}, "#/colour"),
        ({"kind": "rumour"}, "#/kind"),
        ({}, "#/kind"),
        ([], "#"),
    ],
)
def test_bad_evidence_is_pointed_to(api, claim, problem, body, pointer):
    found = problem(add(api, claim, body), 422, "invalid")
    assert found["errors"][0]["pointer"] == pointer


@pytest.mark.parametrize(
    "fields",
    [
        {"exact": ["Snow fell."]},
        {"segments": [[0, 10]]},
        {"segments": [[11, 9999]]},
        {"segments": [[33, 11]]},
    ],
)
def test_words_that_do_not_stand_there_are_refused(
    api, claim, revision, problem, fields
):
    problem(add(api, claim, passage(revision, **fields)), 422, "bad_evidence")


def test_a_version_may_be_named_and_then_holds(api, claim, problem):
    problem(add(api, claim, SEARCH, **{"If-Match": '"9"'}), 412, "stale_claim")
    assert add(api, claim, SEARCH, **{"If-Match": '"1"'}).status_code == 201


def test_a_suggestion_is_confirmed_with_its_stance(api, claim):
    row = make_suggestion(claim)
    address = f"/api/v1/evidence/{row.pk}/confirm"
    body = api.post(address, {"stance": "context"}, format="json").json()
    assert (body["state"], body["stance"]) == ("confirmed", "context")


def test_a_suggestion_is_rejected_and_kept(api, claim):
    row = make_suggestion(claim)
    address = f"/api/v1/evidence/{row.pk}/reject"
    body = api.post(address, {"reason": "Another bridge."}, format="json").json()
    assert (body["state"], body["note"]) == ("rejected", "Another bridge.")


def test_new_evidence_lets_an_approval_lapse(api, claim):
    make_approved(claim)
    add(api, claim, SEARCH)
    assert Claim.objects.get(pk=claim.pk).status == "proposed"
