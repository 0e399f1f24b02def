"""Alive, ready, figures."""

from django.urls import reverse
from django.utils import timezone

from sources.models import WorkerBeat
from workbench import views


def test_alive_asks_nothing(client):
    assert client.get(reverse("healthz")).json() == {"status": "ok"}


def test_not_ready_without_workers(client, db, monkeypatch):
    monkeypatch.setattr(views, "broker_answers", lambda: "")
    response = client.get(reverse("readyz"))
    assert response.status_code == 503
    assert response.json()["checks"]["workers"] != "ok"


def test_ready_when_all_answer(client, db, monkeypatch):
    monkeypatch.setattr(views, "broker_answers", lambda: "")
    now = timezone.now()
    WorkerBeat.objects.create(name="w", seen_at=now, queues=["ingest", "read"])
    WorkerBeat.objects.create(name="x", seen_at=now, queues=["extract", "relate"])
    assert client.get(reverse("readyz")).json()["status"] == "ok"


def test_not_ready_while_a_queue_has_no_worker(client, db, monkeypatch):
    monkeypatch.setattr(views, "broker_answers", lambda: "")
    queues = ["ingest", "read", "extract"]
    WorkerBeat.objects.create(name="w", seen_at=timezone.now(), queues=queues)
    response = client.get(reverse("readyz"))
    assert response.status_code == 503
    assert response.json()["checks"]["workers"].endswith("for: relate")


def test_an_unreachable_broker_is_told_without_its_address(client, db, settings):
    settings.REDIS_URL = "redis://user:secret@127.0.0.1:1/0"
    body = client.get(reverse("readyz")).content.decode()
    assert "not reachable" in body
    assert "secret" not in body


def test_figures_are_prometheus_text(client, db):
    response = client.get(reverse("metrics"))
    assert response["Content-Type"].startswith("text/plain")
    assert b"corroborate_jobs" in response.content
