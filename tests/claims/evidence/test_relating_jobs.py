"""One job compares a story at a time, and does all that waits in it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from claims.evidence import service
from claims.models import Candidate, CandidateGroup, ExtractionRun, Relation
from sources.ingest.service import ingest_paste
from sources.jobs import service as jobs
from sources.models import Embedding, Job, Passage

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


def without_vector():
    found = Embedding.objects.filter(kind="passage").values("object_id")
    return Passage.objects.exclude(pk__in=found)


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


def test_each_text_that_was_compared_is_found_by_meaning(relates):
    assert without_vector().count() == 2
    for job in relates:
        assert run(job) == "done"
    assert not without_vector().exists()


def test_a_killed_job_is_done_again_without_loss_or_doubles(relates, monkeypatch):
    first, second = relates

    def killed(*_, **__):
        raise RuntimeError("killed")

    with monkeypatch.context() as cut:
        cut.setattr(service, "regroup", killed)
        assert run(first) == "queued"
    assert not Relation.objects.exists()
    assert ExtractionRun.objects.filter(related_at=None).count() == 2
    vectors = set(Embedding.objects.values_list("pk", flat=True))
    assert vectors
    Job.objects.filter(pk=first.pk).update(next_attempt_at=timezone.now())
    assert run(first) == run(second) == "done"
    assert vectors < set(Embedding.objects.values_list("pk", flat=True))
    assert Embedding.objects.filter(kind="passage").count() == 2
    assert Relation.objects.exists()


def test_a_reference_document_is_found_by_meaning_and_not_mined(story, reporter):
    ingest_paste(TEXTS[0], story=story, by=reporter, purpose="reference")
    while job := Job.objects.filter(state="queued").first():
        jobs.run(jobs.claim(job.pk))
    assert not ExtractionRun.objects.exists()
    assert Passage.objects.exists()
    assert not without_vector().exists()


def test_of_a_huge_document_each_job_compares_a_part(relates, monkeypatch):
    monkeypatch.setattr(service, "CLAIMS", 1)
    first, second = relates
    assert run(first) == "done"
    lone = CandidateGroup.objects.filter(compared=False)
    total = Candidate.objects.count()
    assert lone.count() == total - 1
    (other,) = Job.objects.filter(kind="relate", state="queued").exclude(pk=second.pk)
    assert other.label.endswith(f" · {total - 1} claims not compared yet")
    while job := Job.objects.filter(kind="relate", state="queued").first():
        assert run(job) == "done"
    assert not lone.exists()
    assert not ExtractionRun.objects.filter(related_at=None).exists()
    assert Relation.objects.exists()
