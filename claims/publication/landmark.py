"""How far the database was, written down outside of it.

A copy of the database's files put back in place has the same identity as what it
replaces; only something that was not put back with it can tell. In: the changes feed.
Out: one small file in ``DATA_DIR``, and a new epoch when the database is behind it.
"""

from __future__ import annotations

import json
import os
import threading
import time
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import connection

from claims.models import FeedEpoch
from claims.publication.epochs import keep_to_this_life, open_epoch

HERE = """
    SELECT e.id::text, coalesce((SELECT max(id) FROM claims_change), 0),
           (pg_current_wal_flush_lsn() - '0/0'::pg_lsn)::bigint
    FROM claims_feedepoch e ORDER BY number DESC LIMIT 1
"""


class Mark(NamedTuple):
    """The newest epoch's id, the last entry's, and the length of the log in bytes."""

    epoch: str
    last: int
    log: int


EVERY_S = 2.0
looked_at: dict[str, float] = {}


def look_now_and_then() -> None:
    """Look around, unless this process has within the last seconds."""
    now = time.monotonic()
    if now - looked_at.get("last", -EVERY_S) >= EVERY_S:
        look_around()
        looked_at["last"] = now


def look_around() -> None:
    """Open a new epoch if the database was restored; then write down how far it is."""
    keep_to_this_life()
    here, known = read_here(), read_file()
    if known and is_behind(known, here):
        open_epoch("the database is behind what was written down", after=here.epoch)
        here = read_here()
    # The log grows without entries: it is no reason to write the file again.
    if known is None or known[:2] != here[:2]:
        write_file(here)


def is_behind(known: Mark, here: Mark) -> bool:
    if known.epoch != here.epoch:
        return not FeedEpoch.objects.filter(pk=known.epoch).exists()
    return here.last < known.last or here.log < known.log


def read_here() -> Mark:
    with connection.cursor() as cursor:
        cursor.execute(HERE)
        return Mark(*cursor.fetchone())


def path() -> Path:
    return Path(settings.DATA_DIR) / "feed.json"


def read_file() -> Mark | None:
    """Return what was written; None when there is nothing readable."""
    try:
        epoch, last, log = json.loads(path().read_text(encoding="ascii"))
        return Mark(str(UUID(epoch)), int(last), int(log))
    except (OSError, ValueError, TypeError, AttributeError):
        return None


def write_file(mark: Mark) -> None:
    path().parent.mkdir(parents=True, exist_ok=True)
    fresh = path().with_suffix(f".{os.getpid()}-{threading.get_ident()}.new")
    fresh.write_text(json.dumps(mark), encoding="ascii")
    fresh.replace(path())
