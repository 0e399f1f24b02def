"""Two people never overwrite each other."""

from __future__ import annotations

import pytest

from claims.errors import BadClaim, StaleClaim
from claims.models import Claim
from claims.publication.service import publish, retract
from claims.review.editing import edit_claim
from claims.review.evidence import add_search, confirm_stance
from claims.review.verdicts import propose_verdict
from claims.review.workflow import act
from tests.factories import (
    make_approved,
    make_claim,
    make_published,
    make_suggestion,
    rating,
)

pytestmark = pytest.mark.django_db

SEARCH = {
    "where": "Archive",
    "terms": "x",
    "when": "2026-03-02",
    "directions": ["supports"],
}
WRITES = {
    "a move": lambda c, by, seen: act(c, "take", by=by, seen_version=seen),
    "an edit": lambda c, by, seen: edit_claim(
        c, {"claimant": "X"}, by=by, seen_version=seen
    ),
    "a search": lambda c, by, seen: add_search(
        c, details=SEARCH, by=by, seen_version=seen
    ),
    "a stance": lambda c, by, seen: confirm_stance(
        make_suggestion(c), "context", by=by, seen_version=seen
    ),
    "a verdict": lambda c, by, seen: propose_verdict(
        c, rating=rating(), finding="x", rationale="y", by=by, seen_version=seen
    ),
}


@pytest.mark.parametrize("write", WRITES)
def test_a_write_on_a_stale_version_is_refused(story, reporter, reviewer, write):
    claim = make_claim(story=story, by=reporter)
    add_search(claim, details=SEARCH, by=reporter)
    with pytest.raises(StaleClaim) as caught:
        WRITES[write](claim, reviewer, 1)
    assert caught.value.extra == {
        "seen": 1,
        "current": 2,
        "changed": ["search_recorded"],
    }
    row = Claim.objects.get(pk=claim.pk)
    assert (row.version, row.status, row.verdicts.count()) == (2, "queued", 0)


def test_publishing_and_retracting_are_guarded_alike(story, reporter, editor):
    claim = make_approved(make_claim(story=story, by=reporter))
    with pytest.raises(StaleClaim):
        publish(claim, by=editor, seen_version=claim.version - 1)
    publication = make_published(claim)
    with pytest.raises(StaleClaim):
        retract(publication, by=editor, note="x", seen_version=1)


@pytest.mark.parametrize(
    "changes", [{"status": "published"}, {"version": 9}, {"text": " "}]
)
def test_only_a_claims_own_fields_are_edited(story, reporter, changes):
    claim = make_claim(story=story, by=reporter)
    with pytest.raises(BadClaim):
        edit_claim(claim, changes, by=reporter, seen_version=1)


def test_an_edit_keeps_before_and_after(story, reporter):
    claim = make_claim(story=story, by=reporter, claimant="A")
    edit_claim(claim, {"claimant": "B", "made_on": ""}, by=reporter, seen_version=1)
    body = claim.events.last().payload.body
    assert body == {"before": {"claimant": "A"}, "after": {"claimant": "B"}}


def test_who_raised_the_risk_is_kept(story, reporter):
    claim = make_claim(story=story, by=reporter)
    edit_claim(claim, {"risk": "high"}, by=reporter, seen_version=1)
    claim.refresh_from_db()
    assert (claim.risk, claim.risk_by) == ("high", reporter)
