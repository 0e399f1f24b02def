"""People come in by invitation: one role in one team, by a link sent once."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from workbench.accounts.languages import spoken_by
from workbench.accounts.models import Invitation, Membership, Role, Team, User

LIFETIME = timedelta(days=7)
MAY_INVITE = frozenset({Role.ADMIN.value, Role.EDITOR.value})


class InvitationError(Exception):
    """Why an invitation cannot be given or taken; the words are for the person."""


def may_manage(user: Any, team: Team) -> bool:
    return bool(user.is_active and user.roles_in(team.pk) & MAY_INVITE)


def invite(team: Team, email: str, role: str, by: Any) -> tuple[Invitation, str]:
    """Insert the invitation, send its link when committed; return it and the token.

    Raises:
        InvitationError: ``by`` may not, or the role is admin's to give.
    """
    require_may_give(team, role, by)
    token = secrets.token_urlsafe(32)
    row = Invitation.objects.create(
        team=team,
        email=User.objects.normalize_email(email),
        role=role,
        token_digest=digest_of(token),
        invited_by=by,
        expires_at=timezone.now() + LIFETIME,
    )
    transaction.on_commit(lambda: send(row, token))
    return row, token


def require_may_give(team: Team, role: str, by: Any) -> None:
    if role not in Role.values:
        raise InvitationError(_("There is no such role."))
    if not may_manage(by, team):
        raise InvitationError(_("Only editors and admins of the team bring people in."))
    if role == Role.ADMIN and Role.ADMIN not in by.roles_in(team.pk):
        raise InvitationError(_("Only an admin makes another admin."))


def give_role(team: Team, person: User, role: str, *, by: Any) -> Membership:
    """Give a member another role; the same role twice is one row.

    Raises:
        InvitationError: it is not for ``by`` to give.
    """
    require_may_give(team, role, by)
    return Membership.objects.get_or_create(user=person, team=team, role=role)[0]


def digest_of(token: str) -> str:
    return hashlib.sha512(token.encode()).hexdigest()


def link_of(token: str) -> str:
    return settings.PUBLIC_URL + reverse("invitation", args=[token])


def send(row: Invitation, token: str) -> None:
    """Write to who is invited: in their language, or in the product's own."""
    known = User.objects.filter(email__iexact=row.email).first()
    with translation.override(spoken_by(known)):
        context = {"row": row, "link": link_of(token)}
        words = render_to_string("accounts/invitation.txt", context)
        subject = _("%(who)s invites you to %(team)s") % {
            "who": row.invited_by,
            "team": row.team,
        }
    subject = f"[Corroborate] {subject}"
    send_mail(subject, words, settings.DEFAULT_FROM_EMAIL, [row.email])


def find(token: str) -> Invitation | None:
    """Return the open invitation of a token; None when used, revoked or too old."""
    return (
        Invitation.objects.select_related("team", "invited_by")
        .filter(token_digest=digest_of(token), accepted_at=None)
        .filter(expires_at__gt=timezone.now())
        .first()
    )


def accept(token: str, *, name: str = "", password: str = "", user: Any = None) -> User:
    """Join the team: as ``user`` when logged in, else with a new account.

    Raises:
        InvitationError: the link does not hold, or an account has this address already.
        django.core.exceptions.ValidationError: the password is too weak.
    """
    with transaction.atomic():
        row = Invitation.objects.select_for_update(of=("self",)).filter(
            token_digest=digest_of(token)
        )
        found = row.select_related("team").first()
        if found is None or found.accepted_at or found.expires_at <= timezone.now():
            raise InvitationError(_("This invitation was used, revoked or is too old."))
        person = user or new_person(found, name, password)
        Membership.objects.get_or_create(user=person, team=found.team, role=found.role)
        found.accepted_at, found.accepted_by = timezone.now(), person
        found.save(update_fields=["accepted_at", "accepted_by"])
    return person


def new_person(row: Invitation, name: str, password: str) -> User:
    if User.objects.filter(email__iexact=row.email).exists():
        raise InvitationError(_("There is an account with this address: log in first."))
    validate_password(password, User(email=row.email, name=name))
    return User.objects.with_email(row.email, password=password, name=name)


def revoke(row: Invitation, *, by: Any) -> None:
    if not may_manage(by, row.team):
        raise InvitationError(
            _("Only editors and admins of the team revoke invitations.")
        )
    Invitation.objects.filter(pk=row.pk, accepted_at=None).delete()


def remove_role(membership: Membership, *, by: Any) -> None:
    """Take a role away; a team keeps its last admin or editor.

    Raises:
        InvitationError: ``by`` may not, or nobody could manage the team after it.
    """
    team = membership.team
    if not may_manage(by, team):
        raise InvitationError(_("Only editors and admins of the team change roles."))
    if membership.role == Role.ADMIN and Role.ADMIN not in by.roles_in(team.pk):
        raise InvitationError(_("Only an admin takes an admin's role."))
    with transaction.atomic():
        managers = Membership.objects.select_for_update().filter(
            team=team, role__in=MAY_INVITE
        )
        if membership.role in MAY_INVITE and len(managers) < 2:
            raise InvitationError(_("The team would have nobody left to manage it."))
        membership.delete()
