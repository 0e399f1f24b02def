"""The desk: what is mine, due, waiting, new; and the workload of my teams."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from claims.review.assignment import assign, take
from claims.review.workflow import act
from claims.views.workload import lasted
from tests.factories import join, make_claim, make_story, make_verdict

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(story, reporter):
    return make_claim("The Ostrow gate failed.", story=story, by=reporter)


def body(client, path="/"):
    return client.get(path).content.decode()


def test_a_newcomer_is_told_how_to_begin(as_reviewer):
    assert "An empty desk" in body(as_reviewer)


def test_it_says_what_is_due_and_overdue(as_reviewer, claim, reporter, reviewer):
    now = timezone.now()
    for hours in (-1, 5, 30):
        due = now + timedelta(hours=hours)
        assign(claim, kind="call", by=reporter, to_person=reviewer, due_at=due)
    answer = as_reviewer.get("/")
    assert answer.context["tiles"] == {"overdue": 1, "day": 1}
    assert len(answer.context["work"]) == 3
    assert answer.context["work"][0].overdue


def test_a_pile_of_my_team_is_free_to_take(as_reviewer, claim, reporter, team):
    row = assign(claim, kind="call", by=reporter, to_team=team)
    assert [s.task for s in as_reviewer.get("/").context["free"]] == [row]
    url = reverse("task_step", args=[row.pk, "take"])
    assert as_reviewer.post(url, {"next": "/"})["Location"] == "/"
    answer = as_reviewer.get("/")
    assert answer.context["free"] == []
    assert "You are on it" in answer.content.decode()


def test_the_longest_wait_stands_first(as_second, story, reporter, reviewer):
    first, then = (make_claim(story=story, by=reporter) for _ in "ab")
    make_verdict(first, by=reviewer)
    make_verdict(then, by=reviewer)
    waiting = as_second.get("/").context["to_approve"]
    assert [claim.pk for claim in waiting] == [first.pk, then.pk]
    assert "waits since" in body(as_second)


def test_who_proposed_waits_for_others(as_reviewer, claim, reviewer):
    make_verdict(claim, by=reviewer)
    assert not as_reviewer.get("/").context["to_approve"]


def test_news_is_one_line_a_thing(as_reviewer, claim, reporter, reviewer):
    for kind in ("call", "check"):
        assign(claim, kind=kind, by=reporter, to_person=reviewer)
    news = as_reviewer.get("/").context["news"]
    assert [told.row.assignment.kind for told in news] == ["check"]


def test_secrets_are_on_nobody_elses_desk(
    as_outsider, embargoed_story, reporter, reviewer, other_team
):
    claim = make_claim("Quorzelm.", story=embargoed_story, by=reporter)
    act(claim, "take", by=reviewer, seen_version=claim.version)
    assign(claim, kind="call", by=reporter, to_person=reviewer)
    for path in ("/", "/workload/", f"/workload/?team={embargoed_story.team_id}"):
        text = body(as_outsider, path)
        assert "Quorzelm" not in text
        assert embargoed_story.title not in text


def test_the_workload_counts_what_each_has(
    as_reviewer, claim, reporter, reviewer, editor, team
):
    past = timezone.now() - timedelta(hours=1)
    take(assign(claim, kind="call", by=reporter, to_team=team), by=reviewer)
    assign(claim, kind="check", by=reporter, to_person=reviewer)
    assign(claim, kind="check", by=reporter, to_person=editor, due_at=past)
    act(claim, "take", by=editor, seen_version=claim.version)
    answer = as_reviewer.get("/workload/")
    loads = {load.person: load.words for load in answer.context["loads"]}
    assert loads[reviewer] == "1 in work, 1 given"
    assert loads[editor] == "1 overdue, 1 checking"
    assert loads[reporter] == "nothing open"
    assert "<svg" in answer.content.decode()


def test_few_data_are_told_as_few(as_reviewer, claim, reviewer):
    make_verdict(claim, by=reviewer)
    text = body(as_reviewer, "/workload/")
    assert "only 1: under a minute" in text
    assert "none left it in these weeks" in text


def test_a_workload_counts_only_what_the_reader_may_see(
    as_reviewer, reviewer, editor, other_team, outsider, story, reporter
):
    secret = make_story(team=other_team, by=outsider, embargo=True)
    join(editor, other_team, "reporter")
    row = make_claim(story=secret, by=outsider)
    assign(row, kind="call", by=outsider, to_person=editor)
    loads = as_reviewer.get("/workload/").context["loads"]
    assert {load.person: load.total for load in loads}[editor] == 0


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (5, "under a minute"),
        (125, "2 min"),
        (5400, "1.5 hours"),
        (86400 * 3, "3.0 days"),
    ],
)
def test_lengths_of_time_have_units(seconds, words):
    assert lasted(seconds) == words


@pytest.mark.parametrize("path", ["/", "/workload/"])
def test_a_page_costs_at_most_twelve_queries(
    as_second, claim, reporter, reviewer, second_reader, team, queries_of, path
):
    make_verdict(claim, by=reviewer)
    for _ in range(8):
        other = make_claim(story=claim.story, by=reporter)
        assign(other, kind="call", by=reporter, to_person=second_reader)
        assign(other, kind="call", by=reporter, to_team=team)
    assert queries_of(as_second, path) <= 12
