"""The demo's people, key and patience."""

from __future__ import annotations

import pytest

from claims.demo import cast
from claims.demo.key import ensure_key
from claims.demo.waiting import TookTooLong, wait_for_stories
from sources.choices import JobState
from tests.factories import make_capture, make_document, make_job
from workbench.accounts.keys import find_key, revoke
from workbench.accounts.models import Membership, Role, User


@pytest.fixture
def people(db):
    return cast.ensure_people(cast.ensure_teams())


def test_every_role_has_somebody(people):
    assert set(Membership.objects.values_list("role", flat=True)) == set(Role.values)


def test_a_second_start_makes_nobody_and_keeps_a_changed_password(people):
    reporter = people["reporter"]
    reporter.set_password("something of my own")
    reporter.save()

    again = cast.ensure_people(cast.ensure_teams())

    assert User.objects.count() == len(cast.CAST)
    assert again["reporter"].check_password("something of my own")


def test_the_key_is_kept_while_it_works(people, tmp_path):
    first = ensure_key(people["reviewer"], tmp_path)

    assert ensure_key(people["reviewer"], tmp_path) == first
    assert (tmp_path / "demo_api_key").stat().st_mode & 0o777 == 0o600


def test_a_revoked_key_is_replaced(people, tmp_path):
    first = ensure_key(people["reviewer"], tmp_path)
    revoke(find_key(first))

    second = ensure_key(people["reviewer"], tmp_path)

    assert second != first
    assert find_key(second) is not None


def test_waiting_tells_what_was_set_aside(story):
    capture = make_capture(make_document(story))
    make_job(subject=capture.pk, state=JobState.DONE)
    lost = make_job(subject=capture.document_id, state=JobState.QUARANTINED)
    make_job()
    lines = []

    failed = wait_for_stories([story], say=lines.append, patience_s=0)

    assert failed == [lost]
    assert lines == ["2 of 2 jobs done"]


def test_waiting_ends_with_a_question_about_the_worker(story):
    make_job(subject=make_capture(make_document(story)).pk)

    with pytest.raises(TookTooLong, match="Is a worker running"):
        wait_for_stories([story], say=lambda line: None, patience_s=0)
