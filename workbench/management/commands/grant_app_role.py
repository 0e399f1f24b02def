"""Give the running product its rights after a migration, and no more than them."""

from argparse import ArgumentParser
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from psycopg import sql

from workbench.stack.urls import APP_ROLE

# The product reads what was migrated; only the owner may write it.
READ_ONLY_TABLES = ("django_migrations",)


class Command(BaseCommand):
    help = (
        "Let the app role read and write rows. Tables named in APPEND_ONLY_TABLES may "
        "only be read and added to. Run as the owner, after every migrate."
    )
    requires_system_checks = ()  # they load every page: a second each start

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--role", default=APP_ROLE, help=f"the role the product runs as: {APP_ROLE}"
        )

    @transaction.atomic
    def handle(self, *args: Any, role: str, **options: Any) -> None:
        with connection.cursor() as cursor:
            _check(cursor, role)
            _grant(cursor, role)
            guarded = list(settings.APPEND_ONLY_TABLES)
            _revoke(cursor, role, "UPDATE, DELETE, TRUNCATE", guarded)
            _revoke(cursor, role, "INSERT, UPDATE, DELETE, TRUNCATE", READ_ONLY_TABLES)
        self.stdout.write(f"{role}: rights given; append-only: {len(guarded)} tables.")


def _check(cursor: CursorWrapper, role: str) -> None:
    """Raise `CommandError` when the grants would be hollow or fail half-way."""
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
    if cursor.fetchone() is None:
        raise CommandError(f"There is no role {role} in this database.")
    cursor.execute("SELECT pg_has_role(%s, current_user, 'MEMBER')", [role])
    if cursor.fetchone()[0]:
        raise CommandError(
            f"{role} owns the tables itself, so nothing could be kept from it. "
            "Run this as the owner, with an app role of its own."
        )
    known = set(connection.introspection.table_names(cursor))
    missing = sorted({*settings.APPEND_ONLY_TABLES, *READ_ONLY_TABLES} - known)
    if missing:
        raise CommandError(f"No such table: {', '.join(missing)}. Migrate first.")


def _grant(cursor: CursorWrapper, role: str) -> None:
    name = sql.Identifier(role)
    for statement in (
        "GRANT USAGE ON SCHEMA public TO {}",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {}",
        "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public "
        "GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {}",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public "
        "GRANT USAGE, SELECT ON SEQUENCES TO {}",
    ):
        cursor.execute(sql.SQL(statement).format(name))


def _revoke(
    cursor: CursorWrapper, role: str, rights: str, tables: Sequence[str]
) -> None:
    for table in tables:
        cursor.execute(
            sql.SQL(f"REVOKE {rights} ON TABLE {{}} FROM {{}}").format(
                sql.Identifier(table), sql.Identifier(role)
            )
        )
