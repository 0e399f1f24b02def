"""What the law demands to be erased leaves a tombstone and nothing else.

All versions of a finding go, with what search knows of them and what readers reported
about them. Their entries in the changes feed stay: they hold digests, no words, so that
the feed and whatever was signed over it still verify. The desk's own rows of the claim
are not touched.
"""

from __future__ import annotations

from uuid import UUID

from django.db import connection, transaction

from claims.choices import ChangeKind
from claims.errors import BadErasure
from claims.models import Assignment, Change, ErrorReport, Publication, ReviewDate
from claims.publication.epochs import standing_epoch
from claims.publication.webhooks.service import tell

TABLE = "claims_publication"
TRIGGER = f"{TABLE}_insert_only"


@transaction.atomic
def erase(record: UUID, *, reason: str) -> Change:
    """Erase a finding in all its versions; ``reason`` is what readers are told.

    Needs the rights of the tables' owner: the running product may erase nothing.

    Raises:
        BadErasure: there is no such finding, or no reason.
    """
    if not reason.strip():
        raise BadErasure("Say why, in words that readers may see.")
    versions = Publication.objects.filter(record=record).order_by("-version")
    newest = versions.first()
    if newest is None:
        raise BadErasure("There is no such finding.")
    tombstone = Change.objects.create(
        epoch=standing_epoch(),
        kind=ChangeKind.TOMBSTONE,
        record=record,
        version=newest.version,
        note=reason.strip(),
    )
    tell(tombstone)
    # Readers' words repeat what has to go, and the tasks to answer them say them again.
    reports = ErrorReport.objects.filter(publication__record=record)
    Assignment.objects.filter(report__in=reports).delete()
    reports.delete()
    with connection.cursor() as cursor:
        # What deferred constraints still have to check would forbid the next line.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {TABLE} DISABLE TRIGGER {TRIGGER}")
        for version in versions:
            version.delete()
        ReviewDate.objects.filter(record=record).delete()
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {TABLE} ENABLE TRIGGER {TRIGGER}")
    return tombstone


def tombstone_of(record: UUID) -> Change | None:
    """Return the entry that says why a finding is no more; None if it was not erased.

    Raises nothing for a record that never was.
    """
    return Change.objects.filter(record=record, kind=ChangeKind.TOMBSTONE).first()
