"""People, teams and keys."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from typing import Any

from django.utils.text import slugify

from workbench.accounts.keys import create_key
from workbench.accounts.models import Membership, Role, Team, User

numbers = count(1)


def make_team(name: str = "", **fields: Any) -> Team:
    name = name or f"Team {next(numbers)}"
    return Team.objects.create(name=name, slug=fields.pop("slug", slugify(name)))


def make_user(name: str = "", *, password: str | None = None, **fields: Any) -> User:
    """A person of no team; without ``password`` nobody can log in as them."""
    name = name or f"Person {next(numbers)}"
    email = fields.pop("email", f"{slugify(name)}-{next(numbers)}@example.org")
    return User.objects.with_email(email, password=password, name=name, **fields)


def join(user: User, team: Team, *roles: str) -> User:
    """Give ``user`` these roles in ``team``; what was read of memberships is dropped."""
    for role in roles:
        Membership.objects.create(user=user, team=team, role=role)
    forget_roles(user)
    return user


def forget_roles(user: User) -> None:
    """Let this object ask for its roles again, as the next request would."""
    for name in ("roles_held", "memberships_by_team"):
        user.__dict__.pop(name, None)


def make_member(
    team: Team | None = None, role: str = Role.EDITOR, name: str = "", **fields: Any
) -> User:
    return join(make_user(name, **fields), team or make_team(), role)


def make_key(user: User, scopes: Iterable[str] = ("desk:read",), name: str = "") -> str:
    """Return the key itself, for an ``Authorization: Bearer`` header."""
    return create_key(user, name=name or f"key {next(numbers)}", scopes=scopes)[1]
