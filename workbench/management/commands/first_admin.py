"""Make the first account of an empty workbench."""

import getpass
import sys
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction

from workbench.accounts.models import Membership, Role, Team, User
from workbench.env import env_secret, env_str

FIRST_TEAM = "Newsroom"
HOW = "set CORROBORATE_ADMIN_EMAIL and CORROBORATE_ADMIN_PASSWORD"


class Command(BaseCommand):
    help = (
        "Make the first account from CORROBORATE_ADMIN_EMAIL and "
        "CORROBORATE_ADMIN_PASSWORD (or …_FILE), or ask for them at a terminal. "
        "Does nothing when there is an active administrator."
    )
    requires_system_checks = ()  # they load every page: a second each start

    def handle(self, *args: Any, **options: Any) -> None:
        if User.objects.filter(is_superuser=True, is_active=True).exists():
            return
        email = env_str("CORROBORATE_ADMIN_EMAIL")
        if not email and not sys.stdin.isatty():
            self.stdout.write(f"Nobody can log in yet: {HOW} and start again.")
            return
        email = email or input("E-mail of the first administrator: ").strip()
        password = _password()
        _check(email, password)
        make_admin(email, password)
        self.stdout.write(f"Administrator made: {email}")


@transaction.atomic
def make_admin(email: str, password: str) -> User:
    """Make an administrator and a first team to belong to."""
    user = User.objects.with_email(
        email, password=password, is_staff=True, is_superuser=True
    )
    team, _ = Team.objects.get_or_create(
        slug=FIRST_TEAM.lower(), defaults={"name": FIRST_TEAM}
    )
    Membership.objects.create(user=user, team=team, role=Role.ADMIN)
    return user


def _password() -> str:
    try:
        given = env_secret("CORROBORATE_ADMIN_PASSWORD", "")
    except ImproperlyConfigured as error:
        raise CommandError(str(error)) from None
    if given:
        return given
    if not sys.stdin.isatty():
        raise CommandError(f"No password for the first administrator: {HOW}.")
    password = getpass.getpass("Password: ")
    if password != getpass.getpass("Password again: "):
        raise CommandError("The two passwords differ.")
    return password


def _check(email: str, password: str) -> None:
    try:
        validate_email(email)
        validate_password(password, user=User(email=email, username=email))
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from None
