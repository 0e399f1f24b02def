"""Who stands in for an approver that is away.

A deputy reads second with the right of the absent person, never against the rule that
nobody approves what they proposed; the approval names whom they stood in for.
"""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from claims import roles
from workbench.accounts.models import Absence, Membership, User


def absences_today() -> QuerySet[Absence]:
    today = timezone.localdate()
    return Absence.objects.filter(starts_on__lte=today, ends_on__gte=today)


def teams_to_approve(user: Any) -> dict[Any, User | None]:
    """Teams in which ``user`` reads second now: by a role of their own (None), or as
    the deputy of the person given.

    A deputy is reviewer or more in the team; the role of a reporter gives no right to
    stand in.
    """
    held = user.memberships_by_team.items()
    found: dict[Any, User | None] = {
        team: None for team, own in held if own & roles.APPROVERS
    }
    able = [team for team, own in held if own & roles.REVIEWER_UP and team not in found]
    if not able or not user.is_active:
        return found
    away = absences_today().filter(deputy=user, user__is_active=True)
    stood_for = Membership.objects.filter(
        team__in=able, role__in=roles.APPROVERS, user__in=away.values("user")
    )
    for row in stood_for.select_related("user").order_by("user__name"):
        found.setdefault(row.team_id, row.user)
    return found


def stands_for(user: Any, team_id: Any) -> User | None:
    """Return the approver that ``user`` stands in for in this team, None for none."""
    if roles.holds(user, team_id, roles.APPROVERS):
        return None
    return teams_to_approve(user).get(team_id)


def may_approve(user: Any, team_id: Any) -> bool:
    """Whether ``user`` reads second here, by role or as a deputy."""
    return bool(user.is_active) and team_id in teams_to_approve(user)


def away_of(team_id: Any) -> list[Absence]:
    """Approvers of a team that are away today, each with the deputy."""
    rows = absences_today().filter(
        user__memberships__team=team_id, user__memberships__role__in=roles.APPROVERS
    )
    return list(rows.select_related("user", "deputy").distinct())
