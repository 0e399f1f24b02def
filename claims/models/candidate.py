from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from claims.choices import Label, Level
from claims.models.actor import Actor, Origin
from sources.models import (
    Document,
    Passage,
    Scoped,
    SelectorFields,
    Story,
    TextRevision,
)
from workbench.accounts.ids import new_id


class ExtractionRun(Scoped):
    """One method and version over one revision; the newest finished is current.

    ``related_at`` is empty until its candidates were compared with their story's.
    ``names`` holds the names each part found, by the part's first sentence.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    revision = models.ForeignKey(TextRevision, models.CASCADE, related_name="runs")
    method = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    current = models.BooleanField(default=False)
    quotes = models.JSONField(default=list)
    names = models.JSONField(default=dict)
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    related_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["revision", "method", "version"], name="run_once"
            ),
            models.UniqueConstraint(
                fields=["revision"], condition=Q(current=True), name="run_one_current"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.method} {self.version}"


class Candidate(SelectorFields, Scoped):
    """A machine's proposed claim. Identity: revision and segments.

    ``run`` is the latest run that found it; ``retired_at`` is set when a newer run no
    longer does. ``reading`` is everything read from it (``claims.extraction.codec``).
    ``compared_as`` is the digest of all that comparing saw of it, empty before it was
    compared with its story's.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    run = models.ForeignKey(ExtractionRun, models.CASCADE, related_name="candidates")
    revision = models.ForeignKey(
        TextRevision, models.CASCADE, related_name="candidates"
    )
    document = models.ForeignKey(Document, models.CASCADE, related_name="candidates")
    story = models.ForeignKey(Story, models.CASCADE, related_name="candidates")
    group = models.ForeignKey(
        "claims.CandidateGroup",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="candidates",
    )
    actor = models.ForeignKey(
        Actor, models.SET_NULL, null=True, blank=True, related_name="candidates"
    )
    origin = models.ForeignKey(
        Origin, models.SET_NULL, null=True, blank=True, related_name="candidates"
    )
    position = models.PositiveIntegerField()
    sentence = models.PositiveIntegerField()
    words = models.TextField()
    score = models.FloatField()
    type = models.CharField(max_length=12)
    factuality = models.CharField(max_length=12)
    speaker = models.CharField(max_length=300, blank=True)
    reading = models.JSONField()
    event_start = models.DateTimeField(null=True, blank=True)
    event_end = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)
    compared_as = models.CharField(max_length=32, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["document", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["revision", "segments"], name="candidate_once"
            ),
            models.CheckConstraint(
                condition=Q(score__gte=0, score__lte=1), name="candidate_score_range"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["story", "-score"], name="candidate_story_score"),
        ]

    def __str__(self) -> str:
        return self.words[:80]


class Relation(Scoped):
    """How two spans of one story stand to each other, and why.

    Each end is a candidate or a passage; ends are ordered by id, so that a pair is one
    row whichever was read first.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    story = models.ForeignKey(Story, models.CASCADE, related_name="relations")
    a = models.ForeignKey(
        Candidate, models.CASCADE, null=True, related_name="relations_from"
    )
    b = models.ForeignKey(
        Candidate, models.CASCADE, null=True, related_name="relations_to"
    )
    a_passage = models.ForeignKey(
        Passage, models.CASCADE, null=True, related_name="relations_from"
    )
    b_passage = models.ForeignKey(
        Passage, models.CASCADE, null=True, related_name="relations_to"
    )
    label = models.CharField(max_length=24, choices=Label.choices)
    level = models.CharField(max_length=4, choices=Level.choices)
    reasons = models.JSONField(default=list)
    detail = models.JSONField(default=list)
    slot = models.CharField(max_length=200, blank=True)
    score = models.FloatField()
    independent = models.BooleanField(default=False)
    method = models.CharField(max_length=40)
    method_version = models.CharField(max_length=20)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["a", "b", "method"], name="relation_pair_once"
            ),
            models.CheckConstraint(
                condition=(
                    (Q(a=None) ^ Q(a_passage=None)) & (Q(b=None) ^ Q(b_passage=None))
                ),
                name="relation_ends",
            ),
            models.CheckConstraint(
                condition=Q(a=None) | Q(b=None) | Q(a__lt=F("b")),
                name="relation_ordered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.score:.2f}"
