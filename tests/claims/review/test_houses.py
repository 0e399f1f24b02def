"""Which confirmed origins count as independent: only confirmed sides fold them."""

from types import SimpleNamespace

import pytest

from claims.models import Side
from claims.review.guards import Situation, house_of, of_claimant, origins
from tests.factories import (
    make_actor,
    make_claim,
    make_evidence,
    make_origin,
    make_search,
    make_verdict,
)

pytestmark = pytest.mark.django_db


def spoken(story, name, side, *, by=None):
    """An origin whose utterer's side is confirmed by ``by``, or only proposed."""
    actor = make_actor(story, name, side=side)
    Side.objects.filter(actor=actor).update(confirmed_by=by)
    actor.refresh_from_db()
    return make_origin(story, name, side=actor.side)


def test_two_bodies_of_one_confirmed_side_are_one(story, reviewer):
    army = spoken(story, "Danish army", "Denmark", by=reviewer)
    ministry = spoken(story, "Danish ministry", "denmark", by=reviewer)
    assert house_of(army) == house_of(ministry)


def test_a_proposed_side_folds_nothing(story, reviewer):
    army = spoken(story, "Danish army", "Denmark", by=reviewer)
    ministry = spoken(story, "Danish ministry", "Denmark")
    assert house_of(army) != house_of(ministry)


def test_a_copy_counts_as_its_original_and_one_name_as_one(story):
    first = make_origin(story, "Ilse Brandt")
    copy = make_origin(story, "Valley Courier", parent=first)
    told = make_origin(story, "ilse brandt", key="utterer:told")
    assert house_of(copy) == house_of(first) == house_of(told)


@pytest.mark.parametrize("both", [True, False])
def test_the_claimants_side_is_left_out_once_both_are_confirmed(story, reviewer, both):
    claimant = make_actor(story, "Danish army", side="Denmark")
    Side.objects.update(confirmed_by=reviewer)
    origin = spoken(story, "Danish ministry", "Denmark", by=reviewer if both else None)
    claimant.refresh_from_db()
    claim = SimpleNamespace(claimant="Danish army", claimant_actor=claimant)
    assert of_claimant(claim, origin) is both


def test_the_guard_counts_houses(story, reporter, reviewer):
    claim = make_claim(story=story, by=reporter)
    for name in ("Danish army", "Danish ministry"):
        origin = spoken(story, name, "Denmark", by=reviewer)
        make_evidence(claim, by=reviewer, stance="supports", origin=origin)
    make_evidence(claim, by=reviewer, stance="supports")
    make_search(claim, by=reviewer)
    make_verdict(claim, by=reviewer, slug="true")
    claim.refresh_from_db()
    assert len(origins(Situation(claim, reviewer))) == 2
