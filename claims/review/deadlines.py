"""A story's deadline, which is when all its work is due that has no date of its own."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from claims import roles
from claims.choices import WorkState
from claims.models import Assignment
from sources.models import Story


def set_deadline(story: Story, deadline: datetime | None, *, by: Any) -> Story:
    """Set when a story is due, or that it is not; its open work is told of anew.

    Raises:
        NotAllowed: ``by`` is no reviewer or more in the story's team.
    """
    roles.require(by, story.team_id, roles.REVIEWER_UP)
    with transaction.atomic():
        row = Story.objects.select_for_update(of=("self",)).get(pk=story.pk)
        if row.deadline == deadline:
            return row
        row.deadline = deadline
        row.save(update_fields=["deadline"])
        of_story = Q()
        for path in ("claim__story", "question__story", "document__story", "story"):
            of_story |= Q(**{path: row})
        work = Assignment.objects.filter(of_story, state=WorkState.OPEN, due_at=None)
        work.update(due_told_at=None, overdue_told_at=None)
    return row
