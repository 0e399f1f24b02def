"""A team's page: who is away, its stories, its messenger; who may change what."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sources.models import Job
from tests.factories import make_story
from workbench.accounts.models import Absence, TeamWebhook

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(team):
    return reverse("team", args=[team.pk])


def days(first, last):
    today = timezone.localdate()
    return {
        "starts_on": (today + timedelta(days=first)).isoformat(),
        "ends_on": (today + timedelta(days=last)).isoformat(),
    }


def away(client, team, user, deputy, first=0, last=3):
    url = reverse("absence_add", args=[team.pk])
    form = {"user": user.pk, "deputy": deputy.pk, **days(first, last)}
    return client.post(url, form)


def test_stories_stand_by_their_deadline(as_reviewer, page, team, reporter):
    now = timezone.now()
    make_story("Later", team=team, by=reporter, deadline=now + timedelta(days=9))
    make_story("Sooner", team=team, by=reporter, deadline=now - timedelta(days=1))
    make_story("Some day", team=team, by=reporter)
    answer = as_reviewer.get(page)
    titles = [story.title for story in answer.context["stories"]]
    assert titles == ["Sooner", "Later", "Some day"]
    assert "overdue" in answer.content.decode()


def test_one_notes_ones_own_absence(as_reviewer, page, team, reviewer, editor):
    for _ in range(2):  # sent twice it is one
        assert away(as_reviewer, team, reviewer, editor).status_code == 302
    row = Absence.objects.get()
    assert (row.user, row.deputy) == (reviewer, editor)
    body = as_reviewer.get(page).content.decode()
    assert "away until" in body
    assert "Edda Tor stands in" in body
    url = reverse("absence_end", args=[team.pk, row.pk])
    as_reviewer.post(url)
    assert not Absence.objects.exists()


def test_only_managers_note_others(as_reviewer, as_editor, team, reporter, editor):
    assert away(as_reviewer, team, reporter, editor).status_code == 422
    assert away(as_editor, team, reporter, editor).status_code == 302


@pytest.mark.parametrize(("first", "last"), [(3, 1), (-9, -5), (0, 500)])
def test_odd_days_are_refused(as_reviewer, team, reviewer, editor, first, last):
    assert away(as_reviewer, team, reviewer, editor, first, last).status_code == 422


def test_absences_do_not_lie_across_each_other(as_reviewer, team, reviewer, editor):
    away(as_reviewer, team, reviewer, editor, 0, 3)
    answer = away(as_reviewer, team, reviewer, editor, 2, 5)
    assert answer.status_code == 422
    assert "lies across" in answer.content.decode()


def test_a_deputy_is_another_member(as_reviewer, team, reviewer, outsider):
    assert away(as_reviewer, team, reviewer, outsider).status_code == 422
    assert away(as_reviewer, team, reviewer, reviewer).status_code == 422


def test_others_do_not_end_it(as_second, as_reviewer, team, reviewer, editor):
    away(as_reviewer, team, reviewer, editor)
    row = Absence.objects.get()
    as_second.post(reverse("absence_end", args=[team.pk, row.pk]))
    assert Absence.objects.exists()


WEBHOOK = {
    "name": "#desk",
    "url": "https://hooks.example/T1/secret",
    "events": ["published"],
}


def test_a_channel_is_added_tested_and_removed(as_editor, page, team):
    as_editor.post(reverse("webhook_add", args=[team.pk]), WEBHOOK)
    row = TeamWebhook.objects.get()
    assert Job.objects.filter(kind="team_post").count() == 1
    body = as_editor.get(page).content.decode()
    assert "hooks.example" in body
    assert "secret" not in body
    as_editor.post(reverse("webhook_test", args=[team.pk, row.pk]))
    assert Job.objects.filter(kind="team_post").count() == 2
    as_editor.post(reverse("webhook_remove", args=[team.pk, row.pk]))
    assert not TeamWebhook.objects.exists()


@pytest.mark.parametrize("url", ["ftp://x.example/", "javascript:alert(1)", "x", ""])
def test_odd_addresses_are_refused(as_editor, team, url):
    answer = as_editor.post(
        reverse("webhook_add", args=[team.pk]), WEBHOOK | {"url": url}
    )
    assert answer.status_code == 422
    assert "#desk" in answer.content.decode()


def test_members_see_and_change_no_channels(as_reviewer, as_editor, page, team):
    as_editor.post(reverse("webhook_add", args=[team.pk]), WEBHOOK)
    row = TeamWebhook.objects.get()
    assert "hooks.example" not in as_reviewer.get(page).content.decode()
    for url in (
        reverse("webhook_add", args=[team.pk]),
        reverse("webhook_test", args=[team.pk, row.pk]),
        reverse("webhook_remove", args=[team.pk, row.pk]),
    ):
        assert as_reviewer.post(url, WEBHOOK).status_code == 403


def test_the_page_is_the_teams_own(as_outsider, page, team):
    assert as_outsider.get(page).status_code == 404
    url = reverse("webhook_add", args=[team.pk])
    assert as_outsider.post(url, WEBHOOK).status_code == 404


def test_it_costs_the_same_with_many(as_editor, page, team, reporter, queries_of):
    make_story(team=team, by=reporter)
    first = queries_of(as_editor, page)
    for _ in range(20):
        make_story(team=team, by=reporter)
    assert queries_of(as_editor, page) == first
