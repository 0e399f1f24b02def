from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils import timezone

from sources.models.story import Scoped


class SearchEntry(Scoped):
    """The words and day of something that is found by likeness and is no passage.

    ``terms`` are the lexemes of its plain words; ``day`` is when it was said. What it
    is, ``kind`` and ``object_id`` tell, as they do for its vector in ``Embedding``.
    """

    kind = models.CharField(max_length=12)
    object_id = models.UUIDField()
    terms = SearchVectorField()
    day = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "object_id"], name="search_entry_once"
            )
        ]
        # Without a list of what waits for the index: each search would read it whole.
        indexes: ClassVar = [
            GinIndex(fields=["terms"], name="search_entry_terms", fastupdate=False)
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class TermTotals(models.Model):
    """When a collection's terms were last counted, over how much."""

    kind = models.CharField(max_length=12, primary_key=True)
    entries = models.PositiveIntegerField()
    mean_length = models.FloatField()
    counted_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.kind}: {self.entries}"


class TermCount(models.Model):
    """How many entries of a collection hold a term; those in one alone are left out.

    Counted over what is under no embargo, so that nothing of an embargoed story, not
    even a count, moves what others find.
    """

    kind = models.CharField(max_length=12)
    term = models.TextField()
    entries = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "term"], name="term_count_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.term}: {self.entries}"
