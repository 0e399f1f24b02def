from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func, GeneratedField, Q
from django.urls import reverse
from django.utils import timezone

from claims.choices import ChangeKind, Correction
from claims.models.claim import Claim
from workbench.accounts.ids import new_id


def read_off(template: str, output: models.Field) -> GeneratedField:
    """A column that the database itself reads off the frozen record.

    ``template`` is SQL of ``body::jsonb``, which it calls ``%(expressions)s``.
    """
    value = Func(F("body"), template=template, output_field=output)
    return GeneratedField(expression=value, output_field=output, db_persist=True)


class Publication(models.Model):
    """A frozen version of a finding. Insert-only; exports read ``body`` alone.

    ``record`` names the finding through all its versions; ``body`` is the snapshot as
    canonical JSON text (RFC 8785), ``digest`` its SHA-256. The newest version of a
    record is the one that no other ``supersedes``. Lists are narrowed by what the
    database reads off the record, so a filter can never see more than a reader.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    record = models.UUIDField(default=new_id)
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="publications")
    slug = models.SlugField(max_length=120)
    version = models.PositiveIntegerField()
    schema = models.PositiveSmallIntegerField()
    supersedes = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="superseded_by",
    )
    correction = models.CharField(max_length=16, choices=Correction.choices, blank=True)
    note = models.TextField(blank=True)
    body = models.TextField()
    digest = models.CharField(max_length=64)
    retracted = models.BooleanField(default=False)
    review_by = models.DateField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField(default=timezone.now)

    rating = read_off(
        "(%(expressions)s::jsonb #>> '{rating,slug}')", models.TextField(null=True)
    )
    level = read_off(
        "(%(expressions)s::jsonb ->> 'level')", models.TextField(null=True)
    )
    language = read_off(
        "(%(expressions)s::jsonb ->> 'language')", models.TextField(null=True)
    )
    # Small letters, cut to what an index can hold.
    claimant = read_off(
        "left(lower(%(expressions)s::jsonb #>> '{claim,claimant}'), 300)",
        models.TextField(null=True),
    )
    tags = read_off(
        "(%(expressions)s::jsonb #> '{claim,tags}')", models.JSONField(null=True)
    )
    words = read_off(
        "to_tsvector('english'::regconfig,"
        " coalesce(%(expressions)s::jsonb #>> '{claim,normalized_text}', '')"
        " || ' ' || coalesce(%(expressions)s::jsonb #>> '{claim,text}', '')"
        " || ' ' || coalesce(%(expressions)s::jsonb #>> '{claim,claimant}', '')"
        " || ' ' || coalesce(%(expressions)s::jsonb ->> 'finding', ''))",
        SearchVectorField(null=True),
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["record", "version"], name="publication_version_once"
            ),
            models.UniqueConstraint(
                fields=["slug", "version"], name="publication_slug_version_once"
            ),
            models.CheckConstraint(
                condition=Q(version=1, supersedes=None, correction="")
                | (
                    Q(version__gt=1, supersedes__isnull=False)
                    & ~Q(correction="")
                    & ~Q(note="")
                ),
                name="publication_correction_says_why",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-published_at", "-id"], name="publication_newest"),
            models.Index(
                fields=["rating", "-published_at", "-id"], name="publication_rating"
            ),
            models.Index(
                fields=["language", "-published_at", "-id"], name="publication_language"
            ),
            models.Index(
                fields=["claimant", "-published_at", "-id"], name="publication_claimant"
            ),
            models.Index(
                fields=["-published_at", "-id"],
                condition=~Q(correction=""),
                name="publication_corrections",
            ),
            GinIndex(fields=["tags"], name="publication_tags"),
            GinIndex(fields=["words"], name="publication_words"),
        ]

    def __str__(self) -> str:
        return f"{self.slug} v{self.version}"

    def get_absolute_url(self) -> str:
        return reverse("finding", args=[self.slug])


class ReviewDate(models.Model):
    """When a finding is to be looked at again, beside its frozen versions.

    A body keeps the date that was promised when it went out; this row may be moved
    without a new version, or taken away (empty). ``told_for`` is the date that people
    were told of. Without a row the date in the newest body holds.
    """

    record = models.UUIDField(primary_key=True)
    claim = models.ForeignKey(Claim, models.CASCADE, related_name="review_dates")
    review_by = models.DateField(null=True, blank=True, db_index=True)
    told_for = models.DateField(null=True, blank=True)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    set_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.record} by {self.review_by}"


class FeedEpoch(models.Model):
    """A life of this database; a restored one opens a new epoch.

    ``lived_in`` names the files that it was written to
    (:data:`claims.publication.epochs.PLACE`); empty until the first entry.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.PositiveIntegerField(unique=True)
    opened_at = models.DateTimeField(default=timezone.now)
    lived_in = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"epoch {self.number}"


class Change(models.Model):
    """One entry of the changes feed. Insert-only; ``xid`` is set by the database.

    ``note`` says in public why a finding was merged or erased. Readers stay below
    ``pg_snapshot_xmin``, so that a slow writer hides nothing.
    """

    epoch = models.ForeignKey(FeedEpoch, models.PROTECT, related_name="changes")
    xid = models.BigIntegerField(
        db_default=models.Func(
            function="pg_current_xact_id",
            template="(%(function)s()::text::bigint)",
        ),
        editable=False,
    )
    kind = models.CharField(max_length=12, choices=ChangeKind.choices)
    record = models.UUIDField()
    version = models.PositiveIntegerField()
    digest = models.CharField(max_length=64, blank=True)
    superseded_by = models.UUIDField(null=True, blank=True)
    note = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["epoch", "xid", "id"], name="change_cursor"),
            models.Index(
                fields=["record"], condition=Q(kind="merge"), name="change_merged"
            ),
            models.Index(
                fields=["record"],
                condition=Q(kind=ChangeKind.TOMBSTONE),
                name="change_tombstones",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.record} v{self.version}"
