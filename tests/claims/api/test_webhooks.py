from __future__ import annotations

import pytest

from claims.models import WebhookDelivery, WebhookEndpoint
from claims.publication.webhooks import secrets
from sources.models import Job

pytestmark = pytest.mark.django_db
WEBHOOKS = "/api/v1/webhooks"


@pytest.fixture
def api(as_key, editor):
    return as_key(editor, "webhooks:manage")


@pytest.fixture
def body(team):
    return {
        "team": team.slug,
        "name": "Our mirror",
        "url": "https://mirror.example/hooks",
        "events": ["fact.published"],
    }


@pytest.fixture
def made(api, body):
    return api.post(WEBHOOKS, body, format="json").json()


def test_a_program_keeps_an_endpoint_and_reads_its_secret(api, made):
    assert api.get(WEBHOOKS).json()["results"] == [made]
    assert "secret" not in made
    answer = api.get(f"{WEBHOOKS}/{made['id']}/secret")
    row = WebhookEndpoint.objects.get()
    assert answer.json()["secret"] == secrets.unseal(row.secret)
    assert answer["Cache-Control"] == "no-store"
    changed = {"events": ["fact.merged"], "own_only": True}
    told = api.patch(f"{WEBHOOKS}/{made['id']}", changed, format="json").json()
    assert (told["events"], told["own_only"]) == (["fact.merged"], True)
    assert api.delete(f"{WEBHOOKS}/{made['id']}").status_code == 204
    assert api.get(f"{WEBHOOKS}/{made['id']}").status_code == 404


def test_one_key_makes_one_endpoint(api, body):
    sent = {"format": "json", "headers": {"Idempotency-Key": "k1"}}
    first, second = (api.post(WEBHOOKS, body, **sent) for _ in range(2))
    assert first.content == second.content
    assert WebhookEndpoint.objects.count() == 1


def test_actions_and_the_log(api, made):
    where = f"{WEBHOOKS}/{made['id']}"

    def act(**fields):
        return api.post(f"{where}/actions", fields, format="json")

    assert act(action="test").json()["deliveries"] == 1
    assert Job.objects.filter(kind="webhook").count() == 1
    assert act(action="rotate").json()["webhook"]["previous_until"]
    assert act(action="pause").json()["webhook"]["paused_at"]
    since = "2026-01-01T00:00:00Z"
    assert act(action="replay", since=since).json()["code"] == "bad_endpoint"
    assert act(action="resume").json()["deliveries"] == 1
    assert act(action="replay", since=since).json()["deliveries"] == 1
    row = WebhookDelivery.objects.get()
    row.attempts.create(status=500, took_ms=3, answer="No.")
    listed = api.get(f"{where}/deliveries", {"state": "waiting"}).json()["results"]
    assert [one["id"] for one in listed] == [str(row.pk)]
    one = api.get(f"{where}/deliveries/{row.pk}").json()
    assert one["attempts"][0]["answer"] == "No."
    again = api.post(f"{where}/deliveries/{row.pk}/replay").json()
    assert (again["state"], again["tries"]) == ("waiting", 0)


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"url": "http://mirror.example/"}, 422, "bad_endpoint"),
        ({"url": "https://mirror.example:22/"}, 422, "bad_endpoint"),
        ({"url": "\x00"}, 400, None),
        ({"events": []}, 400, "invalid"),
        ({"events": ["test"]}, 422, "bad_endpoint"),
        ({"events": "fact.published"}, 400, "invalid"),
        ({"name": ""}, 400, "invalid"),
        ({"team": "no-such"}, 404, "not_found"),
        ({"secret": "whsec_mine"}, 400, "invalid"),
    ],
)
def test_bad_input_is_told(api, body, change, status, code):
    answer = api.post(WEBHOOKS, {**body, **change}, format="json")
    assert answer.status_code in {status, 422 if code in {None, "invalid"} else status}
    assert code is None or answer.json()["code"] == code
    assert not WebhookEndpoint.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"action": "explode"},
        {"action": "replay"},
        {"action": "replay", "since": "soon"},
        {"action": "test", "since": "2026-01-01T00:00:00Z"},
        {},
    ],
)
def test_bad_actions_are_told(api, made, fields):
    answer = api.post(f"{WEBHOOKS}/{made['id']}/actions", fields, format="json")
    assert answer.json()["code"] == "invalid"
    assert not WebhookDelivery.objects.exists()


def test_a_key_needs_the_scope_and_its_owner_the_role(
    as_key, made, editor, reporter, outsider, problem, body
):
    where = f"{WEBHOOKS}/{made['id']}"
    problem(as_key(editor, "claims:write").get(WEBHOOKS), 403, "not_allowed")
    low = as_key(reporter, "webhooks:manage")
    assert low.get(WEBHOOKS).json()["results"] == []
    problem(low.get(f"{where}/secret"), 403, "not_allowed")
    problem(low.post(WEBHOOKS, body, format="json"), 403, "not_allowed")
    other = as_key(outsider, "webhooks:manage")
    problem(other.get(f"{where}/secret"), 404, "not_found")
    problem(other.delete(where), 404, "not_found")
    problem(other.post(WEBHOOKS, body, format="json"), 404, "not_found")
