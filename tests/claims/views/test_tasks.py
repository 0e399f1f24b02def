"""The list, the board, one task, giving out, dividing: pages and what they refuse."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from claims.models import Assignment
from claims.review.assignment import assign, finish, take
from tests.factories import make_claim, make_document, make_question, make_story

pytestmark = pytest.mark.django_db
LIST = "/tasks/"


@pytest.fixture
def give(story, reporter, reviewer):
    def one(subject=None, **fields):
        subject = subject or make_claim(story=story, by=reporter)
        taker = {} if "to_team" in fields else {"to_person": reviewer}
        return assign(subject, **{"kind": "call", "by": reporter, **taker, **fields})

    return one


def ids(answer):
    context = answer.context
    if "page" in context:
        return {shown.task.pk for shown in context["page"].object_list}
    return {c.key: {s.task.pk for s in c.tasks} for c in context["columns"]}


def step(row, name):
    return reverse("task_step", args=[row.pk, name])


def test_tabs_show_mine_my_teams_and_what_i_gave(as_reviewer, give, team, editor):
    mine, pile = give(), give(to_team=team)
    others = give(to_person=editor)
    assert ids(as_reviewer.get(LIST)) == {mine.pk}
    team_page = as_reviewer.get(LIST, {"whose": "team"})
    assert ids(team_page) == {mine.pk, pile.pk, others.pk}
    assert ids(as_reviewer.get(LIST, {"whose": "given"})) == set()
    assert team_page.context["counts_by_tab"] == {
        "mine": 1,
        "team": 3,
        "given": 0,
        "all": 3,
    }


def test_filters_stand_in_the_address(as_reviewer, give, story, team, reporter):
    now = timezone.now()
    late = give(due_at=now - timedelta(hours=1), kind="check")
    soon = give(due_at=now + timedelta(hours=5))
    never = give()
    other = make_story(team=team, by=reporter, deadline=now + timedelta(days=3))
    from_story = give(make_claim(story=other, by=reporter))

    def found(**query):
        return ids(as_reviewer.get(LIST, query))

    assert found(due="overdue") == {late.pk}
    assert found(due="day") == {soon.pk}
    assert found(due="week") == {soon.pk, from_story.pk}
    assert found(due="none") == {never.pk}
    assert found(kind="check") == {late.pk}
    assert found(story=other.pk) == {from_story.pk}
    assert "from the story" in as_reviewer.get(LIST).content.decode()


def test_what_is_due_first_stands_first(as_reviewer, give):
    now = timezone.now()
    never, late = give(), give(due_at=now + timedelta(days=2))
    soon = give(due_at=now + timedelta(days=1))
    page = as_reviewer.get(LIST).context["page"]
    assert [s.task.pk for s in page.object_list] == [soon.pk, late.pk, never.pk]


@pytest.mark.parametrize(
    "query",
    [
        "whose=x",
        "kind=x",
        "due=x",
        "story=x",
        "division=1",
        "sort=x",
        "view=x",
        "page=x",
    ],
)
def test_odd_addresses_show_the_list(as_reviewer, give, query):
    row = give()
    assert ids(as_reviewer.get(f"{LIST}?{query}")) == {row.pk}


def test_the_board_places_each_task(as_reviewer, give, team, reviewer, editor):
    free, given, on_it, ended = give(to_team=team), give(), give(), give()
    lapsed = take(give(to_team=team), by=editor)
    Assignment.objects.filter(pk=lapsed.pk).update(
        lease_until=timezone.now() - timedelta(minutes=1)
    )
    take(on_it, by=reviewer)
    finish(ended, by=reviewer)
    board = as_reviewer.get(LIST, {"view": "board", "whose": "team"})
    assert ids(board) == {
        "free": {free.pk, lapsed.pk},
        "given": {given.pk},
        "on_it": {on_it.pk},
        "ended": {ended.pk},
    }
    kinds = as_reviewer.get(LIST, {"view": "board", "whose": "team", "columns": "kind"})
    assert set(ids(kinds)) == {"call"}


def test_a_full_column_leads_to_the_list(as_reviewer, give):
    for _ in range(14):
        give()
    body = as_reviewer.get(LIST, {"view": "board"}).content.decode()
    assert "2 more in the list" in body
    assert "place=given" in body
    listed = as_reviewer.get(LIST, {"place": "given"}).context["page"]
    assert listed.paginator.count == 14


def test_it_is_taken_done_and_opened_again_by_buttons(as_reviewer, give, team):
    row = give(to_team=team)
    as_reviewer.post(step(row, "take"))
    row.refresh_from_db()
    assert row.held
    as_reviewer.post(step(row, "release"))
    as_reviewer.post(step(row, "take"))
    as_reviewer.post(step(row, "done"))
    row.refresh_from_db()
    assert row.state == "done"
    as_reviewer.post(step(row, "reopen"))
    row.refresh_from_db()
    assert row.state == "open"


def test_a_double_submit_is_answered_and_harmless(as_reviewer, give):
    row = give()
    as_reviewer.post(step(row, "done"))
    again = as_reviewer.post(step(row, "done"))
    assert again.status_code == 409
    assert "done already" in again.content.decode()


def test_an_unknown_step_is_no_page(as_reviewer, give):
    assert as_reviewer.post(f"/tasks/{give().pk}/burn/").status_code == 404
    assert as_reviewer.get(step(give(), "take")).status_code == 405


def test_who_may_not_is_told_so(as_outsider, give):
    row = give()
    assert as_outsider.post(step(row, "done")).status_code == 403
    page = as_outsider.get(reverse("task", args=[row.pk]))
    assert page.status_code == 200
    assert "Hand over" not in page.content.decode()


def test_it_is_handed_over_with_a_note(as_reviewer, give, editor):
    row = give()
    url = reverse("task_hand_over", args=[row.pk])
    page = as_reviewer.get(reverse("task", args=[row.pk])).content.decode()
    assert "Edda Tor (nothing open" in page
    as_reviewer.post(url, {"person": editor.pk, "note": "They speak Polish."})
    row.refresh_from_db()
    assert (row.person, row.note) == (editor, "They speak Polish.")


def test_a_refused_hand_over_loses_nothing(as_reviewer, give, reporter):
    row = give()
    note = "n" * 10_001
    answer = as_reviewer.post(
        reverse("task_hand_over", args=[row.pk]), {"person": reporter.pk, "note": note}
    )
    assert answer.status_code == 422
    assert note in answer.content.decode()
    assert "at most 10000 characters" in answer.content.decode()


def test_a_date_is_typed_and_shown_in_the_persons_zone(as_reviewer, give, reviewer):
    reviewer.time_zone = "Asia/Kolkata"
    reviewer.save(update_fields=["time_zone"])
    row = give()
    url = reverse("task_change", args=[row.pk])
    as_reviewer.post(url, {"due_at": "2026-03-02T17:30", "note": ""})
    row.refresh_from_db()
    assert row.due_at.isoformat() == "2026-03-02T12:00:00+00:00"
    page = as_reviewer.get(reverse("task", args=[row.pk])).content.decode()
    assert 'value="2026-03-02T17:30"' in page
    assert "Asia/Kolkata" in page


@pytest.mark.parametrize("name", ["claim", "question", "story", "document"])
def test_work_is_given_out_about_anything(as_editor, story, reporter, reviewer, name):
    subject = {
        "claim": lambda: make_claim(story=story, by=reporter),
        "question": lambda: make_question(story),
        "story": lambda: story,
        "document": lambda: make_document(story),
    }[name]()
    url = f"{reverse('task_new')}?{name}={subject.pk}"
    assert as_editor.get(url).status_code == 200
    as_editor.post(url, {"kind": "translate", "person": reviewer.pk, "note": "Soon."})
    row = Assignment.objects.get()
    assert (row.subject, row.person, row.kind) == (subject, reviewer, "translate")


def test_with_nobody_named_it_lies_in_the_storys_pile(as_editor, story, team):
    url = f"{reverse('task_new')}?story={story.pk}"
    as_editor.post(url, {"kind": "check"})
    assert Assignment.objects.get().team == team


@pytest.mark.parametrize("query", ["", "story=x", "story=1&claim=2", "colour=red"])
def test_work_is_about_one_thing_that_exists(as_editor, query):
    assert as_editor.get(f"{reverse('task_new')}?{query}").status_code == 404


@pytest.fixture
def divide_url(story):
    for _ in range(4):
        make_document(story)
    return reverse("story_divide", args=[story.pk])


def test_a_story_is_divided_with_a_preview_and_an_undo(
    as_editor, divide_url, reviewer, editor
):
    form = {"way": "document", "kind": "check", "people": [reviewer.pk, editor.pk]}
    preview = as_editor.post(divide_url, form | {"do": "preview"})
    parts = preview.context["parts"]
    assert not Assignment.objects.exists()
    assert {part.person for part in parts} == {reviewer, editor}
    chosen = {part.key: reviewer.pk for part in parts}
    chosen[parts[0].key] = ""
    answer = as_editor.post(
        divide_url,
        form | chosen | {"basis": preview.context["basis"], "do": "give"},
        follow=True,
    )
    assert Assignment.objects.filter(person=reviewer).count() == 3
    assert "given out together" in answer.content.decode()
    division = Assignment.objects.first().division
    as_editor.post(reverse("division_undo", args=[division]))
    assert Assignment.objects.filter(state="dropped").count() == 3


def test_a_changed_choice_makes_the_shares_afresh(
    as_editor, divide_url, reviewer, editor
):
    form = {"way": "document", "kind": "check", "do": "preview"}
    one = as_editor.post(divide_url, form | {"people": [reviewer.pk]})
    chosen = {part.key: reviewer.pk for part in one.context["parts"]}
    both = {"people": [reviewer.pk, editor.pk], "basis": one.context["basis"]}
    two = as_editor.post(divide_url, form | chosen | both)
    assert {part.person for part in two.context["parts"]} == {reviewer, editor}


def test_a_story_is_divided_by_its_team(as_outsider, divide_url, outsider):
    form = {"way": "document", "kind": "check", "people": [], "do": "give"}
    assert as_outsider.post(divide_url, form).status_code in {403, 422}
    assert not Assignment.objects.exists()


def test_secrets_are_in_no_list_of_work(
    as_outsider, embargoed_story, reporter, reviewer
):
    claim = make_claim("Quorzelm.", story=embargoed_story, by=reporter)
    row = assign(claim, kind="call", by=reporter, to_person=reviewer)
    for query in ("whose=all", "whose=all&view=board", f"story={embargoed_story.pk}"):
        body = as_outsider.get(f"{LIST}?{query}").content.decode()
        assert "Quorzelm" not in body
        assert embargoed_story.title not in body
    assert as_outsider.get(reverse("task", args=[row.pk])).status_code == 404
    url = f"{reverse('task_new')}?claim={claim.pk}"
    assert as_outsider.get(url).status_code == 404


@pytest.mark.parametrize(
    "query", ["", "view=board", "whose=team", "view=board&columns=kind"]
)
def test_a_page_costs_the_same_with_many_rows(as_reviewer, give, queries_of, query):
    give()
    first = queries_of(as_reviewer, f"{LIST}?{query}")
    for _ in range(30):
        give()
    assert queries_of(as_reviewer, f"{LIST}?{query}") == first
    assert first <= 12
