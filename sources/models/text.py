from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils import timezone
from pgvector.django import HalfVectorField, HnswIndex

from sources.choices import BlockType
from sources.models.document import Capture, Document
from sources.models.selector import SelectorFields
from sources.models.story import Scoped
from workbench.accounts.ids import new_id


class TextRevision(Scoped):
    """One canonical string read from a capture; a trigger keeps it immutable.

    ``pieces`` is a list of ``[reading offset, text offset, length]``; ``blocks`` of
    ``[start, end, kind, rule]``; ``sentences`` of ``[start, end, paragraph, kind]``
    in reading offsets; ``facts`` what the document says about itself; ``pages`` where
    each page begins. A ``partial`` text is the beginning of one still being read.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    document = models.ForeignKey(Document, models.CASCADE, related_name="revisions")
    capture = models.ForeignKey(Capture, models.CASCADE, related_name="revisions")
    text = models.TextField()
    reading_text = models.TextField()
    pages = models.JSONField(default=list)
    partial = models.BooleanField(default=False)
    pieces = models.JSONField(default=list)
    blocks = models.JSONField(default=list)
    sentences = models.JSONField(default=list)
    facts = models.JSONField(default=dict)
    signature = models.BinaryField(null=True)
    reader = models.CharField(max_length=40)
    reader_version = models.CharField(max_length=20)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["capture", "reader", "reader_version"], name="revision_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.document} ({self.reader} {self.reader_version})"


class Passage(SelectorFields, Scoped):
    """A sentence in its block: the unit of retrieval."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    revision = models.ForeignKey(TextRevision, models.CASCADE, related_name="passages")
    index = models.PositiveIntegerField()
    paragraph = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=BlockType.choices)
    words = models.TextField()
    search = models.GeneratedField(
        expression=Func(
            Value("english"),
            F("words"),
            function="to_tsvector",
            template="%(function)s(%(expressions)s)",
            output_field=SearchVectorField(),
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["revision", "index"], name="passage_once")
        ]
        indexes: ClassVar = [GinIndex(fields=["search"], name="passage_search")]

    def __str__(self) -> str:
        return self.words[:80]


class Embedding(Scoped):
    """A vector of one row, in a narrow table that is only ever inserted into."""

    kind = models.CharField(max_length=12)
    object_id = models.UUIDField()
    model = models.CharField(max_length=40)
    vector = HalfVectorField(dimensions=384)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "object_id", "model"], name="embedding_once"
            )
        ]
        # Passages alone grow past what is scanned exactly; every row of a graph costs
        # 6 ms to insert.
        indexes: ClassVar = [
            HnswIndex(
                fields=["vector"],
                name="embedding_passages",
                opclasses=["halfvec_cosine_ops"],
                m=16,
                ef_construction=64,
                condition=Q(kind="passage"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"
