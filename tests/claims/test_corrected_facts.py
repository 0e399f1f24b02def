"""An editor who gives a document its date has its times read anew."""

from __future__ import annotations

from typing import Any

from sources.choices import JobState
from sources.documents import correct_facts
from sources.ingest.service import ingest_paste
from sources.jobs import service
from sources.models import Job

UNDATED = """Weir gate fails

The gate of the Ostrow weir failed at 6 a.m. GMT on May 4, the Water Ministry said.

The ministry said 14 people were injured when the gate failed on May 4.
"""


def run_all() -> None:
    for _ in range(9):
        for job in Job.objects.filter(state=JobState.QUEUED).order_by("created_at"):
            service.run(service.claim(job.pk))


def test_a_given_date_gives_times_and_taking_it_back_takes_them(
    story: Any, editor: Any
) -> None:
    document, _ = ingest_paste(UNDATED, story=story, by=editor)
    run_all()
    document.refresh_from_db()
    assert document.published == ""
    before = set(story.candidates.values_list("pk", flat=True))
    assert before
    assert not story.candidates.exclude(event_start=None).exists()

    correct_facts(
        document, {"published": "2024-05-05"}, by=editor, reason="Asked them."
    )
    run_all()

    dated = story.candidates.exclude(event_start=None)
    assert {c.event_start.year for c in dated} == {2024}
    assert set(story.candidates.values_list("pk", flat=True)) == before

    document.refresh_from_db()
    correct_facts(document, {"published": ""}, by=editor, reason="Asked them.")
    run_all()
    assert not story.candidates.exclude(event_start=None).exists()
    assert set(Job.objects.values_list("state", flat=True)) == {JobState.DONE}


def test_a_corrected_title_costs_no_new_reading(story: Any, editor: Any) -> None:
    document, _ = ingest_paste(UNDATED, story=story, by=editor)
    run_all()
    document.refresh_from_db()
    jobs = Job.objects.count()
    correct_facts(
        document, {"title": "Weir gate fails at dawn"}, by=editor, reason="Asked them."
    )
    assert Job.objects.count() == jobs
