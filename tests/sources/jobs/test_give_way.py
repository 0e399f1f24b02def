"""A long job runs what a person waits for in its midst."""

from datetime import timedelta

import pytest
from django.db.models import Q
from django.utils import timezone

from sources.jobs import service
from sources.models import Job

pytestmark = pytest.mark.django_db

AWAITED = Q(kind="probe", inputs__first=0)


def states():
    return list(Job.objects.order_by("created_at").values_list("state", flat=True))


def test_the_oldest_that_waits_is_run(probe):
    probe(inputs={"first": 30})
    probe(inputs={"first": 0})
    probe(inputs={"first": 0})
    service.give_way(AWAITED)
    assert states() == ["queued", "done", "queued"]


@pytest.mark.parametrize(
    "fields",
    [
        {"attempts": 1},
        {"next_attempt_at": timezone.now() + timedelta(days=1)},
        {"state": "running"},
        {"state": "quarantined"},
    ],
    ids=["tried before", "not due", "runs", "set aside"],
)
def test_others_are_left_alone(probe, fields):
    Job.objects.filter(pk=probe(inputs={"first": 0}).pk).update(**fields)
    before = states()
    service.give_way(AWAITED)
    assert states() == before


def test_what_fails_does_not_disturb_the_job_around_it(probe):
    def fail(*_):
        raise RuntimeError("no such page")

    job = probe(fail, inputs={"first": 0})
    service.give_way(AWAITED)
    job.refresh_from_db()
    assert (job.state, job.error_code) == ("queued", "internal_error")
