import pytest

from sources.errors import SourcesError
from sources.jobs import service
from sources.models import Job, Source
from tests.factories import make_source

pytestmark = pytest.mark.django_db


def test_results_and_the_end_come_together(probe):
    def handle(job, progress):
        progress(2, 4)
        return lambda: make_source("Result")

    job = service.claim(probe(handle).pk)
    service.run(job)
    job.refresh_from_db()
    assert (job.state, job.lease_until) == ("done", None)
    assert (job.progress_done, job.progress_total) == (4, 4)
    assert job.finished_at
    assert Source.objects.filter(name="Result").exists()


def test_progress_is_seen_while_it_runs(probe):
    def handle(job, progress):
        progress(3, 10)
        row = Job.objects.get(pk=job.pk)
        assert (row.state, row.progress_done, row.progress_total) == ("running", 3, 10)
        return lambda: None

    job = service.claim(probe(handle).pk)
    service.run(job)
    job.refresh_from_db()
    assert job.state == "done"


def test_a_failing_save_writes_nothing(probe):
    def save():
        make_source("Half")
        raise RuntimeError("disk full")

    job = service.claim(probe(lambda *_: save).pk)
    service.run(job)
    job.refresh_from_db()
    assert (job.state, job.error_code) == ("queued", "internal_error")
    assert "disk full" in job.error
    assert not Source.objects.exists()


def test_a_stale_token_writes_nothing(probe, lose_worker):
    zombie = service.claim(probe(lambda *_: lambda: make_source("Zombie")).pk)
    lose_worker(zombie)
    heir = service.claim(zombie.pk)
    service.run(zombie)
    heir.refresh_from_db()
    assert (heir.state, heir.attempts) == ("running", 2)
    assert not Source.objects.exists()


def test_a_zombie_changes_nothing_after_the_end(probe, lose_worker):
    zombie = service.claim(probe(lambda *_: lambda: None).pk)
    lose_worker(zombie)
    service.run(service.claim(zombie.pk))
    with pytest.raises(service.LeaseLost):
        service.finish(zombie, lambda: make_source("Twice"))
    service.fail(zombie, code="late", message="late")
    row = Job.objects.get(pk=zombie.pk)
    assert (row.state, row.error_code) == ("done", "")
    assert not Source.objects.exists()


def test_the_next_job_is_born_with_the_results(probe):
    def handle(job, progress):
        return lambda: service.submit("read", job.subject, parent=job)

    job = service.claim(probe(handle).pk)
    service.run(job)
    assert job.children.get().kind == "read"


def test_an_error_leaves_no_next_job(probe):
    def save():
        service.submit("read", job.subject)
        raise SourcesError("no", code="no")

    job = service.claim(probe(lambda *_: save).pk)
    service.run(job)
    assert Job.objects.count() == 1
