import time

import pytest

from sources.jobs import service
from sources.models import Job, WorkerBeat
from sources.tasks import run_job

# The task closes stale connections and beats from a thread: no enclosing transaction.
pytestmark = pytest.mark.django_db(transaction=True)


def test_a_hint_runs_the_job(probe, hints):
    job = probe()
    run_job(str(job.pk))
    job.refresh_from_db()
    assert job.state == "done"
    assert WorkerBeat.objects.count() == 1


def test_a_second_hint_is_a_no_op(probe, hints):
    calls = []
    job = probe(lambda job, progress: lambda: calls.append(job.pk))
    run_job(str(job.pk))
    run_job(str(job.pk))
    assert calls == [job.pk]


def test_a_long_job_keeps_its_lease(probe, hints, settings):
    settings.JOB_LEASE_S = 0.6
    seen = []

    def handle(job, progress):
        first = Job.objects.get(pk=job.pk).lease_until
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            seen.append(Job.objects.get(pk=job.pk).lease_until)
            if seen[-1] > first:
                break
            time.sleep(0.05)
        assert service.claim(job.pk) is None
        return lambda: None

    job = probe(handle)
    run_job(str(job.pk))
    job.refresh_from_db()
    assert job.state == "done"
    assert max(seen) > min(seen)
