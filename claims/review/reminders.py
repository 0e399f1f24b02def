"""What is due is told once, a day ahead; what is overdue once, when it is.

Each task keeps the date that was told, so that another date, its own or its story's,
is told anew.
"""

from __future__ import annotations

from datetime import timedelta

from django.db.models import F, Q
from django.utils import timezone

from claims.choices import WorkState
from claims.models import Assignment
from claims.review.notices import notify
from sources.jobs.service import Progress, Save
from sources.models import Job

AHEAD = timedelta(days=1)
AT_ONCE = 500  # what is left over is told in the next round


def untold(told: str) -> Q:
    return Q(**{told: None}) | ~Q(**{told: F("due")})


def handle_reminders(job: Job, progress: Progress) -> Save:
    """Tell of open work that is due within a day, and of what is overdue."""

    def save() -> None:
        now = timezone.now()
        rows = Assignment.objects.filter(state=WorkState.OPEN).with_due()
        rows = rows.select_for_update(of=("self",), skip_locked=True)
        late = rows.filter(due__lte=now).filter(untold("overdue_told"))
        for row in late[:AT_ONCE]:
            notify("overdue", to=[row.person, row.by], about=row, by=None)
            row.overdue_told = row.due
            row.save(update_fields=["overdue_told"])
        soon = rows.filter(due__gt=now, due__lte=now + AHEAD)
        for row in soon.filter(untold("due_told"))[:AT_ONCE]:
            notify("due", to=[row.person or row.by], about=row, by=None)
            row.due_told = row.due
            row.save(update_fields=["due_told"])

    return save
