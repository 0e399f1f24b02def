"""Who is away from when to when, and who stands in."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from workbench.accounts.invitations import may_manage
from workbench.accounts.models import Absence, Team, User

LONGEST = timedelta(days=366)


class AbsenceError(Exception):
    """Why an absence cannot be noted or ended; the words are for the person."""


def note_absence(
    team: Team, *, user: User, deputy: User, starts_on: date, ends_on: date, by: User
) -> Absence:
    """Note that a member of ``team`` is away, both days included.

    The same absence noted twice is one row.

    Raises:
        AbsenceError: it is not for ``by`` to note, the deputy is no other member, the
            days are in the wrong order, over or too many, or another absence of that
            person lies across them.
    """
    if by != user and not may_manage(by, team):
        raise AbsenceError(_("Only editors and admins note that others are away."))
    for person in (user, deputy):
        if not person.is_active or not person.roles_in(team.pk):
            raise AbsenceError(_("%s is no active member of this team.") % person)
    if deputy == user:
        raise AbsenceError(_("Nobody stands in for themselves."))
    if ends_on < starts_on:
        raise AbsenceError(_("The last day lies before the first."))
    if ends_on < timezone.localdate():
        raise AbsenceError(_("These days are over."))
    if ends_on - starts_on > LONGEST:
        raise AbsenceError(_("An absence lasts a year at most."))
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        across = Absence.objects.filter(
            user=user, starts_on__lte=ends_on, ends_on__gte=starts_on
        )
        wanted = {"deputy": deputy, "starts_on": starts_on, "ends_on": ends_on}
        same = across.filter(**wanted).first()
        if same is not None:
            return same
        if across.exists():
            raise AbsenceError(_("Another absence lies across these days; end it."))
        return Absence.objects.create(user=user, **wanted)


def end_absence(absence: Absence, team: Team, *, by: User) -> None:
    """Take an absence off; one that began ends yesterday, so that it stays known.

    Raises:
        AbsenceError: it is neither one's own nor a member's of a team one manages.
    """
    member = absence.user.roles_in(team.pk)
    if by != absence.user and not (member and may_manage(by, team)):
        raise AbsenceError(_("Only editors and admins change others' absences."))
    today = timezone.localdate()
    if absence.starts_on >= today:
        absence.delete()
        return
    absence.ends_on = min(absence.ends_on, today - timedelta(days=1))
    absence.save(update_fields=["ends_on"])


def absences_of(team: Team) -> QuerySet[Absence]:
    """Absences of members that last or are to come, the next first."""
    rows = Absence.objects.filter(
        user__memberships__team=team, ends_on__gte=timezone.localdate()
    )
    return rows.select_related("user", "deputy").distinct().order_by("starts_on", "id")


def away_today(rows: list[Absence]) -> dict[Any, Absence]:
    today = timezone.localdate()
    return {row.user_id: row for row in rows if row.starts_on <= today}
