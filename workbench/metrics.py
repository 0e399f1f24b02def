"""Prometheus figures: requests of this process, and queues read from the database."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import timedelta

from django.db.models import Count, Min, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from prometheus_client import CONTENT_TYPE_LATEST, Counter, Histogram, generate_latest
from prometheus_client.core import REGISTRY, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from sources.jobs import HANDLERS
from sources.models import Job, WorkerBeat

REQUESTS = Counter(
    "corroborate_requests_total", "Answered requests", ["method", "status"]
)
SECONDS = Histogram("corroborate_request_seconds", "Time to answer", ["method"])


class CountRequests:
    """Middleware that counts and times every answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        begun = time.perf_counter()
        response = self.get_response(request)
        method = request.method if request.method in KNOWN_METHODS else "OTHER"
        SECONDS.labels(method).observe(time.perf_counter() - begun)
        REQUESTS.labels(method, str(response.status_code)).inc()
        return response


KNOWN_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class QueueCollector(Collector):
    """Job counts by kind and state, the oldest due job, and workers alive."""

    def describe(self) -> Iterator[Metric]:
        return iter(())  # registering must not ask the database

    def collect(self) -> Iterator[Metric]:
        jobs = GaugeMetricFamily(
            "corroborate_jobs", "Job rows by kind and state", labels=["kind", "state"]
        )
        counts = Job.objects.order_by().values_list("kind", "state")
        for kind, state, count in counts.annotate(n=Count("id")):
            jobs.add_metric([kind, state], count)
        yield jobs
        yield GaugeMetricFamily(
            "corroborate_oldest_due_job_seconds",
            "Age of the oldest job that should have run",
            value=oldest_due_s(),
        )
        yield GaugeMetricFamily(
            "corroborate_workers", "Workers seen within a minute", value=workers_alive()
        )


def oldest_due_s() -> float:
    """Return the age in seconds of the oldest job that is due, 0 when none is."""
    now = timezone.now()
    due = Job.objects.filter(state="queued", next_attempt_at__lte=now)
    oldest = due.aggregate(oldest=Min("next_attempt_at"))["oldest"]
    return (now - oldest).total_seconds() if oldest else 0.0


def workers_alive() -> int:
    return beats().count()


def queues_idle() -> list[str]:
    """Return the queues that some kind of work needs and no living worker works off."""
    needed = {queue for _, queue in HANDLERS.values()}
    worked = beats().values_list("queues", flat=True)
    return sorted(needed.difference(*worked))


def beats(within_s: int = 60) -> QuerySet[WorkerBeat]:
    since = timezone.now() - timedelta(seconds=within_s)
    return WorkerBeat.objects.filter(seen_at__gte=since)


def exposition() -> tuple[bytes, str]:
    """Return the text of ``/metrics`` and its media type."""
    return generate_latest(REGISTRY), CONTENT_TYPE_LATEST


REGISTRY.register(QueueCollector())
