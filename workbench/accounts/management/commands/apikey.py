"""Make, list and revoke API keys."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from workbench.accounts.keys import SCOPES, create_key, revoke
from workbench.accounts.models import ApiKey, User


class Command(BaseCommand):
    help = "Make, list and revoke API keys"

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        create = actions.add_parser("create", help="make a key and show it once")
        create.add_argument("--user", required=True, metavar="EMAIL")
        create.add_argument("--name", required=True, help="what the key is for")
        create.add_argument(
            "--scope",
            dest="scopes",
            required=True,
            nargs="+",
            choices=sorted(SCOPES),
            help="what it may do",
        )
        actions.add_parser("list", help="show keys, never their secrets")
        gone = actions.add_parser("revoke", help="end a key at once")
        gone.add_argument("prefix", help="the eight characters after cor_")

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        getattr(self, action)(**options)

    def create(self, *, user: str, name: str, scopes: list[str], **_: Any) -> None:
        owner = User.objects.filter(email__iexact=user, is_active=True).first()
        if owner is None:
            raise CommandError(f"There is no active account {user}.")
        row, key = create_key(owner, name=name, scopes=scopes)
        self.stderr.write(f"{row.name}: shown this once, kept nowhere.")
        self.stdout.write(key)

    def list(self, **_: Any) -> None:
        for row in ApiKey.objects.select_related("user").order_by("created_at"):
            used = f"{row.last_used_at:%Y-%m-%d %H:%M}" if row.last_used_at else "never"
            state = "revoked" if row.revoked_at else f"used {used}"
            scopes = ",".join(row.scopes)
            self.stdout.write(
                "\t".join([row.prefix, row.user.email, row.name, scopes, state])
            )

    def revoke(self, *, prefix: str, **_: Any) -> None:
        row = ApiKey.objects.filter(prefix=prefix).first()
        if row is None:
            raise CommandError(f"There is no key {prefix}.")
        revoke(row)
        self.stdout.write(f"{row.prefix} ({row.name}) is revoked.")
