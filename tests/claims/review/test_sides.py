"""Whose interest an actor speaks for is confirmed or corrected by people."""

import pytest

from claims.errors import BadActor, NotAllowed
from claims.evidence.naming import follow_sides, name_actors, propose
from claims.evidence.sides import FoundSide
from claims.evidence.stored import live_candidates
from claims.models import Side
from claims.review.sides import set_side
from tests.factories import make_candidate, make_member, make_origin
from workbench.accounts.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def spoken(story):
    for speaker in ("Water Ministry", "Sarnow Hydro"):
        origin = make_origin(story, speaker)
        make_candidate(story=story, speaker=speaker, origin=origin)
    propose_again(story)
    return story


def propose_again(story, **found):
    who = name_actors(story, live_candidates(story))
    found = {"Water Ministry": FoundSide("party", "Water Ministry")} | found
    propose(story, found, who)
    follow_sides(story)


def ministry(story):
    return story.actors.get(name="Water Ministry")


def test_confirming_what_is_proposed_needs_no_reason(spoken, reviewer):
    side = set_side(
        ministry(spoken), interest="party", name="Water Ministry", by=reviewer
    )
    assert side.confirmed_by == reviewer
    assert side.by_machine


def test_a_correction_needs_a_reason_and_is_the_persons_own(spoken, reviewer):
    actor = ministry(spoken)
    with pytest.raises(BadActor, match="Say why"):
        set_side(actor, interest="observer", by=reviewer)
    side = set_side(actor, interest="observer", reason="It only measures.", by=reviewer)
    assert (side.interest, side.name, side.added_by) == ("observer", "", reviewer)
    assert side.reason == "It only measures."


def test_what_a_person_said_outlives_proposals(spoken, reviewer):
    set_side(ministry(spoken), interest="observer", reason="It measures.", by=reviewer)
    propose_again(spoken)
    assert Side.objects.get(actor=ministry(spoken)).interest == "observer"


def test_a_proposal_follows_what_is_found_until_somebody_confirms(spoken):
    changed = FoundSide("party", "Government")
    propose_again(spoken, **{"Water Ministry": changed})
    assert Side.objects.get(actor=ministry(spoken)).name == "Government"
    propose_again(spoken, **{"Water Ministry": FoundSide("unknown")})
    assert Side.objects.get(actor=ministry(spoken)).name == "Government"


def test_an_actor_without_proposal_can_be_given_a_side(spoken, reviewer):
    actor = spoken.actors.get(name="Sarnow Hydro")
    side = set_side(actor, interest="party", name="Operator", by=reviewer)
    assert (side.added_by, side.confirmed_by) == (reviewer, reviewer)


def test_the_origin_has_the_side_of_who_utters_it(spoken, reviewer):
    assert spoken.origins.get(name="Water Ministry").side.name == "Water Ministry"
    assert spoken.origins.get(name="Sarnow Hydro").side is None
    actor = spoken.actors.get(name="Sarnow Hydro")
    set_side(actor, interest="party", name="Operator", by=reviewer)
    assert spoken.origins.get(name="Sarnow Hydro").side.name == "Operator"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"interest": "enemy"}, "Choose party"),
        ({"interest": "party"}, "Name the side"),
        ({"interest": "mediator", "name": "  "}, "Name the side"),
    ],
)
def test_half_an_answer_is_refused(spoken, reviewer, said, why):
    with pytest.raises(BadActor, match=why):
        set_side(ministry(spoken), by=reviewer, reason="because", **said)


def test_reporters_do_not_confirm(spoken):
    reporter = make_member(spoken.team, Role.REPORTER)
    with pytest.raises(NotAllowed):
        set_side(ministry(spoken), interest="observer", reason="x", by=reporter)
