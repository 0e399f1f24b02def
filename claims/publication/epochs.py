"""One epoch for each life of the database, so that no mirror follows two of them.

A restored database holds an older past than its mirrors may have seen, and hands out
transaction ids and row ids that were used before. It is noticed in three ways: the
files it lives in are others (:data:`PLACE`); it is behind what this installation wrote
down outside of it (:mod:`claims.publication.landmark`); a mirror's cursor, which we
signed, names an entry that is not there. Each opens a new epoch; so does
``manage.py new_epoch``.
"""

from __future__ import annotations

import logging

from django.db import connection, transaction

from claims.models import FeedEpoch
from workbench.accounts.ids import new_id

logger = logging.getLogger(__name__)

# Which server, which of its histories (a standby that took over begins another), which
# database of it and which table: a dump loaded elsewhere or anew has others.
PLACE = """
    (SELECT system_identifier FROM pg_control_system())::text
    || '/' || left(pg_walfile_name(pg_current_wal_lsn()), 8)
    || '/' || (SELECT oid FROM pg_database WHERE datname = current_database())
    || '/' || 'claims_change'::regclass::oid
"""
NEWEST = "SELECT max(number) FROM claims_feedepoch"


def standing_epoch() -> FeedEpoch:
    """Return the epoch that entries are written in, and hold it to the end.

    To be called in the transaction that writes them. Opens a new one if this database
    is a restored one.
    """
    keep_to_this_life()
    # The share lock keeps whoever opens an epoch waiting until this has ended.
    return FeedEpoch.objects.raw(
        f"SELECT * FROM claims_feedepoch WHERE number = ({NEWEST}) FOR KEY SHARE"
    )[0]


def keep_to_this_life() -> None:
    """Open a new epoch unless the newest was written to the files we live in."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id, lived_in, {PLACE} FROM claims_feedepoch "
            f"WHERE number = ({NEWEST})"
        )
        key, known, here = cursor.fetchone()
    if not known:
        FeedEpoch.objects.filter(pk=key, lived_in="").update(lived_in=here)
    elif known != here:
        open_epoch("the database lives in other files", unless=here)


@transaction.atomic
def open_epoch(reason: str, *, unless: str = "", after: str = "") -> FeedEpoch:
    """Begin a new epoch once every running writer of the old one has ended.

    Does nothing when the newest epoch was opened in the place ``unless`` meanwhile, or
    is another than ``after`` (an id).
    """
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE claims_feedepoch IN EXCLUSIVE MODE")
        newest = FeedEpoch.objects.order_by("-number")[0]
        if unless and newest.lived_in == unless:
            return newest
        if after and str(newest.pk) != after:
            return newest
        cursor.execute(f"SELECT {PLACE}")
        epoch = FeedEpoch.objects.create(
            id=new_id(),
            number=newest.number + 1,
            lived_in=cursor.fetchone()[0],
            reason=reason,
        )
    logger.warning("epoch %s of the changes feed opened: %s", epoch.number, reason)
    return epoch
