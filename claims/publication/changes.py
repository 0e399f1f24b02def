"""The changes feed: append-only, and read below the oldest running transaction.

The cursor is (epoch, xid, id). A row is shown once every transaction that could still
commit a smaller xid has ended, so a slow writer hides nothing from a mirror.
"""

from __future__ import annotations

from typing import Any

from django.db import connection

from claims.models import Change, FeedEpoch, Publication


def current_epoch() -> FeedEpoch:
    return FeedEpoch.objects.order_by("-number")[0]


def announce(publication: Publication, kind: str) -> Change:
    """Append one entry in the transaction of what it announces."""
    return Change.objects.create(
        epoch=current_epoch(),
        kind=kind,
        record=publication.record,
        version=publication.version,
        digest=publication.digest,
    )


def changes_after(
    epoch: int, xid: int, row_id: int, *, limit: int
) -> list[dict[str, Any]]:
    """Return entries after the cursor in feed order, at most ``limit``."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT e.number, c.xid, c.id, c.kind, c.record, c.version, c.digest,
                   c.superseded_by, c.at
            FROM claims_change c JOIN claims_feedepoch e ON e.id = c.epoch_id
            WHERE (e.number, c.xid, c.id) > (%s, %s, %s)
              AND (e.number < (SELECT max(number) FROM claims_feedepoch)
                   OR c.xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint)
            ORDER BY e.number, c.xid, c.id
            LIMIT %s
            """,
            [epoch, xid, row_id, limit],
        )
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
