from datetime import timedelta

import pytest
from django.utils import timezone

from sources.errors import DeadHost, NotAllowed, NoText, ParseMemory, ParseTimeout
from sources.jobs import service
from sources.models import Job

pytestmark = pytest.mark.django_db


def fails(error):
    def handle(job, progress):
        raise error

    return handle


def make_due(job):
    Job.objects.filter(pk=job.pk).update(next_attempt_at=timezone.now())


def test_what_no_retry_can_help_is_set_aside_at_once(probe):
    job = service.claim(probe(fails(NoText("There are no words in it."))).pk)
    service.run(job)
    job.refresh_from_db()
    assert (job.state, job.error_code) == ("quarantined", "no_text")
    assert job.error == "There are no words in it."


@pytest.mark.parametrize("kind", [ParseTimeout, ParseMemory])
def test_what_would_fail_the_same_way_again_is_tried_once(probe, kind):
    job = service.claim(probe(fails(kind("The file took too long."))).pk)
    service.run(job)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.error_code) == (
        "quarantined",
        1,
        kind.default_code,
    )


def test_what_may_pass_is_tried_again_later_and_later(probe, settings):
    settings.JOB_RETRY_S, settings.JOB_MAX_ATTEMPTS = 10, 3
    job = probe(fails(DeadHost("Nobody answers.")))
    for wait in (10, 20):
        begun = timezone.now()
        service.run(service.claim(job.pk))
        job.refresh_from_db()
        assert job.state == "queued"
        assert job.next_attempt_at >= begun + timedelta(seconds=wait)
        make_due(job)
    service.run(service.claim(job.pk))
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("quarantined", 3)
    assert (job.error_code, job.lease_until) == ("fetch_dead_host", None)


def test_a_surprise_keeps_its_name_and_loses_its_nul_bytes(probe):
    job = service.claim(probe(fails(ValueError("bad \x00 byte"))).pk)
    service.run(job)
    job.refresh_from_db()
    assert job.error_code == "internal_error"
    assert job.error == "ValueError: bad � byte"


def test_waiting_for_something_costs_no_attempt(probe):
    job = probe(fails(service.TryLater()))
    for _ in range(5):
        service.run(service.claim(job.pk))
        job.refresh_from_db()
        assert (job.state, job.attempts, job.error_code) == ("queued", 0, "")
        make_due(job)


def test_a_person_may_queue_a_set_aside_job_afresh(probe, hints, story, reporter):
    job = service.claim(probe(fails(NoText("Nothing.")), story_id=story.pk).pk)
    service.run(job)
    again = service.retry(job, by=reporter)
    assert (again.state, again.attempts, again.finished_at) == ("queued", 0, None)
    assert service.claim(job.pk).attempts == 1


@pytest.mark.parametrize("state", ["queued", "running", "done"])
def test_only_set_aside_jobs_are_retried(probe, story, reporter, state):
    job = probe(story_id=story.pk)
    Job.objects.filter(pk=job.pk).update(state=state, attempts=2)
    again = service.retry(job, by=reporter)
    assert (again.state, again.attempts) == (state, 2)


def test_only_the_storys_team_retries(probe, story, outsider):
    for job in (probe(story_id=story.pk), probe()):
        Job.objects.filter(pk=job.pk).update(state="quarantined")
        with pytest.raises(NotAllowed):
            service.retry(job, by=outsider)


def test_a_retry_sends_a_hint(
    probe, story, reporter, hints, django_capture_on_commit_callbacks
):
    job = probe(story_id=story.pk)
    Job.objects.filter(pk=job.pk).update(state="quarantined")
    with django_capture_on_commit_callbacks(execute=True):
        service.retry(job, by=reporter)
    assert len(hints) == 1
