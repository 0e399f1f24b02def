"""Make things findable by likeness, or no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection, transaction

from sources.models import Embedding, SearchEntry
from sources.search.nearest import CONFIG, headline_of
from sources.search.words import plain_words

INSERT = """
    INSERT INTO sources_searchentry (kind, object_id, terms, day, scope_id)
    VALUES (%s, %s, to_tsvector(%s, %s), %s, %s)
    ON CONFLICT (kind, object_id) DO UPDATE
    SET terms = excluded.terms, day = excluded.day, scope_id = excluded.scope_id
"""


@dataclass(frozen=True, slots=True)
class NewEntry:
    """Something to be found: all its words, a vector of its claim, its day.

    ``headline`` is the vector of what is said about the claim in one sentence.
    """

    object_id: UUID
    text: str
    vector: Sequence[float]
    day: date | None = None
    scope_id: UUID | None = None
    headline: Sequence[float] | None = None


def add_entries(kind: str, new: Sequence[NewEntry], *, model: str) -> None:
    """Store entries; one that is known takes its new words and day.

    A vector stays as it was first inserted: that table is never updated.
    """
    rows = [
        (kind, each.object_id, CONFIG, plain_words(each.text), each.day, each.scope_id)
        for each in new
    ]
    vectors = [
        Embedding(
            kind=kind,
            object_id=each.object_id,
            model=name,
            scope_id=each.scope_id,
            vector=list(vector),
        )
        for name, attribute in ((model, "vector"), (headline_of(model), "headline"))
        for each in new
        if (vector := getattr(each, attribute)) is not None
    ]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(INSERT, rows)
        Embedding.objects.bulk_create(vectors, ignore_conflicts=True, batch_size=500)


def remove_entry(kind: str, object_id: UUID) -> None:
    """Let something be found no more, by words or by vector."""
    with transaction.atomic():
        SearchEntry.objects.filter(kind=kind, object_id=object_id).delete()
        Embedding.objects.filter(kind=kind, object_id=object_id).delete()
