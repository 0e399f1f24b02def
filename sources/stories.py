"""Open a story: the one thing people do to stories that is a rule."""

from __future__ import annotations

from datetime import datetime

from sources.errors import NotAllowed
from sources.models import Story
from workbench.accounts.models import Team, User


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
        raise NotAllowed("Only members of a team may open its stories.", team=team.slug)
    return Story.objects.create(
        title=title.strip(),
        team=team,
        scope=team if embargo else None,
        deadline=deadline,
        created_by=by,
    )
