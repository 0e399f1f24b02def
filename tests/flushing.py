"""Empty the tables after a test that commits, insert-only ones included.

Django's ``flush`` truncates every table: triggers refuse that for the record of
reviews, and what migrations shipped would be gone for all later tests.
"""

from __future__ import annotations

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

SHIPPED = frozenset(
    {"claims_ratingscale", "claims_rating", "claims_riskrule", "claims_feedepoch"}
)
INSERT_ONLY = """
    SELECT tgrelid::regclass::text, tgname FROM pg_trigger
    WHERE tgname LIKE '%\\_insert\\_only'
"""


def teach_flush(connection: BaseDatabaseWrapper) -> None:
    """Make this connection's ``flush`` know the rules of our tables."""
    plain = connection.ops.sql_flush

    def sql_flush(style: Any, tables: list[str], **options: Any) -> list[str]:
        wanted = [name for name in tables if name not in SHIPPED]
        with connection.cursor() as cursor:
            cursor.execute(INSERT_ONLY)
            guarded = cursor.fetchall()
        return [
            *(f"ALTER TABLE {table} DISABLE TRIGGER {name}" for table, name in guarded),
            *plain(style, wanted, **options),
            *(f"ALTER TABLE {table} ENABLE TRIGGER {name}" for table, name in guarded),
        ]

    connection.ops.sql_flush = sql_flush
