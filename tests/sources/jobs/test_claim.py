from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from sources.jobs import service
from sources.models import Job
from workbench.accounts.ids import new_id

pytestmark = pytest.mark.django_db


def test_a_due_job_is_taken_once(probe):
    job = probe()
    taken = service.claim(job.pk)
    assert (taken.state, taken.attempts) == ("running", 1)
    assert taken.lease_until > timezone.now()
    assert service.claim(job.pk) is None


def test_an_unknown_job_is_nobodys():
    assert service.claim(new_id()) is None


def test_a_job_is_not_taken_before_its_time(probe):
    job = probe()
    later = timezone.now() + timedelta(minutes=1)
    Job.objects.filter(pk=job.pk).update(next_attempt_at=later)
    assert service.claim(job.pk) is None


@pytest.mark.parametrize("state", ["done", "quarantined"])
def test_an_ended_job_is_not_taken(probe, state):
    job = probe()
    Job.objects.filter(pk=job.pk).update(state=state)
    assert service.claim(job.pk) is None


def test_a_job_whose_lease_ran_out_is_taken_over(probe, lose_worker):
    first = service.claim(probe().pk)
    lose_worker(first)
    second = service.claim(first.pk)
    assert second.attempts == 2


def test_a_heartbeat_keeps_the_lease(probe, lose_worker):
    job = service.claim(probe().pk)
    lose_worker(job)
    assert service.extend_lease(job)
    assert service.claim(job.pk) is None


def test_a_stale_token_extends_nothing(probe, lose_worker):
    first = service.claim(probe().pk)
    lose_worker(first)
    second = service.claim(first.pk)
    assert not service.extend_lease(first)
    assert service.extend_lease(second)


def test_three_lost_workers_set_a_job_aside(probe, lose_worker, settings):
    settings.JOB_MAX_ATTEMPTS = 3
    job = probe()
    for attempt in (1, 2, 3):
        taken = service.claim(job.pk)
        assert taken.attempts == attempt
        lose_worker(taken)
    assert service.claim(job.pk) is None
    job.refresh_from_db()
    assert (job.state, job.error_code) == ("quarantined", "worker_lost")
    assert job.finished_at
    assert job.error


def test_a_fresh_attempt_forgets_the_last_error(probe):
    job = probe()
    Job.objects.filter(pk=job.pk).update(error="away", error_code="fetch_dead_host")
    taken = service.claim(job.pk)
    assert (taken.error, taken.error_code) == ("", "")


@pytest.mark.django_db(transaction=True)
def test_of_many_claimants_one_wins(probe):
    job = probe()

    def claim(_):
        try:
            return service.claim(job.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        taken = [won for won in pool.map(claim, range(16)) if won]
    assert len(taken) == 1
