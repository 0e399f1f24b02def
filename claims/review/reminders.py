"""What is due is told once, a day ahead; what is overdue once, when it is.

A change of the date forgets that it was told.
"""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from claims.choices import WorkState
from claims.models import Assignment
from claims.review.notices import notify
from sources.jobs.service import Progress, Save
from sources.models import Job

AHEAD = timedelta(days=1)
AT_ONCE = 500  # what is left over is told in the next round


def handle_reminders(job: Job, progress: Progress) -> Save:
    """Tell of open work that is due within a day, and of what is overdue."""

    def save() -> None:
        now = timezone.now()
        rows = Assignment.objects.filter(state=WorkState.OPEN).with_due()
        rows = rows.select_for_update(of=("self",), skip_locked=True)
        for row in rows.filter(due__lte=now, overdue_told_at=None)[:AT_ONCE]:
            notify("overdue", to=[row.person, row.by], about=row, by=None)
            row.overdue_told_at = row.due_told_at = now
            row.save(update_fields=["overdue_told_at", "due_told_at"])
        soon = rows.filter(due__gt=now, due__lte=now + AHEAD, due_told_at=None)
        for row in soon[:AT_ONCE]:
            notify("due", to=[row.person or row.by], about=row, by=None)
            row.due_told_at = now
            row.save(update_fields=["due_told_at"])

    return save
