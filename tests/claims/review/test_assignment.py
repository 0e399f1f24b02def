from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from claims.errors import BadAssignment, Leased, NotAllowed, TransitionNotAllowed
from claims.models import Assignment
from claims.review.assignment import (
    assign,
    change,
    finish,
    hand_over,
    release,
    reopen,
    take,
)
from tests.factories import (
    make_claim,
    make_document,
    make_member,
    make_question,
    make_story,
    make_verdict,
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


# ---- piles and leases


def pile(claim, reporter, team, **fields):
    return assign(claim, kind="call", by=reporter, to_team=team, **fields)


def lapse(row):
    past = timezone.now() - timedelta(minutes=1)
    Assignment.objects.filter(pk=row.pk).update(lease_until=past)


def test_work_of_a_pile_is_taken_and_released(claim, reporter, reviewer, team):
    row = take(pile(claim, reporter, team), by=reviewer)
    assert (row.person, row.team, row.held) == (reviewer, team, True)
    row = release(row, by=reviewer)
    assert (row.person, row.held) == (None, False)
    assert list(claim.events.order_by("seq").values_list("kind", flat=True)) == [
        "created",
        "assigned",
        "assignment_taken",
        "assignment_released",
    ]


def test_two_do_not_take_the_same(claim, reporter, reviewer, editor, team):
    row = take(pile(claim, reporter, team), by=reviewer)
    with pytest.raises(Leased, match="Ravi Viewer is on it"):
        take(row, by=editor)


def test_a_lease_that_lapsed_leaves_the_work_free(
    claim, reporter, reviewer, editor, team
):
    row = take(pile(claim, reporter, team), by=reviewer)
    lapse(row)
    assert take(row, by=editor).person == editor


def test_what_is_given_to_one_person_is_not_taken_by_another(
    claim, reporter, reviewer, editor
):
    row = assign(claim, kind="call", by=reporter, to_person=reviewer)
    with pytest.raises(NotAllowed):
        take(row, by=editor)
    assert take(row, by=reviewer).held
    lapse(row)
    with pytest.raises(NotAllowed):
        take(row, by=editor)


def test_taking_again_goes_on_and_adds_no_event(claim, reporter, reviewer, team):
    row = take(pile(claim, reporter, team), by=reviewer)
    events = claim.events.count()
    lapse(row)
    assert take(row, by=reviewer).held
    assert claim.events.count() == events


def test_what_was_given_to_a_person_stays_theirs_when_they_stop(
    claim, reporter, reviewer
):
    row = take(assign(claim, kind="call", by=reporter, to_person=reviewer), by=reviewer)
    row = release(row, by=reviewer)
    assert (row.person, row.held) == (reviewer, False)
    with pytest.raises(NotAllowed):
        release(row, by=reporter)


def test_a_pile_is_for_its_team(claim, reporter, outsider, other_team, team):
    row = pile(claim, reporter, team)
    with pytest.raises(NotAllowed):
        take(row, by=outsider)
    row = pile(claim, reporter, other_team)
    assert take(row, by=outsider).person == outsider


def test_ended_work_is_reopened_for_whom_it_was(claim, reporter, reviewer):
    row = assign(claim, kind="call", by=reporter, to_person=reviewer)
    row = reopen(finish(row, by=reviewer), by=reporter)
    assert (row.state, row.person, row.ended_at) == ("open", reviewer, None)
    with pytest.raises(TransitionNotAllowed):
        reopen(row, by=reporter)


def test_date_and_note_are_changed(claim, reporter, reviewer):
    row = assign(claim, kind="call", by=reporter, to_person=reviewer)
    due = timezone.now() + timedelta(days=2)
    row = change(row, by=reporter, due_at=due, note="Ask again.")
    assert (row.due_at, row.note) == (due, "Ask again.")
    events = claim.events.count()
    change(row, by=reporter, due_at=due, note="Ask again.")
    assert claim.events.count() == events


def test_nobody_is_asked_to_read_their_own_verdict(claim, reporter, reviewer):
    make_verdict(claim, by=reviewer)
    with pytest.raises(BadAssignment, match="somebody else"):
        assign(claim, kind="second_read", by=reporter, to_person=reviewer)


@pytest.mark.parametrize("note", ["x" * 10_001, "nul \0 in it"])
def test_odd_notes_are_refused(claim, reporter, team, note):
    with pytest.raises(BadAssignment):
        pile(claim, reporter, team, note=note)


def test_a_long_note_is_kept_whole(claim, reporter, team):
    note = "<script>alert(1)</script>\n" * 380
    assert pile(claim, reporter, team, note=note).note == note.strip()
