"""The API tells a blind second reader no more than the pages do."""

from __future__ import annotations

import pytest

from claims.models import Claim
from claims.review.editing import ask_blind
from tests.factories import make_claim, make_verdict

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(story, reporter, reviewer):
    row = make_claim(story=story, by=reporter)
    ask_blind(row, by=reviewer, seen_version=row.version)
    make_verdict(row, by=reviewer, finding="It never closed at all.")
    return Claim.objects.get(pk=row.pk)


def test_no_answer_holds_the_verdict(as_key, claim, second_reader, reviewer):
    places = (
        "/api/v1/claims",
        f"/api/v1/claims/{claim.pk}",
        f"/api/v1/claims/{claim.pk}/events",
    )
    for place in places:
        hidden = as_key(second_reader).get(place).content.decode()
        shown = as_key(reviewer).get(place).content.decode()
        assert "never closed" not in hidden
        assert '"false"' not in hidden
        assert "never closed" in shown or '"false"' in shown


def test_a_rating_of_ones_own_is_asked(as_key, claim, second_reader):
    address = f"/api/v1/claims/{claim.pk}/actions"
    match = {"If-Match": f'"{claim.version}"'}
    refused = as_key(second_reader).post(
        address, {"action": "approve"}, "json", headers=match
    )
    assert (refused.status_code, refused.json()["code"]) == (409, "blind_reading")
    body = {"action": "approve", "own_rating": "true"}
    read = as_key(second_reader).post(address, body, "json", headers=match)
    assert read.json()["verdict"]["finding"] == "It never closed at all."
