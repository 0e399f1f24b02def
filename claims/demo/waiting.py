"""Wait until the workers have done what was submitted, telling how far they are."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any

from sources.choices import JobState
from sources.models import Capture, Job, Story, TextRevision

PAUSE_S = 0.5
ENDED = (JobState.DONE, JobState.QUARANTINED)

Say = Callable[[str], None]


class TookTooLong(Exception):
    """Jobs are unfinished after the time allowed; the message says which."""


def wait_for_stories(
    stories: Iterable[Story], *, say: Say, patience_s: float
) -> list[Job]:
    """Return the jobs of these stories that were set aside, when all have ended.

    The transaction that ends a stage inserts the next job, so there is no moment
    between two stages when nothing seems to be left.

    Raises:
        TookTooLong: some have not ended after ``patience_s`` seconds.
    """
    ids = [story.pk for story in stories]
    deadline = time.monotonic() + patience_s
    told = ""
    while True:
        jobs = jobs_of(ids)
        open_jobs = [job for job in jobs if job.state not in ENDED]
        line = f"{len(jobs) - len(open_jobs)} of {len(jobs)} jobs done"
        if line != told:
            say(line)
            told = line
        if not open_jobs:
            return [job for job in jobs if job.state == JobState.QUARANTINED]
        if time.monotonic() > deadline:
            raise TookTooLong(describe(open_jobs, patience_s))
        time.sleep(PAUSE_S)


def jobs_of(story_ids: list[Any]) -> list[Job]:
    """Jobs about any document, capture or text of these stories."""
    captures = Capture.objects.filter(document__story__in=story_ids)
    texts = TextRevision.objects.filter(document__story__in=story_ids)
    subjects = [
        *captures.values_list("pk", flat=True),
        *captures.values_list("document", flat=True),
        *texts.values_list("pk", flat=True),
        *story_ids,
    ]
    return list(Job.objects.filter(subject__in=subjects).order_by("created_at"))


def describe(open_jobs: list[Job], patience_s: float) -> str:
    first = "; ".join(str(job) for job in open_jobs[:3])
    return (
        f"{len(open_jobs)} jobs have not ended after {patience_s:.0f} s "
        f"({first}). Is a worker running? See its log. "
        "A second start goes on from here."
    )
