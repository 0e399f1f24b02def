import pytest
from django.db import transaction

from sources.jobs import service
from sources.models import Job
from tests.factories import make_team
from workbench.accounts.ids import new_id

pytestmark = pytest.mark.django_db


def test_the_same_work_twice_is_one_row(probe):
    subject = new_id()
    first = probe(subject=subject, inputs={"a": 1, "b": 2})
    again = probe(subject=subject, inputs={"b": 2, "a": 1})
    assert again.pk == first.pk
    assert Job.objects.count() == 1


def test_other_inputs_are_other_work(probe):
    subject = new_id()
    assert probe(subject=subject).pk != probe(subject=subject, inputs={"a": 1}).pk


def test_an_unknown_kind_is_refused():
    with pytest.raises(LookupError, match="nonsense"):
        service.submit("nonsense", new_id())


def test_the_hint_is_sent_after_the_commit_alone(
    probe, hints, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        job = probe()
        assert hints == []
    assert hints == [{"args": [str(job.pk)], "queue": "ingest", "retry": False}]


def test_hints_of_later_parts_of_a_long_document_stand_behind_others(
    hints, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        service.submit("extract_part", new_id(), inputs={"first": 0})
        service.submit("extract_part", new_id(), inputs={"first": 60})
        service.submit("extract", new_id())
    assert [hint.get("priority", 0) for hint in hints] == [0, 9, 0]


def test_a_second_submission_sends_no_hint(
    probe, hints, django_capture_on_commit_callbacks
):
    subject = new_id()
    probe(subject=subject)
    with django_capture_on_commit_callbacks(execute=True):
        probe(subject=subject)
    assert hints == []


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_submission_leaves_nothing(probe, hints):
    with transaction.atomic():
        probe()
        transaction.set_rollback(True)
    assert hints == []
    assert not Job.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_is_away_loses_nothing(probe, broker_down):
    with transaction.atomic():
        job = probe()
    assert service.claim(job.pk).pk == job.pk


def test_scope_parent_and_person_are_kept(probe):
    team, parent = make_team(), probe()
    job = probe(scope_id=team.pk, parent=parent, label="x" * 400)
    job.refresh_from_db()
    assert (job.scope, job.parent) == (team, parent)
    assert len(job.label) == 300
