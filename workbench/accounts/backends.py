"""Who is signed in, with the roles they hold, in one query."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth import backends
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.db.models.functions import JSONObject
from django.utils import timezone

from workbench.accounts.models import Absence, Membership, User


class WithRoles:
    """Finds the person of a session: every page asks for both, as nearly all do."""

    def get_user(self, user_id: Any) -> User | None:
        user = User.objects.annotate(held=held()).filter(pk=user_id).first()
        if user is None or not user.is_active:
            return None
        user.roles_held = [
            (UUID(one["team"]), one["role"], UUID(one["whose"])) for one in user.held
        ]
        return user


def held() -> ArraySubquery:
    """What :attr:`User.roles_held` asks for, beside the row of the person."""
    today = timezone.localdate()
    away = Absence.objects.filter(
        deputy=OuterRef(OuterRef("pk")),
        user__is_active=True,
        starts_on__lte=today,
        ends_on__gte=today,
    )
    rows = Membership.objects.filter(
        Q(user=OuterRef("pk")) | Q(user__in=away.values("user"))
    )
    one = JSONObject(team="team_id", role="role", whose="user_id")
    return ArraySubquery(rows.order_by().values_list(one))


class ByName(WithRoles, backends.ModelBackend):
    pass


class ByEmail(WithRoles, AuthenticationBackend):
    pass
