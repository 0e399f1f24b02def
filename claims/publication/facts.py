"""Published findings as they are served: stored JSON text, never built again.

Only the newest version of a record is listed; a retracted one stays, and says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

# Every filter reads what the database read off the frozen record, for a claim may be
# edited afterwards.
CONDITIONS = {
    "rating": "p.rating = %(rating)s",
    "level": "p.level = %(level)s",
    "language": "p.language = %(language)s",
    "claimant": "p.claimant = left(lower(%(claimant)s), 300)",
    "tag": "p.tags ? %(tag)s",
    "retracted": "p.retracted = %(retracted)s",
    "updated_since": "p.published_at >= %(updated_since)s",
    "updated_until": "p.published_at < %(updated_until)s",
    "q": "p.words @@ websearch_to_tsquery('english', %(q)s)",
    "after": "(p.published_at, p.id) < (%(after_at)s, %(after_id)s)",
}
NEWEST = """NOT EXISTS (
    SELECT FROM claims_publication later WHERE later.supersedes_id = p.id)"""
# As text: of a page's times and ids all but two are never looked at.
COLUMNS = "p.published_at::text, p.id::text, p.digest, p.body"


class Fact(NamedTuple):
    """One frozen version; ``body`` is canonical JSON, the others as text."""

    published: str
    id: str
    digest: str
    body: str

    @property
    def published_at(self) -> datetime:
        return datetime.fromisoformat(self.published)


def list_facts(
    *,
    limit: int,
    after: tuple[datetime, UUID] | None = None,
    skip: int = 0,
    **filters: Any,
) -> list[Fact]:
    """Return the newest version of each record, latest published first.

    ``after`` is the place (published_at, id) of the last one already read. ``filters``
    are names in ``CONDITIONS``. One query, whatever is asked. ``skip`` passes over rows
    one by one: for few of them.
    """
    wanted, values = narrowed(filters)
    if after is not None:
        wanted += f" AND {CONDITIONS['after']}"
        values |= {"after_at": after[0], "after_id": after[1]}
    return read(
        f"SELECT {COLUMNS} FROM claims_publication p WHERE {wanted} "
        "ORDER BY p.published_at DESC, p.id DESC LIMIT %(limit)s OFFSET %(skip)s",
        {**values, "limit": limit, "skip": skip},
    )


def count_facts(*, most: int, **filters: Any) -> int:
    """Return how many records ``list_facts`` would list; beyond ``most`` just that."""
    wanted, values = narrowed(filters)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM (SELECT FROM claims_publication p "
            f"WHERE {wanted} LIMIT %(most)s) found",
            {**values, "most": most},
        )
        return int(cursor.fetchone()[0])


def narrowed(filters: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return the conditions in SQL, and their values."""
    values = {name: value for name, value in filters.items() if value is not None}
    return " AND ".join([NEWEST, *(CONDITIONS[name] for name in values)]), values


def find_fact(record: UUID, version: int | None = None) -> Fact | None:
    """Return one version of a record, the newest unless said; None if there is none."""
    chosen = "" if version is None else "AND p.version = %(version)s"
    found = read(
        f"SELECT {COLUMNS} FROM claims_publication p WHERE p.record = %(record)s "
        f"{chosen} ORDER BY p.version DESC LIMIT 1",
        {"record": record, "version": version},
    )
    return found[0] if found else None


def read(sql: str, values: dict[str, Any]) -> list[Fact]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [*map(Fact._make, cursor.fetchall())]


def as_json_list(facts: Iterable[Fact]) -> bytes:
    """Return the bodies as one JSON list, joined as they are stored."""
    return b"[" + b",".join([fact.body.encode() for fact in facts]) + b"]"
