"""The changes feed: append-only, and read below the oldest running transaction.

An entry's place is (epoch, xid, id). ``xid`` is the 64-bit id of the whole transaction
that wrote it, whatever savepoints it set. An entry is shown once every transaction that
could still commit a smaller one has ended, prepared ones included: a slow writer hides
nothing from a mirror, it only holds the feed back for as long as it runs.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from claims.errors import LostHistory
from claims.models import Change, FeedEpoch, Publication
from claims.publication.epochs import open_epoch, standing_epoch
from claims.publication.webhooks.service import tell

# One statement, one snapshot: which epoch is the newest, whether the entry that the
# cursor names is there, and what follows it. Each epoch is sought in the index by
# itself, for a comparison across two tables would not be. What an ended epoch holds is
# complete, and its ids say nothing about transactions of today.
AFTER = """
SELECT life.id::text, life.known, c.*
FROM (
    SELECT e.id, e.number, %(id)s = 0 OR EXISTS (
        SELECT FROM claims_change k JOIN claims_feedepoch ke ON ke.id = k.epoch_id
        WHERE k.id = %(id)s AND k.xid = %(xid)s AND ke.number = %(epoch)s
            AND left(k.record::text, 8) = %(sign)s) AS known
    FROM claims_feedepoch e ORDER BY e.number DESC LIMIT 1
) life
LEFT JOIN LATERAL (
    SELECT e.number, found.*
    FROM claims_feedepoch e CROSS JOIN LATERAL (
        SELECT xid, id, kind, record, version, digest, superseded_by, note, at
        FROM claims_change
        WHERE epoch_id = e.id
            AND (xid, id) > (CASE WHEN e.number = %(epoch)s THEN %(xid)s ELSE 0 END,
                             CASE WHEN e.number = %(epoch)s THEN %(id)s ELSE 0 END)
            AND xid < CASE WHEN e.number < life.number THEN 9223372036854775807
                ELSE pg_snapshot_xmin(pg_current_snapshot())::text::bigint END
        ORDER BY xid, id LIMIT %(limit)s
    ) found
    WHERE e.number >= %(epoch)s
    ORDER BY e.number, found.xid, found.id LIMIT %(limit)s
) c ON true
ORDER BY c.number, c.xid, c.id
"""


class Place(NamedTuple):
    """Where a reader is: an entry, and the life of the database it was read in.

    ``life`` is the id of the newest epoch then; ``sign`` the beginning of the entry's
    record, for a restored database gives its ids out again. All zero is the start.
    """

    life: str = ""
    epoch: int = 0
    xid: int = 0
    id: int = 0
    sign: str = ""


class Entry(NamedTuple):
    epoch: int
    xid: int
    id: int
    kind: str
    record: UUID
    version: int
    digest: str
    superseded_by: UUID | None
    note: str
    at: datetime


def announce(
    publication: Publication,
    kind: str,
    *,
    superseded_by: UUID | None = None,
    note: str = "",
) -> Change:
    """Append one entry in the transaction of what it announces; webhooks follow."""
    entry = Change.objects.create(
        epoch=standing_epoch(),
        kind=kind,
        record=publication.record,
        version=publication.version,
        digest=publication.digest,
        superseded_by=superseded_by,
        note=note,
    )
    tell(entry)
    return entry


def changes_after(place: Place, *, limit: int) -> tuple[list[Entry], Place]:
    """Return entries after ``place`` in feed order, at most ``limit``, and the next.

    Raises:
        LostHistory: the place belongs to another life of this database.
    """
    with connection.cursor() as cursor:
        cursor.execute(AFTER, place._asdict() | {"limit": limit})
        rows = cursor.fetchall()
    life, known = rows[0][:2]
    if place.life and place.life != life:
        raise lost()
    if not known:
        # We signed it, so it was here: what stands here now is an older copy.
        open_epoch("a reader knew an entry that is not there", after=life)
        raise lost()
    entries = [Entry(*row[2:]) for row in rows if row[2] is not None]
    return entries, following(place, life, entries)


def following(place: Place, life: str, entries: list[Entry]) -> Place:
    if not entries:
        return place._replace(life=life)
    last = entries[-1]
    return Place(life, last.epoch, last.xid, last.id, str(last.record)[:8])


def lost() -> LostHistory:
    epoch = FeedEpoch.objects.order_by("-number")[0]
    return LostHistory(
        "This cursor belongs to an earlier life of the database, which was restored "
        "since. Read the feed from its start.",
        epoch=epoch.number,
        opened_at=epoch.opened_at,
        reason=epoch.reason,
    )
