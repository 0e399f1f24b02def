"""Stories as people keep them: open, date, close and open again.

Embargoes are the claims room's, since all rows made from a story change with them
(``claims.review.embargo``).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zlib import crc32

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sources.errors import BadStory, NotAllowed, StaleStory
from sources.models import Story, StoryEdit
from workbench.accounts.models import Role, Team, User


def open_story(
    title: str,
    *,
    team: Team,
    by: User,
    embargo: bool = False,
    deadline: datetime | None = None,
) -> Story:
    """Insert a story of ``team``; under embargo it is seen by that team alone.

    Raises:
        NotAllowed: ``by`` is no member of the team.
    """
    if not by.roles_in(team.pk):
        raise NotAllowed(
            _("Only members of a team may open its stories."), team=team.slug
        )
    return Story.objects.create(
        title=title.strip(),
        team=team,
        scope=team if embargo else None,
        deadline=deadline,
        created_by=by,
    )


def edit_story(
    story: Story,
    *,
    by: User,
    title: str,
    deadline: datetime | None,
    seen: str = "",
) -> Story:
    """Give a story another title or deadline; what is no change is not noted.

    ``seen`` is the :func:`story_digest` of what the person read; empty: not compared.

    Raises:
        NotAllowed: ``by`` is no editor of its team.
        BadStory: no title.
        StaleStory: somebody else changed it since.
    """
    if not title.strip():
        raise BadStory(_("A story needs a title."))
    with transaction.atomic():
        row = locked(story, by=by)
        if seen and seen != story_digest(row):
            raise StaleStory(
                _("Somebody else changed this story while you did."),
                now={"title": row.title, "deadline": told(row.deadline)},
            )
        changes: dict[str, list[Any]] = {}
        if title.strip() != row.title:
            changes["title"] = [row.title, title.strip()]
        if deadline != row.deadline:
            changes["deadline"] = [told(row.deadline), told(deadline)]
        if changes:
            row.title, row.deadline = title.strip(), deadline
            row.save(update_fields=["title", "deadline"])
            note_edit(row, changes, by=by)
    return row


def close_story(story: Story, *, by: User, reason: str) -> Story:
    """Close a story: nothing is added to it any more; all of it stays to be read.

    Closed twice, it is noted once.

    Raises:
        NotAllowed: ``by`` is no editor of its team.
        BadStory: no reason.
    """
    if not reason.strip():
        raise BadStory(_("Say why it is closed."))
    with transaction.atomic():
        row = locked(story, by=by)
        if row.closed_at is None:
            row.closed_at = timezone.now()
            row.save(update_fields=["closed_at"])
            note_edit(row, {"state": ["open", "closed"]}, by=by, reason=reason)
    return row


def reopen_story(story: Story, *, by: User, reason: str = "") -> Story:
    """Open a closed story again."""
    with transaction.atomic():
        row = locked(story, by=by)
        if row.closed_at is not None:
            row.closed_at = None
            row.save(update_fields=["closed_at"])
            note_edit(row, {"state": ["closed", "open"]}, by=by, reason=reason)
    return row


def locked(story: Story, *, by: User) -> Story:
    """Lock the row for an editor of its team."""
    if Role.EDITOR not in by.roles_in(story.team_id):
        raise NotAllowed(_("This needs an editor of the story's team."))
    rows = Story.objects.select_for_update(of=("self",)).select_related("team")
    return rows.get(pk=story.pk)


def note_edit(
    story: Story, changes: dict[str, Any], *, by: User, reason: str = ""
) -> StoryEdit:
    return StoryEdit.objects.create(
        story=story,
        scope_id=story.scope_id,
        by=by,
        reason=reason.strip()[:500],
        changes=changes,
    )


def story_digest(story: Story) -> str:
    """What of a story a person edits, as a short text that changes with it."""
    return f"{crc32(story.title.encode()):x}.{told(story.deadline)}"


def told(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""
