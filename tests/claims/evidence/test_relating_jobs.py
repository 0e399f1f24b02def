"""One job compares a story at a time, and does all that waits in it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from claims.models import CandidateGroup, ExtractionRun
from sources.ingest.service import ingest_paste
from sources.jobs import service as jobs
from sources.models import Job

pytestmark = pytest.mark.django_db

TEXTS = (
    "The ministry said on Monday that 14 people were hurt in the town of Sarnow.",
    "The district council said on Monday that 23 people were hurt in Sarnow.",
)


@pytest.fixture
def relates(story, reporter):
    """The jobs that relate two documents found to the end, still to be run."""
    for text in TEXTS:
        ingest_paste(text, story=story, by=reporter)
    while job := Job.objects.filter(kind__in=["read", "extract"], state="queued"):
        jobs.run(jobs.claim(job.first().pk))
    return list(Job.objects.filter(kind="relate").order_by("created_at", "id"))


def run(job):
    jobs.run(jobs.claim(job.pk))
    job.refresh_from_db()
    return job.state


def begun(job, *, before_s, lease_s=60):
    """Let a worker hold this job since so many seconds."""
    now = timezone.now()
    Job.objects.filter(pk=job.pk).update(
        state="running",
        attempts=1,
        started_at=now - timedelta(seconds=before_s),
        lease_until=now + timedelta(seconds=lease_s),
    )


def test_a_second_job_of_a_story_waits_while_the_first_compares(relates):
    first, second = relates
    begun(first, before_s=5)
    assert run(second) == "queued"
    assert second.attempts == 0
    assert second.next_attempt_at > timezone.now()
    assert ExtractionRun.objects.filter(related_at=None).count() == 2


def test_the_older_of_two_never_waits_for_the_younger(relates):
    first, second = relates
    begun(second, before_s=-60)
    assert run(first) == "done"


def test_a_job_that_lost_its_worker_is_not_waited_for(relates):
    first, second = relates
    begun(first, before_s=90, lease_s=-1)
    assert run(second) == "done"


def test_the_first_job_does_the_work_of_all_that_wait(relates, monkeypatch):
    first, second = relates
    assert run(first) == "done"
    assert not ExtractionRun.objects.filter(related_at=None).exists()
    groups = set(CandidateGroup.objects.values_list("pk", flat=True))

    def never(*_):
        raise AssertionError("compared twice")

    monkeypatch.setattr("claims.evidence.service.relate", never)
    assert run(second) == "done"
    assert set(CandidateGroup.objects.values_list("pk", flat=True)) == groups
