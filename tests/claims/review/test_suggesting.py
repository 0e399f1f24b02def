"""Who could do it, and why; the machine gives nothing to anybody."""

from __future__ import annotations

import pytest

from claims.models import Assignment
from claims.review.assignment import assign
from claims.review.suggesting import suggest
from claims.review.workflow import act
from tests.factories import join, make_claim, make_member, make_story, make_verdict

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(story, reporter):
    return make_claim(story=story, by=reporter, claimant="Water Ministry")


def named(found):
    return [s.person for s in found]


def test_who_has_least_open_stands_first(claim, reporter, reviewer, editor):
    other = make_story(team=claim.story.team, by=editor)
    for _ in range(4):
        row = make_claim(story=other, by=editor)
        assign(row, kind="call", by=editor, to_person=editor)
    found = suggest(claim, kind="check", by=reporter)
    assert named(found)[-1] == editor
    assert found[-1].why[0] == "4 open"
    assert found[0].open_tasks == 0
    assert "nothing open" in found[0].words
    assert Assignment.objects.filter(claim=claim).count() == 0


def test_who_knows_the_matter_is_named_with_the_reason(
    claim, reporter, reviewer, editor
):
    twin = make_claim(story=claim.story, by=reporter)
    act(twin, "take", by=reviewer, seen_version=twin.version)
    other = make_claim(
        story=make_story(team=claim.story.team), by=editor, claimant="water ministry"
    )
    act(other, "take", by=editor, seen_version=other.version)
    why = {s.person: s.words for s in suggest(claim, kind="check", by=reporter)}
    assert "worked on 1 claim of this story" in why[reviewer]
    assert "checked Water Ministry before" in why[editor]


def test_a_second_read_is_for_approvers_who_did_not_propose(
    claim, reporter, reviewer, second_reader, editor
):
    make_verdict(claim, by=editor)
    found = suggest(claim, kind="second_read", by=reporter)
    assert set(named(found)) == {second_reader}


def test_what_the_asker_may_not_see_is_not_counted(
    story, embargoed_story, reporter, reviewer, other_team, outsider
):
    secret = make_claim(story=make_story(team=other_team, embargo=True), by=outsider)
    join(reviewer, other_team, "reporter")
    assign(secret, kind="call", by=outsider, to_person=reviewer)
    found = suggest(make_claim(story=story, by=reporter), kind="check", by=reporter)
    assert {s.person: s.open_tasks for s in found}[reviewer] == 0


def test_the_cost_does_not_grow_with_the_team(
    claim, reporter, team, django_assert_num_queries
):
    with django_assert_num_queries(5):
        suggest(claim, kind="check", by=reporter)
    for _ in range(20):
        make_member(team, "reviewer")
    with django_assert_num_queries(5):
        suggest(claim, kind="check", by=reporter)
