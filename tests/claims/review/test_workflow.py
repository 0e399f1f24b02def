"""One table: every status, action and role, against expectations written by hand."""

from __future__ import annotations

from itertools import product

import pytest

from claims.choices import Action, Status
from claims.errors import GuardFailed, NotAllowed, TransitionNotAllowed
from claims.models import Claim, Publication
from claims.review.approvals import add_approval
from claims.review.workflow import act, allowed_actions
from tests.factories import (
    make_claim,
    make_evidence,
    make_member,
    make_search,
    make_verdict,
    rating,
)
from workbench.accounts.models import Role

pytestmark = pytest.mark.django_db

REPORTER_UP = {"reporter", "reviewer", "second_reader", "editor"}
REVIEWER_UP = REPORTER_UP - {"reporter"}
APPROVERS = {"second_reader", "editor"}
EDITOR = {"editor"}
# (status, action): where it leads, and whose roles permit it; all else is refused.
EXPECTED = {
    ("queued", "take"): ("in_review", REPORTER_UP),
    ("queued", "dismiss"): ("dismissed", REVIEWER_UP),
    ("in_review", "release"): ("queued", REPORTER_UP),
    ("in_review", "propose"): ("proposed", REVIEWER_UP),
    ("in_review", "dismiss"): ("dismissed", REVIEWER_UP),
    ("proposed", "send_back"): ("in_review", APPROVERS),
    ("proposed", "approve"): ("approved", APPROVERS),
    ("proposed", "adjudicate"): ("approved", EDITOR),
    ("approved", "send_back"): ("in_review", APPROVERS),
    ("approved", "publish"): ("published", EDITOR),
    ("published", "reopen"): ("in_review", EDITOR),
    ("published", "retract"): ("retracted", EDITOR),
    ("dismissed", "restore"): ("queued", REVIEWER_UP),
}
ROLES = (*Role.values, "outsider")


@pytest.fixture
def ready(story, reporter):
    """Return a claim in a status, with all that any guard may ask for."""

    def make(status: str, action: str = "") -> Claim:
        if action and (status, action) not in EXPECTED:
            return make_claim(story=story, by=reporter, status=status)
        author = make_member(story.team, Role.REVIEWER)
        claim = make_claim(story=story, by=reporter)
        make_verdict(claim, by=author)
        approver = make_member(story.team, Role.SECOND_READER)
        if action == "adjudicate":
            add_approval(claim, by=approver, blind=True, own_rating=rating("mixed"))
        if status in {"approved", "published"}:
            add_approval(claim, by=approver)
        if status in {"published", "retracted"}:
            publish_row(claim, make_member(story.team, Role.EDITOR))
        Claim.objects.filter(pk=claim.pk).update(
            status=status, checker=None, lease_until=None
        )
        claim.refresh_from_db()
        return claim

    return make


def publish_row(claim, by):
    Publication.objects.create(
        claim=claim,
        slug=f"s-{claim.number}",
        version=1,
        schema=1,
        body="{}",
        published_by=by,
    )


@pytest.fixture
def person(story, outsider):
    def find(role: str):
        return outsider if role == "outsider" else make_member(story.team, role)

    return find


TABLE = [
    (status, action, role, *EXPECTED.get((status, action), (None, set())))
    for status, action, role in product(Status.values, Action.values, ROLES)
]


@pytest.mark.parametrize(("status", "action", "role", "to", "permitted"), TABLE)
def test_moves(ready, person, status, action, role, to, permitted):
    claim, user = ready(status, action), person(role)
    wanted = None if role in permitted else NotAllowed
    if to is None:
        wanted = TransitionNotAllowed
    offered = {m.action for m in allowed_actions(claim, user) if m.allowed}
    assert (action in offered) == (wanted is None)
    if wanted:
        with pytest.raises(wanted):
            act(claim, action, by=user, seen_version=claim.version, note="Because.")
        assert Claim.objects.get(pk=claim.pk).status == status
    else:
        moved = act(claim, action, by=user, seen_version=claim.version, note="Because.")
        assert moved.status == to
        assert moved.version == claim.version + 1
        event = moved.events.last()
        assert (event.kind, event.by) == (action, user)


@pytest.mark.parametrize(
    ("status", "action"),
    [
        ("queued", "dismiss"),
        ("proposed", "send_back"),
        ("approved", "send_back"),
        ("published", "reopen"),
        ("published", "retract"),
        ("dismissed", "restore"),
    ],
)
def test_these_moves_need_a_reason(ready, editor, status, action):
    claim = ready(status)
    with pytest.raises(GuardFailed) as caught:
        act(claim, action, by=editor, seen_version=claim.version, note="  ")
    assert "reason_is_given" in caught.value.extra["failed"]


def test_what_another_holds_is_not_taken(story, reporter, reviewer):
    claim = make_claim(story=story, by=reporter)
    taken = act(claim, "take", by=reviewer, seen_version=1)
    with pytest.raises(GuardFailed):
        act(taken, "release", by=reporter, seen_version=taken.version)
    free = act(taken, "release", by=reviewer, seen_version=taken.version)
    assert free.checker is None


def test_a_verdict_needs_both_directions(story, reporter, reviewer):
    claim = make_claim(story=story, by=reporter)
    make_evidence(claim, by=reviewer)
    with pytest.raises(GuardFailed) as caught:
        make_verdict(claim, by=reviewer)
    assert caught.value.extra["failed"] == ["both_directions_searched"]


def test_true_needs_two_origins_or_an_exception(story, reporter, reviewer, editor):
    claim = make_claim(story=story, by=reporter)
    make_evidence(claim, by=reviewer, stance="supports")
    make_search(claim, by=reviewer)
    make_verdict(claim, by=reviewer, slug="true")
    add_approval(claim, by=make_member(story.team, Role.SECOND_READER))
    Claim.objects.filter(pk=claim.pk).update(status="approved")
    with pytest.raises(GuardFailed) as caught:
        act(claim, "publish", by=editor, seen_version=claim.version)
    assert caught.value.extra["failed"] == ["two_origins_or_exception"]


def test_disputed_needs_two_attributed_versions(story, reporter, reviewer):
    claim = make_claim(story=story, by=reporter)
    make_evidence(claim, by=reviewer, stance="contradicts", speaker="")
    make_search(claim, by=reviewer)
    with pytest.raises(GuardFailed) as caught:
        make_verdict(claim, by=reviewer, slug="disputed")
    assert caught.value.extra["failed"] == ["versions_are_attributed"]


def test_a_verdict_of_the_other_level_is_not_approved(
    story, reporter, reviewer, editor
):
    claim = make_claim(story=story, by=reporter)
    make_verdict(claim, by=reviewer)
    Claim.objects.filter(pk=claim.pk).update(level="said")
    with pytest.raises(GuardFailed) as caught:
        act(claim, "approve", by=editor, seen_version=claim.version)
    assert "verdict_is_complete" in caught.value.extra["failed"]
