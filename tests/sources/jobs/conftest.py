from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from sources.jobs import HANDLERS, service
from sources.models import Job
from workbench.accounts.ids import new_id


@pytest.fixture
def probe(monkeypatch) -> Callable[..., Job]:
    """Submit a job of kind ``probe`` that the given handler will run."""
    monkeypatch.setitem(HANDLERS, "probe", ("probe.handle", "ingest"))

    def submit(handler: Any = None, **fields: Any) -> Job:
        monkeypatch.setattr(
            service, "import_string", lambda _: handler or (lambda *_: lambda: None)
        )
        return service.submit("probe", fields.pop("subject", new_id()), **fields)

    return submit


@pytest.fixture
def hints(monkeypatch) -> list[dict[str, Any]]:
    """What was sent to the broker; nothing reaches one."""
    sent: list[dict[str, Any]] = []
    monkeypatch.setattr(
        "sources.tasks.run_job.apply_async", lambda **message: sent.append(message)
    )
    return sent


@pytest.fixture
def broker_down(monkeypatch) -> None:
    def refuse(**_: Any) -> None:
        raise ConnectionError("broker away")

    monkeypatch.setattr("sources.tasks.run_job.apply_async", refuse)


@pytest.fixture
def lose_worker() -> Callable[[Job], None]:
    """The worker is gone and its lease has run out."""

    def lose(job: Job) -> None:
        past = timezone.now() - timedelta(seconds=1)
        Job.objects.filter(pk=job.pk).update(lease_until=past)

    return lose
