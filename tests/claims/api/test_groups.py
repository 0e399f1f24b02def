from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from claims.models import Claim
from tests.factories import (
    make_candidate,
    make_claim,
    make_group,
    make_question,
    make_relation,
)
from workbench.accounts.ids import new_id

pytestmark = pytest.mark.django_db
GROUPS = "/api/v1/groups"


@pytest.fixture
def group(story):
    return make_group(make_candidate("The bridge closed on Friday.", story=story))


@pytest.fixture
def api(as_key, reviewer):
    return as_key(reviewer)


def act(api, group, **body):
    return api.post(f"{GROUPS}/{group.pk}/actions", body, format="json")


def ids(response):
    return [row["id"] for row in response.json()["results"]]


def test_candidates_come_most_checkworthy_first_in_pages(api, story):
    scores = [0.2, 0.9, 0.5, 0.5]
    for score in scores:
        make_candidate(story=story, score=score)
    query = {"limit": 2, "story": str(story.pk)}
    first = api.get("/api/v1/candidates", query).json()
    query["cursor"] = first["cursor"]
    second = api.get("/api/v1/candidates", query).json()
    shown = [row["score"] for row in (*first["results"], *second["results"])]
    assert shown == [0.9, 0.5, 0.5, 0.2]
    assert second["cursor"] is None


def test_retired_candidates_are_not_listed(api, story):
    make_candidate(story=story, retired_at=timezone.now())
    assert ids(api.get("/api/v1/candidates")) == []


def test_groups_are_filtered(api, story, group):
    settled = make_group(story=story)
    act(api, settled, action="dismiss", reason="Opinion")
    rival = make_group(story=story, conflicts=1, score=0.4)
    assert ids(api.get(GROUPS, {"undecided": "true"})) == [str(group.pk), str(rival.pk)]
    assert ids(api.get(GROUPS, {"conflicts": "true"})) == [str(rival.pk)]
    assert len(ids(api.get(GROUPS, {"story": str(story.pk)}))) == 3
    assert ids(api.get(GROUPS, {"story": str(new_id())})) == []


def test_a_group_shows_members_and_relations_with_reasons(api, story, group):
    other = make_candidate("The bridge closed on Sunday.", story=story)
    reasons = [{"kind": "time", "left": "Friday", "right": "Sunday"}]
    make_relation(group.best, other, "contradicts", reasons=reasons)
    body = api.get(f"{GROUPS}/{group.pk}").json()
    assert [m["words"] for m in body["members"]] == ["The bridge closed on Friday."]
    assert body["relations"][0]["other"]["words"] == "The bridge closed on Sunday."
    assert body["relations"][0]["reasons"] == reasons


@pytest.mark.parametrize("level", ["so", "said"])
def test_a_group_is_accepted_on_a_level(api, group, level):
    response = act(api, group, action="accept", level=level)
    assert response.status_code == 201
    claim = Claim.objects.get(pk=response.json()["claim"])
    assert claim.level == level
    assert claim.text == "The bridge closed on Friday."


def test_a_group_is_attached_to_a_claim(api, group, story, reporter):
    claim = make_claim(story=story, by=reporter)
    body = act(api, group, action="attach", claim=str(claim.pk)).json()
    assert body["claim"] == str(claim.pk)


def test_a_decision_is_undone(api, group):
    act(api, group, action="dismiss", reason="Opinion")
    body = act(api, group, action="undo").json()
    assert body["undone_at"]
    assert api.get(f"{GROUPS}/{group.pk}").json()["decision"] is None


def test_a_snoozed_group_waits_until_then(api, group):
    until = (timezone.now() + timedelta(hours=3)).isoformat()
    assert act(api, group, action="snooze", until=until).status_code == 201
    assert ids(api.get(GROUPS, {"undecided": "true"})) == []


def test_what_is_decided_is_not_decided_again(api, group, problem):
    act(api, group, action="dismiss", reason="Opinion")
    response = act(api, group, action="accept", level="so")
    problem(response, 409, "already_decided")


def test_nothing_decided_is_nothing_to_undo(api, group, problem):
    problem(act(api, group, action="undo"), 404, "not_found")


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"action": "accept"}, "#/level"),
        ({"action": "attach"}, "#/claim"),
        ({"action": "dismiss", "reason": ""}, "#/reason"),
        ({"action": "snooze"}, "#/until"),
        ({"action": "burn"}, "#/action"),
        ({"action": "undo", "why": "x"}, "#/why"),
    ],
)
def test_bad_decisions_are_pointed_to(api, group, problem, body, pointer):
    found = problem(act(api, group, **body), 422, "invalid")
    assert found["errors"][0]["pointer"] == pointer


def test_a_reporter_does_not_decide(as_key, reporter, group, problem):
    response = act(as_key(reporter), group, action="accept", level="so")
    problem(response, 403, "not_allowed")


def test_a_question_gathers_rival_answers(api, story, reporter):
    question = make_question(story)
    rivals = [make_group(story=story, question=question) for _ in range(2)]
    claim = make_claim(story=story, by=reporter, question=question)
    row = api.get("/api/v1/questions", {"story": str(story.pk)}).json()["results"][0]
    assert (row["groups"], row["claims"]) == (2, 1)
    body = api.get(f"/api/v1/questions/{question.pk}").json()
    assert {g["id"] for g in body["groups"]} == {str(g.pk) for g in rivals}
    assert body["claims"][0]["id"] == str(claim.pk)


@pytest.mark.parametrize(
    "address",
    ["/api/v1/candidates", GROUPS, "/api/v1/questions", f"{GROUPS}?undecided=true"],
)
def test_queries_do_not_grow_with_rows(api, story, address, django_assert_num_queries):
    make_group(story=story, question=make_question(story))
    api.get(address)
    with django_assert_num_queries(3):  # key, memberships, rows
        api.get(address)
    for _ in range(5):
        make_group(story=story, question=make_question(story))
    with django_assert_num_queries(3):
        assert len(ids(api.get(address))) == 6


def test_a_decision_is_changed_in_one_step(api, group):
    act(api, group, action="accept", level="so")
    answer = act(api, group, action="change", level="said")
    assert (answer.status_code, answer.json()["level"]) == (201, "said")
    group.refresh_from_db()
    assert group.decision.claim.level == "said"


def test_nothing_decided_is_nothing_to_change(api, group, problem):
    problem(act(api, group, action="change", reason="x"), 404, "not_found")
