from __future__ import annotations

import pytest

from claims.errors import BadAssignment, NotAllowed, TransitionNotAllowed
from claims.review.assignment import assign, finish, hand_over
from tests.factories import (
    make_claim,
    make_document,
    make_member,
    make_question,
    make_story,
)
from workbench.accounts.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(story, reporter):
    return make_claim(story=story, by=reporter)


def test_work_about_a_claim_enters_its_history(claim, reporter, reviewer):
    row = assign(claim, kind="call", by=reporter, to_person=reviewer, note="Ask.")
    finish(row, by=reviewer)
    kinds = list(claim.events.order_by("seq").values_list("kind", flat=True))
    assert kinds == ["created", "assigned", "assignment_done"]
    claim.refresh_from_db()
    assert claim.version == 1


def test_work_may_be_about_other_things(story, reporter, team):
    for subject in (story, make_question(story), make_document(story)):
        row = assign(subject, kind="check", by=reporter, to_team=team)
        assert row.state == "open"


def test_work_is_handed_over(claim, reporter, reviewer, second_reader):
    row = assign(claim, kind="second_read", by=reporter, to_person=reviewer)
    row = hand_over(row, by=reviewer, to_person=second_reader)
    assert row.person == second_reader
    assert claim.events.last().kind == "assignment_handed_over"


def test_ended_work_stays_ended(claim, reporter, team):
    row = finish(assign(claim, kind="call", by=reporter, to_team=team), by=reporter)
    assert row.ended_at is not None
    with pytest.raises(TransitionNotAllowed):
        finish(row, by=reporter)
    with pytest.raises(TransitionNotAllowed):
        hand_over(row, by=reporter, to_team=team)


@pytest.mark.parametrize("person", ["outsider", "admin"])
def test_others_give_no_work(claim, team, person, request):
    with pytest.raises(NotAllowed):
        assign(claim, kind="call", by=request.getfixturevalue(person), to_team=team)


def test_others_end_no_work(claim, reporter, team, outsider):
    row = assign(claim, kind="call", by=reporter, to_team=team)
    with pytest.raises(NotAllowed):
        finish(row, by=outsider)


def test_a_helper_of_another_team_ends_their_own_work(claim, reporter, outsider):
    row = assign(claim, kind="translate", by=reporter, to_person=outsider)
    assert finish(row, by=outsider).state == "done"


def test_work_for_nobody_is_refused(claim, reporter):
    with pytest.raises(BadAssignment):
        assign(claim, kind="call", by=reporter)


def test_unknown_work_is_refused(claim, reporter, team):
    with pytest.raises(BadAssignment):
        assign(claim, kind="dance", by=reporter, to_team=team)


def test_nobody_is_given_what_they_may_not_see(
    embargoed_story, reporter, outsider, other_team
):
    for taker in ({"to_person": outsider}, {"to_team": other_team}):
        with pytest.raises(BadAssignment):
            assign(embargoed_story, kind="check", by=reporter, **taker)


def test_an_embargo_is_copied_to_the_work(embargoed_story, reporter, team):
    row = assign(embargoed_story, kind="check", by=reporter, to_team=team)
    assert row.scope == team


def test_the_storys_team_may_hand_over_others_work(team):
    story = make_story(team=team)
    one, two = make_member(team, Role.REPORTER), make_member(team, Role.REVIEWER)
    row = assign(story, kind="check", by=one, to_person=two)
    assert hand_over(row, by=one, to_person=one).person == one
