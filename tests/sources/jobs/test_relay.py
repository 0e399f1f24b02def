from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from sources.jobs import service
from sources.models import Job

pytestmark = pytest.mark.django_db


def age(job, **columns):
    """Move columns so many seconds into the past."""
    now = timezone.now()
    moved = {name: now - timedelta(seconds=s) for name, s in columns.items()}
    Job.objects.filter(pk=job.pk).update(**moved)


@pytest.fixture
def waiting(probe):
    """A job whose hint was lost ten seconds ago."""
    job = probe()
    age(job, created_at=10, next_attempt_at=10)
    return job


def test_a_lost_hint_is_sent_again(waiting, hints):
    assert service.relay_due() == 1
    assert hints[0]["args"] == [str(waiting.pk)]


def test_a_fresh_job_is_left_to_its_own_hint(probe, hints):
    probe()
    assert service.relay_due() == 0


def test_a_hint_is_not_repeated_at_once(waiting, hints):
    service.relay_due()
    assert service.relay_due() == 0


def test_a_hint_is_repeated_while_the_job_waits(waiting, hints):
    age(waiting, dispatched_at=15, next_attempt_at=16)
    assert service.relay_due() == 1


def test_pauses_grow_while_a_job_waits_in_a_long_queue(waiting, hints):
    age(waiting, dispatched_at=10, next_attempt_at=30)
    assert service.relay_due() == 0
    age(waiting, dispatched_at=21, next_attempt_at=41)
    assert service.relay_due() == 1


def test_no_pause_is_longer_than_half_a_minute(waiting, hints):
    age(waiting, dispatched_at=31, next_attempt_at=4000)
    assert service.relay_due() == 1


def test_a_job_that_lost_its_worker_is_sent_again(waiting, hints):
    job = service.claim(waiting.pk)
    assert service.relay_due() == 0
    age(job, lease_until=1)
    assert service.relay_due() == 1


def test_ended_jobs_are_not_sent(waiting, hints):
    service.run(service.claim(waiting.pk))
    assert service.relay_due() == 0


def test_a_retry_waits_for_its_time(waiting, hints):
    service.fail(service.claim(waiting.pk), code="x", message="x")
    assert service.relay_due() == 0
    age(waiting, next_attempt_at=1)
    assert service.relay_due() == 1


def test_a_broker_that_is_away_costs_nothing(waiting, broker_down):
    assert service.relay_due() == 0
    waiting.refresh_from_db()
    assert (waiting.state, waiting.attempts) == ("queued", 0)


def test_the_command_sweeps_once(waiting, hints):
    call_command("relay", once=True)
    assert len(hints) == 1


@pytest.mark.django_db(transaction=True)
def test_two_relays_share_the_work(waiting, hints):
    """A row that one relay holds is skipped by the other, not waited for."""
    copy = connection.copy()
    try:
        with copy.cursor() as cursor:
            copy.set_autocommit(False)
            cursor.execute("SELECT 1 FROM sources_job FOR UPDATE")
            with transaction.atomic():
                assert service.relay_due() == 0
            copy.rollback()
    finally:
        copy.close()
    assert service.relay_due() == 1
