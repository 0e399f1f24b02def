"""Too many requests are told to wait; without Valkey nobody is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone

from sources.jobs.errands import handle_forget_keys
from tests.factories import make_key
from workbench.accounts import limits
from workbench.accounts.ids import new_id
from workbench.accounts.models import IdempotencyKey

FACTS = "/api/v1/facts"


@pytest.fixture(autouse=True)
def own_brake(settings, monkeypatch):
    """A few requests a minute, counted under names of this test's own."""
    settings.RATE_LIMITS = {"address": 3, "key": 2}
    mark = new_id()
    monkeypatch.setattr(limits, "name_of", lambda policy, who: f"{mark}:{policy}:{who}")
    monkeypatch.setattr(limits.Away, "until", 0.0)


@pytest.mark.django_db
def test_every_answer_tells_what_is_left():
    first, second = Client().get(FACTS), Client().get(FACTS)
    assert first["RateLimit-Policy"] == '"address";q=3;w=60'
    assert first["RateLimit"] == '"address";r=2;t=60'
    assert second["RateLimit"].startswith('"address";r=1;t=')


@pytest.mark.django_db
def test_who_asks_too_much_is_told_how_long_to_wait():
    answers = [Client().get(FACTS) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    refused = answers[-1]
    assert refused["Content-Type"] == "application/problem+json"
    assert refused.json()["code"] == "throttled"
    assert 1 <= int(refused["Retry-After"]) <= 60
    assert refused["RateLimit"].startswith('"address";r=0;t=')


@pytest.mark.django_db
def test_each_address_has_its_own_share():
    for last in range(1, 6):
        assert Client(REMOTE_ADDR=f"192.0.2.{last}").get(FACTS).status_code == 200


@pytest.mark.django_db
def test_a_key_has_a_share_whatever_address_it_comes_from(reporter):
    headers = {"Authorization": f"Bearer {make_key(reporter, ('desk:read',))}"}
    answers = [
        Client(REMOTE_ADDR=f"192.0.2.{last}", headers=headers).get("/api/v1/claims")
        for last in (1, 2, 3)
    ]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[0]["RateLimit-Policy"] == '"address";q=3;w=60, "key";q=2;w=60'
    assert answers[2].json()["code"] == "throttled"
    assert int(answers[2]["Retry-After"]) >= 1


@pytest.mark.django_db
def test_what_the_client_has_already_is_not_counted():
    tag = Client().get(FACTS)["ETag"]
    for _ in range(6):
        again = Client().get(FACTS, headers={"If-None-Match": tag})
        assert again.status_code == 304


@pytest.mark.django_db
def test_without_valkey_nobody_is_refused(settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    limits.client.cache_clear()
    try:
        answers = [Client().get(FACTS) for _ in range(6)]
    finally:
        limits.client.cache_clear()
    assert {answer.status_code for answer in answers} == {200}
    assert "RateLimit" not in answers[0]


@pytest.mark.django_db
def test_pages_are_not_counted():
    answers = [Client().get("/findings/") for _ in range(5)]
    assert {answer.status_code for answer in answers} == {200}


@pytest.mark.parametrize(
    ("behind", "remote", "forwarded", "address"),
    [
        (False, "192.0.2.7", "198.51.100.1", "192.0.2.7"),
        (True, "10.0.0.2", "203.0.113.9, 198.51.100.1", "198.51.100.1"),
        (True, "10.0.0.2", "nonsense", "unknown"),
        (False, "2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::"),
        (False, "::ffff:192.0.2.7", "", "192.0.2.7"),
        (False, "", "", "unknown"),
    ],
)
def test_the_address_is_the_one_that_cannot_be_made_up(
    settings, behind, remote, forwarded, address
):
    settings.BEHIND_PROXY = behind
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    request = RequestFactory(headers=headers).get("/", REMOTE_ADDR=remote)
    assert limits.address_of(request) == address


@pytest.mark.django_db
def test_old_answers_are_forgotten_by_the_clock():
    for name, days in (("old", 3), ("new", 1)):
        IdempotencyKey.objects.create(
            caller="key:1",
            key=name,
            request_digest="",
            status=201,
            media_type="application/json",
            body=b"{}",
            created_at=timezone.now() - timedelta(days=days),
        )
    handle_forget_keys(None, None)()
    assert [row.key for row in IdempotencyKey.objects.all()] == ["new"]
