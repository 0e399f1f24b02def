from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from claims.choices import Level, Risk, Status
from claims.models.actor import Actor, Origin
from claims.models.candidate import Candidate
from claims.models.group import CandidateGroup, Question
from claims.querysets import ClaimManager
from sources.models import Document, Scoped, Story, TextRevision
from sources.models.selector import QuotedFields
from workbench.accounts.ids import new_id


class Claim(Scoped):
    """One checkable assertion, understandable alone, on the level *said* or *so*.

    ``status`` is written by ``claims.review.workflow.act`` alone; ``version`` counts
    every editorial write. ``checker`` holds the claim until ``lease_until``.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.BigIntegerField(unique=True, editable=False)
    story = models.ForeignKey(Story, models.PROTECT, related_name="claims")
    question = models.ForeignKey(
        Question, models.SET_NULL, null=True, blank=True, related_name="claims"
    )
    group = models.ForeignKey(
        CandidateGroup, models.SET_NULL, null=True, blank=True, related_name="claims"
    )
    level = models.CharField(max_length=4, choices=Level.choices)
    text = models.TextField()
    normalized_text = models.TextField()
    claimant = models.CharField(max_length=300, blank=True)
    claimant_actor = models.ForeignKey(
        Actor, models.SET_NULL, null=True, blank=True, related_name="claims"
    )
    made_on = models.CharField(max_length=40, blank=True)
    made_where = models.CharField(max_length=300, blank=True)
    event_start = models.DateTimeField(null=True, blank=True)
    event_end = models.DateTimeField(null=True, blank=True)
    tags = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    language = models.CharField(max_length=12, default="en")
    risk = models.CharField(max_length=10, choices=Risk.choices, default=Risk.NORMAL)
    risk_reason = models.CharField(max_length=300, blank=True)
    risk_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    origin_exception = models.TextField(blank=True)
    # Who asked that it be read without the verdict; empty when nobody did.
    blind_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    status = models.CharField(
        max_length=10, choices=Status.choices, default=Status.QUEUED
    )
    version = models.PositiveIntegerField(default=1)
    checker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="checking",
    )
    lease_until = models.DateTimeField(null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged"
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(default=timezone.now, editable=False)
    # Names twice: stemmed as words are, and as they stand (C) to be asked for alone.
    search = models.GeneratedField(
        expression=SearchVector("normalized_text", config="english", weight="A")
        + SearchVector("text", "claimant", config="english", weight="B")
        + SearchVector("claimant", config="simple", weight="C"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = ClaimManager()

    class Meta:
        ordering: ClassVar = ["-updated_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(status__in=Status.values), name="claim_known_status"
            ),
            models.CheckConstraint(
                condition=Q(level__in=Level.values), name="claim_known_level"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-updated_at", "-id"], name="claim_newest"),
            models.Index(fields=["status", "-updated_at"], name="claim_status"),
            models.Index(fields=["-created_at", "-id"], name="claim_made"),
            models.Index(fields=["event_start", "-id"], name="claim_event"),
            models.Index(fields=["checker", "status"], name="claim_checker"),
            # All that the counts beside the menu ask about open claims.
            models.Index(
                fields=["status", "checker"],
                include=["id", "story", "scope", "merged_into"],
                condition=Q(status__in=["queued", "in_review", "proposed", "approved"]),
                name="claim_open",
            ),
            GinIndex(fields=["search"], name="claim_search"),
            GinIndex(fields=["tags"], name="claim_tags"),
        ]

    def __str__(self) -> str:
        return gettext("Claim %d") % self.number

    def get_absolute_url(self) -> str:
        return reverse("claim", args=[self.pk])


class Appearance(QuotedFields, Scoped):
    """Where a claim was made: words in a document, or heard somewhere.

    What the claimant or the claimant's side repeats is listed here; it is never
    evidence that the claim is so.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    claim = models.ForeignKey(Claim, models.CASCADE, related_name="appearances")
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="appearances"
    )
    revision = models.ForeignKey(
        TextRevision, models.PROTECT, null=True, blank=True, related_name="+"
    )
    candidate = models.ForeignKey(
        Candidate, models.SET_NULL, null=True, blank=True, related_name="appearances"
    )
    origin = models.ForeignKey(
        Origin, models.SET_NULL, null=True, blank=True, related_name="appearances"
    )
    chain = models.JSONField(default=list, blank=True)
    heard_where = models.CharField(max_length=300, blank=True)
    heard_on = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering: ClassVar = ["created_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["claim", "revision", "segments"], name="appearance_once"
            ),
            models.CheckConstraint(
                condition=Q(revision__isnull=False, segments__isnull=False)
                | ~Q(heard_where=""),
                name="appearance_somewhere",
            ),
        ]

    def __str__(self) -> str:
        return self.quoted or self.heard_where
