from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from sources.choices import HowKnown, Purpose, Via
from sources.models.story import Scoped, Source, Story
from workbench.accounts.ids import new_id


class Document(Scoped):
    """A work by a source, within one story; it may be captured many times.

    ``published`` and ``updated`` are ISO dates or instants as they are known, each
    with how; empty with a reason when they cannot be known. ``published_sort`` is the
    same as an instant for ordering.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    story = models.ForeignKey(Story, models.CASCADE, related_name="documents")
    source = models.ForeignKey(
        Source, models.SET_NULL, null=True, blank=True, related_name="documents"
    )
    purpose = models.CharField(
        max_length=10, choices=Purpose.choices, default=Purpose.CHECK
    )
    via = models.CharField(max_length=10, choices=Via.choices)
    url = models.CharField(max_length=2000, blank=True)
    canonical_url = models.CharField(max_length=2000, blank=True)
    # Where a copy is kept that outlives the page: an archive's address.
    archived_url = models.CharField(max_length=2000, blank=True)
    filename = models.CharField(max_length=255, blank=True)
    title = models.CharField(max_length=500, blank=True)
    byline = models.CharField(max_length=300, blank=True)
    outlet = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=12, blank=True)
    published = models.CharField(max_length=40, blank=True)
    published_how = models.CharField(
        max_length=10, choices=HowKnown.choices, blank=True
    )
    published_reason = models.CharField(max_length=500, blank=True)
    published_sort = models.DateTimeField(null=True, blank=True)
    updated = models.CharField(max_length=40, blank=True)
    updated_how = models.CharField(max_length=10, choices=HowKnown.choices, blank=True)
    updated_reason = models.CharField(max_length=500, blank=True)
    dateline_place = models.CharField(max_length=120, blank=True)
    zone = models.CharField(max_length=64, blank=True)
    credits = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    content_sha256 = models.CharField(max_length=64, blank=True)
    current_revision = models.ForeignKey(
        "sources.TextRevision",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering: ClassVar = ["-created_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["story", "content_sha256"],
                condition=~Q(content_sha256=""),
                name="document_content_once",
            ),
            models.UniqueConstraint(
                fields=["story", "url"], condition=~Q(url=""), name="document_url_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.filename or self.url or f"Document {self.id}"

    @property
    def asks_date(self) -> bool:
        """Whether it was read and only a person can say when it is from."""
        read = self.current_revision_id is not None
        return read and not self.published and self.published_how != HowKnown.EDITOR

    @property
    def asks_outlet(self) -> bool:
        """Whether it was read and nothing says whose it is."""
        read = self.current_revision_id is not None
        return read and not self.outlet and self.source_id is None

    @property
    def label(self) -> str:
        """What a list shows: outlet or source first, then the title."""
        name = self.source.name if self.source_id else self.outlet
        return name or str(self)


class DocumentEdit(Scoped):
    """A person corrected what a document says of itself, for a reason.

    ``changes`` maps a fact to ``[before, after]``.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="edits")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    reason = models.CharField(max_length=500)
    changes = models.JSONField()

    class Meta:
        ordering: ClassVar = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.by}: {', '.join(self.changes)}"


class Blob(models.Model):
    """Bytes on disk, found by their SHA-256 in hexadecimal."""

    sha256 = models.CharField(primary_key=True, max_length=64)
    size_bytes = models.BigIntegerField()
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    def __str__(self) -> str:
        return self.sha256[:12]


class Capture(Scoped):
    """Untouched bytes of a document at a time."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    document = models.ForeignKey(Document, models.CASCADE, related_name="captures")
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="captures")
    media_type = models.CharField(max_length=120)
    charset = models.CharField(max_length=40, blank=True)  # as the server named it
    filename = models.CharField(max_length=255, blank=True)
    final_url = models.CharField(max_length=2000, blank=True)
    fetched_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.media_type} {self.blob_id[:12]}"
