"""Jobs written before jobs knew their story get it from what they work on."""

from importlib import import_module

import pytest
from django.apps import apps

from tests.factories import make_capture, make_document, make_job, make_revision

pytestmark = pytest.mark.django_db


def test_each_old_job_finds_its_story(story):
    document = make_document(story)
    revision = make_revision(document=document)
    subjects = [document.pk, make_capture(document).pk, revision.pk]
    jobs = [make_job(subject=subject) for subject in subjects]
    lost = make_job()
    import_module("sources.migrations.0004_stories_of_old_jobs").find_stories(
        apps, None
    )
    for job in (*jobs, lost):
        job.refresh_from_db()
    assert [job.story for job in jobs] == [story, story, story]
    assert lost.story is None
