"""A deputy reads second with the absent person's right, and is named."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from claims.errors import GuardFailed, NotAllowed
from claims.models import Claim
from claims.review.deputies import away_of, stands_for, teams_to_approve
from claims.review.workflow import act, allowed_actions
from claims.views.queries import waiting_for_approval
from tests.factories import make_claim, make_member, make_verdict
from tests.factories.people import forget_roles
from workbench.accounts.models import Absence, Role

pytestmark = pytest.mark.django_db


def away(person, deputy, first=0, last=0):
    today = timezone.localdate()
    forget_roles(deputy)
    return Absence.objects.create(
        user=person,
        deputy=deputy,
        starts_on=today + timedelta(days=first),
        ends_on=today + timedelta(days=last),
    )


@pytest.fixture
def deputy(team):
    return make_member(team, Role.REVIEWER, "Dep Uty")


@pytest.fixture
def claim(story, reporter, reviewer):
    row = make_claim(story=story, by=reporter)
    make_verdict(row, by=reviewer)
    return Claim.objects.select_related("story").get(pk=row.pk)


def approve(claim, by):
    return act(claim, "approve", by=by, seen_version=claim.version)


def test_a_deputy_approves_and_is_named(claim, second_reader, deputy, team):
    with pytest.raises(NotAllowed):
        approve(claim, deputy)
    row = away(second_reader, deputy)
    assert approve(claim, deputy).status == "approved"
    assert claim.approvals.get().deputy_for == second_reader
    assert away_of(team.pk) == [row]


@pytest.mark.parametrize(("first", "last"), [(-3, -1), (1, 3)])
def test_outside_of_the_absence_nobody_stands_in(
    team, second_reader, deputy, first, last
):
    away(second_reader, deputy, first, last)
    assert stands_for(deputy, team.pk) is None
    assert not away_of(team.pk)


def test_the_claim_waits_on_the_deputys_list(claim, second_reader, deputy):
    assert claim not in waiting_for_approval(deputy)
    away(second_reader, deputy)
    assert claim in waiting_for_approval(deputy)
    assert "approve" in [move.action for move in allowed_actions(claim, deputy)]


def test_a_deputy_reads_second_and_does_no_more(claim, editor, deputy):
    away(editor, deputy)
    offered = {move.action for move in allowed_actions(claim, deputy)}
    assert {"approve", "send_back"} <= offered
    assert not {"adjudicate", "publish"} & offered


def test_nobody_stands_in_for_the_second_person_on_their_own_verdict(
    claim, second_reader, reviewer
):
    away(second_reader, reviewer)
    with pytest.raises(GuardFailed) as caught:
        approve(claim, reviewer)
    assert caught.value.extra["failed"] == ["second_reader_differs"]


@pytest.mark.parametrize("person", ["reporter", "outsider", "admin"])
def test_only_reviewers_of_the_team_stand_in(person, second_reader, team, request):
    deputy = request.getfixturevalue(person)
    away(second_reader, deputy)
    assert team.pk not in teams_to_approve(deputy)


def test_an_approver_has_a_right_of_their_own(team, second_reader, editor):
    away(second_reader, editor)
    assert teams_to_approve(editor) == {team.pk}


def test_nobody_is_their_own_deputy(second_reader):
    with pytest.raises(IntegrityError, match="absence_deputy_is_another"):
        away(second_reader, second_reader)


def test_for_whom_one_stands_in_is_no_query_of_its_own(
    team, second_reader, deputy, django_assert_num_queries
):
    away(second_reader, deputy)
    with django_assert_num_queries(1):
        assert deputy.team_ids == [team.pk]
        assert teams_to_approve(deputy) == {team.pk}
