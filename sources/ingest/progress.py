"""All work on a document, whatever stage it is at."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from sources.choices import JobState
from sources.models import Document, Job

UNDER_WAY = (JobState.QUEUED, JobState.RUNNING)


def jobs_of(document: Document) -> QuerySet[Job]:
    """Return its jobs, oldest first: their subject is it, a capture or a text of it."""
    return (
        Job.objects.filter(
            Q(subject=document.pk)
            | Q(subject__in=document.captures.values("pk"))
            | Q(subject__in=document.revisions.values("pk"))
        )
        .select_related("story")
        .order_by("created_at", "id")
    )
