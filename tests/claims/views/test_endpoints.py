from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from claims.models import WebhookDelivery, WebhookEndpoint
from claims.publication.webhooks import secrets, service
from sources.models import Job

pytestmark = pytest.mark.django_db
FORM = {
    "name": "Our mirror",
    "url": "https://mirror.example/hooks",
    "events": ["fact.published", "fact.retracted"],
}


@pytest.fixture
def manager(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def endpoint(team, editor):
    return service.add(team, **FORM, by=editor)


def address(endpoint, *more):
    names = {0: "endpoint", 1: "endpoint_step"}
    return reverse(names[len(more)], args=[endpoint.team_id, endpoint.pk, *more])


def deliver(endpoint, count=1, **fields):
    return WebhookDelivery.objects.bulk_create(
        WebhookDelivery(endpoint=endpoint, event="fact.published", body="{}", **fields)
        for _ in range(count)
    )


def test_an_endpoint_is_added_and_opens(manager, team):
    page = manager.get(reverse("endpoints", args=[team.pk]))
    assert "None yet. Add the address of a program" in page.content.decode()
    answer = manager.post(reverse("endpoints", args=[team.pk]), FORM, follow=True)
    row = WebhookEndpoint.objects.get()
    assert row.events == FORM["events"]
    page = answer.content.decode()
    assert "Our mirror” is kept" in page
    assert secrets.unseal(row.secret) not in page
    assert "Nothing was sent yet" in page
    team_page = manager.get(reverse("team", args=[team.pk])).content.decode()
    assert address(row) in team_page


def test_a_bad_address_is_told_and_what_was_typed_stays(manager, team):
    bad = {**FORM, "url": "http://mirror.example/"}
    answer = manager.post(reverse("endpoints", args=[team.pk]), bad)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "must begin with https" in page
    assert "http://mirror.example/" in page
    assert not WebhookEndpoint.objects.exists()


def test_it_is_changed(manager, endpoint):
    changed = {**FORM, "name": "Another", "own_only": "on", "events": ["fact.merged"]}
    manager.post(address(endpoint), changed)
    endpoint.refresh_from_db()
    assert (endpoint.name, endpoint.own_only) == ("Another", True)
    assert endpoint.events == ["fact.merged"]


def test_the_secret_is_shown_on_request_and_kept_by_nobody(manager, endpoint):
    answer = manager.post(address(endpoint, "secret"))
    assert secrets.unseal(endpoint.secret) in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    answer = manager.post(address(endpoint, "rotate"))
    old = secrets.unseal(endpoint.secret)
    endpoint.refresh_from_db()
    page = answer.content.decode()
    assert secrets.unseal(endpoint.secret) in page
    assert old not in page
    assert "The secret before it signs, too" in page


def test_it_is_paused_resumed_and_tested(manager, endpoint):
    manager.post(address(endpoint, "pause"))
    deliver(endpoint)
    page = manager.get(address(endpoint)).content.decode()
    assert "1 delivery waits; nothing is lost" in page
    assert "Paused by Edda Tor" in page
    answer = manager.post(address(endpoint, "resume"), follow=True)
    assert "1 delivery is on its way" in answer.content.decode()
    manager.post(address(endpoint, "test"))
    assert Job.objects.filter(kind="webhook").count() == 2


def test_deliveries_are_sent_again_one_or_all_since_a_time(manager, endpoint):
    [one] = deliver(endpoint, state="failed", tries=9)
    deliver(endpoint, created_at=timezone.now() - timedelta(days=3), state="delivered")
    single = reverse("delivery", args=[endpoint.team_id, endpoint.pk, one.pk])
    manager.post(single)
    one.refresh_from_db()
    assert (one.state, one.round, one.tries) == ("waiting", 1, 0)
    since = (timezone.now() - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    answer = manager.post(address(endpoint, "replay"), {"since": since}, follow=True)
    assert "1 delivery is on its way" in answer.content.decode()
    answer = manager.post(address(endpoint, "replay"), {"since": "soon"})
    assert answer.status_code == 422
    manager.post(address(endpoint, "pause"))
    answer = manager.post(single, follow=True)
    assert "is paused: resume it first" in answer.content.decode()


def test_a_delivery_shows_its_body_and_every_try(manager, endpoint):
    [one] = deliver(endpoint)
    one.attempts.create(status=500, took_ms=12, answer="<b>No</b>")
    one.attempts.create(error="The host cannot be reached.", took_ms=3)
    where = reverse("delivery", args=[endpoint.team_id, endpoint.pk, one.pk])
    page = manager.get(where).content.decode()
    for words in ("status 500", "&lt;b&gt;No", "cannot be reached", one.pk.hex):
        assert words in page


def test_it_is_removed(manager, endpoint):
    deliver(endpoint)
    manager.post(address(endpoint, "remove"))
    assert not WebhookEndpoint.objects.exists()


def test_the_log_costs_the_same_queries_at_any_length(
    manager, endpoint, django_assert_max_num_queries
):
    deliver(endpoint, 100)
    with django_assert_max_num_queries(12):
        manager.get(address(endpoint))
    with django_assert_max_num_queries(12):
        manager.get(reverse("endpoints", args=[endpoint.team_id]))
    page = manager.get(address(endpoint), {"state": "failed"}).content.decode()
    assert "None in this state" in page
