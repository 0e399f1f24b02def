"""Stored counts of terms: which words are rare, and how long texts are.

Counted anew as a whole when a collection has grown by a quarter. Counts kept up row by
row were the alternative: each document would lock some hundred rows that all others
want too.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from sources.models import TermCount, TermTotals
from sources.search.collection import Collection
from sources.search.scoring import Statistics

# A collection is counted again when it has grown by this share and this many rows.
GROWN_SHARE, GROWN_ROWS = 0.25, 200


def statistics_of(collection: Collection, terms: Iterable[str]) -> Statistics:
    """Return the stored counts for these terms; nothing stored: all are rare."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT term, entries FROM sources_termcount"
            " WHERE kind = %s AND term = ANY(%s)",
            [collection.kind, list(terms)],
        )
        holding = dict(cursor.fetchall())
        cursor.execute(
            "SELECT entries, mean_length FROM sources_termtotals WHERE kind = %s",
            [collection.kind],
        )
        entries, mean_length = cursor.fetchone() or (0, 0.0)
    return Statistics(entries, mean_length, holding)


def count_terms(collection: Collection) -> int:
    """Count a collection's terms as it stands; return how many entries it has.

    Two at once wait for each other; readers meanwhile see the counts before.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext(%s))", [f"terms {collection.kind}"]
        )
        TermCount.objects.filter(kind=collection.kind).delete()
        words = _insert_counts(cursor, collection)
        entries = _entries(cursor, collection)
        TermTotals.objects.update_or_create(
            kind=collection.kind,
            defaults={
                "entries": entries,
                "mean_length": words / max(entries, 1),
                "counted_at": timezone.now(),
            },
        )
    return entries


def count_terms_if_grown(collection: Collection) -> bool:
    """Count again what has grown since; whether it had."""
    counted = TermTotals.objects.filter(kind=collection.kind).first()
    before = counted.entries if counted else 0
    with connection.cursor() as cursor:
        grown = _entries(cursor, collection) - before
    if grown < max(GROWN_ROWS, GROWN_SHARE * before):
        return False
    count_terms(collection)
    return True


def _insert_counts(cursor: Any, collection: Collection) -> int:
    """Insert a row per term that two or more entries hold; return all words counted."""
    cursor.execute(
        "WITH counted AS MATERIALIZED (SELECT * FROM ts_stat(%s)),"
        " kept AS (INSERT INTO sources_termcount (kind, term, entries)"
        " SELECT %s, word, ndoc FROM counted WHERE ndoc > 1)"
        " SELECT coalesce(sum(nentry), 0) FROM counted",
        [collection.open_terms, collection.kind],
    )
    return int(cursor.fetchone()[0])


def _entries(cursor: Any, collection: Collection) -> int:
    cursor.execute(f"SELECT count(*) FROM ({collection.open_terms}) AS counted")
    return int(cursor.fetchone()[0])
