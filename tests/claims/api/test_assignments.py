from __future__ import annotations

import pytest

from tests.factories import make_claim
from workbench.accounts.ids import new_id

pytestmark = pytest.mark.django_db
WORK = "/api/v1/assignments"


@pytest.fixture
def claim(story, reporter):
    return make_claim(story=story, by=reporter)


@pytest.fixture
def api(as_key, reporter):
    return as_key(reporter)


def add(api, about, **fields):
    body = {"kind": "call", "claim": str(about.pk), **fields}
    return api.post(WORK, body, format="json")


def test_work_is_given_listed_handed_over_and_ended(
    api, as_key, claim, reviewer, second_reader
):
    made = add(api, claim, person=str(reviewer.pk), note="Ask the harbour office.")
    assert made.status_code == 201
    mine = as_key(reviewer).get(WORK, {"mine": "true"}).json()["results"]
    assert [row["id"] for row in mine] == [made.json()["id"]]
    assert api.get(WORK, {"mine": "true"}).json()["results"] == []

    actions = f"{WORK}/{made.json()['id']}/actions"
    body = {"action": "hand_over", "person": str(second_reader.pk)}
    moved = as_key(reviewer).post(actions, body, format="json").json()
    assert moved["person"]["name"] == str(second_reader)
    done = as_key(second_reader).post(actions, {"action": "finish"}, format="json")
    assert done.json()["state"] == "done"


def test_ended_work_is_not_ended_again(api, claim, team, problem):
    made = add(api, claim, team=team.slug).json()
    actions = f"{WORK}/{made['id']}/actions"
    api.post(actions, {"action": "drop"}, format="json")
    again = api.post(actions, {"action": "finish"}, format="json")
    problem(again, 409, "transition_not_allowed")


@pytest.mark.parametrize(
    ("fields", "status", "code"),
    [
        ({}, 422, "bad_assignment"),
        ({"team": "nobody"}, 404, "not_found"),
        ({"person": str(new_id())}, 404, "not_found"),
        ({"story": str(new_id())}, 422, "invalid"),
        ({"kind": "dance"}, 422, "invalid"),
        ({"claim": str(new_id())}, 404, "not_found"),
    ],
)
def test_bad_work_is_refused(api, claim, problem, fields, status, code):
    problem(add(api, claim, **fields), status, code)


def test_another_team_gives_no_work(as_key, claim, outsider, other_team, problem):
    response = add(as_key(outsider), claim, team=other_team.slug)
    problem(response, 403, "not_allowed")
