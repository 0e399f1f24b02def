"""Many rows written by one statement each; only what changed need be given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection, models


def upsert(model: Any, rows: Sequence[models.Model], columns: Sequence[str]) -> None:
    """Insert rows; of those that are there already set ``columns`` alone.

    Django's ``bulk_update`` writes a CASE with a branch for each row: fifteen times
    slower for a thousand groups.
    """
    if rows:
        model.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=list(columns),
            batch_size=1000,
        )


def set_references(model: Any, column: str, values: Mapping[Any, Any]) -> None:
    """Set one foreign key of rows by their ids; None clears it."""
    _set(model, column, values, "uuid")


def set_texts(model: Any, column: str, values: Mapping[Any, str]) -> None:
    """Set one column of text of rows by their ids."""
    _set(model, column, values, "text")


def _set(model: Any, column: str, values: Mapping[Any, Any], kind: str) -> None:
    if not values:
        return
    table, field = model._meta.db_table, model._meta.get_field(column).column
    with connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE "{table}" t SET "{field}" = v.value '
            f"FROM unnest(%s::uuid[], %s::{kind}[]) AS v (id, value) "
            "WHERE t.id = v.id",
            [list(values), list(values.values())],
        )
