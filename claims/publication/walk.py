"""Published versions in the orders that feeds and files need, a page at a time.

No transaction stays open between pages, so that a slow reader holds nothing up. Rows
are only ever added: who walks from the oldest on misses none that stood at the start.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.utils import timezone

from claims.publication.facts import COLUMNS, CONDITIONS, Fact, list_facts, read

# Bodies held at once while a file is written.
PAGE_ROWS = 100
CORRECTED = "p.correction <> ''"
AFTER = "(p.published_at, p.id) > (%(at)s::timestamptz, %(id)s::uuid)"
STANDING = """NOT EXISTS (
    SELECT FROM claims_publication later
    WHERE later.supersedes_id = p.id AND later.published_at <= %(until)s)"""

Lister = Callable[..., list[Fact]]


class Row(NamedTuple):
    """One frozen version, and whether it is the newest of its record."""

    digest: str
    body: str
    newest: bool


def list_corrections(
    *, limit: int, after: tuple[datetime, UUID] | None = None, **filters: Any
) -> list[Fact]:
    """Return every version that corrected or retracted one before, latest first.

    Arguments are those of :func:`claims.publication.facts.list_facts`.
    """
    values = {name: value for name, value in filters.items() if value is not None}
    wanted = [CORRECTED, *(CONDITIONS[name] for name in values)]
    if after is not None:
        wanted.append(CONDITIONS["after"])
        values |= {"after_at": after[0], "after_id": after[1]}
    return read(
        f"SELECT {COLUMNS} FROM claims_publication p WHERE {' AND '.join(wanted)} "
        "ORDER BY p.published_at DESC, p.id DESC LIMIT %(limit)s",
        {**values, "limit": limit},
    )


# What a feed may be of.
LISTERS: dict[str, Lister] = {"facts": list_facts, "corrections": list_corrections}


def every_version(page: int = PAGE_ROWS) -> Iterator[Row]:
    """Yield all that stands published now, oldest first; a version follows its former.

    What is published meanwhile is left out, and makes nothing else older.
    """
    values: dict[str, Any] = {"until": timezone.now(), "limit": page}
    place = ""
    while True:
        rows = read_rows(place, values)
        for at, key, *row in rows:
            yield Row(*row)
            values |= {"at": at, "id": key}
        if len(rows) < page:
            return
        place = f"AND {AFTER}"


def read_rows(place: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.published_at::text, p.id::text, p.digest, p.body, "
            f"{STANDING} FROM claims_publication p WHERE p.published_at <= %(until)s "
            f"{place} ORDER BY p.published_at, p.id LIMIT %(limit)s",
            values,
        )
        return cursor.fetchall()
