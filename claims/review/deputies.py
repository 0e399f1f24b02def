"""Who stands in for an approver that is away.

A deputy reads second with the right of the absent person, never against the rule that
nobody approves what they proposed; the approval names whom they stood in for.
"""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from claims import roles
from workbench.accounts.models import Absence, User


def absences_today() -> QuerySet[Absence]:
    today = timezone.localdate()
    return Absence.objects.filter(starts_on__lte=today, ends_on__gte=today)


def teams_to_approve(user: Any) -> set[Any]:
    """Teams in which ``user`` reads second now, by a role of their own or as a deputy.

    A deputy is reviewer or more in the team; the role of a reporter gives no right to
    stand in.
    """
    held = user.memberships_by_team.items()
    return {team for team, own in held if own & roles.APPROVERS} | set(absent_of(user))


def absent_of(user: Any) -> dict[Any, list[Any]]:
    """Keys of the approvers that ``user`` stands in for now, by team."""
    found: dict[Any, list[Any]] = {}
    if user.is_active:
        for team, role, whose in user.roles_held:
            able = user.roles_in(team) & roles.REVIEWER_UP
            if whose != user.pk and able and role in roles.APPROVERS:
                found.setdefault(team, []).append(whose)
    return found


def stands_for(user: Any, team_id: Any) -> User | None:
    """Return the approver that ``user`` stands in for in this team, None for none.

    With a role of their own they stand in for nobody.
    """
    if roles.holds(user, team_id, roles.APPROVERS):
        return None
    absent = absent_of(user).get(team_id)
    if not absent:
        return None
    return User.objects.filter(pk__in=absent).order_by("name").first()


def may_approve(user: Any, team_id: Any) -> bool:
    """Whether ``user`` reads second here, by role or as a deputy."""
    return bool(user.is_active) and team_id in teams_to_approve(user)


def away_of(team_id: Any) -> list[Absence]:
    """Approvers of a team that are away today, each with the deputy."""
    rows = absences_today().filter(
        user__memberships__team=team_id, user__memberships__role__in=roles.APPROVERS
    )
    return list(rows.select_related("user", "deputy").distinct())
