from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from claims.choices import Disclosure, EvidenceKind, EvidenceState, Stance
from claims.models.actor import Origin
from claims.models.candidate import Candidate
from claims.models.claim import Claim
from claims.models.provenance import Proposed, one_maker
from sources.models import Document, Scoped, TextRevision
from sources.models.selector import QuotedFields
from workbench.accounts.ids import new_id


class Evidence(QuotedFields, Proposed, Scoped):
    """Something that supports, contradicts or frames one claim.

    A passage has a selector; a statement obtained says who told whom, when and how; a
    search says where, with what words and when nothing was found. ``details`` holds
    what the kind needs (``claims.review.evidence.DETAILS``).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    claim = models.ForeignKey(Claim, models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=10, choices=EvidenceKind.choices)
    stance = models.CharField(max_length=12, choices=Stance.choices)
    state = models.CharField(
        max_length=10, choices=EvidenceState.choices, default=EvidenceState.SUGGESTED
    )
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="evidence"
    )
    revision = models.ForeignKey(
        TextRevision, models.PROTECT, null=True, blank=True, related_name="+"
    )
    candidate = models.ForeignKey(
        Candidate, models.SET_NULL, null=True, blank=True, related_name="evidence"
    )
    origin = models.ForeignKey(
        Origin, models.SET_NULL, null=True, blank=True, related_name="evidence"
    )
    speaker = models.CharField(max_length=300, blank=True)
    chain = models.JSONField(default=list, blank=True)
    details = models.JSONField(default=dict, blank=True)
    reasons = models.JSONField(default=list, blank=True)
    note = models.TextField(blank=True)
    # Its place among the evidence of its stance; 0 until somebody sets an order.
    place = models.PositiveSmallIntegerField(default=0)
    disclosure = models.CharField(
        max_length=10, choices=Disclosure.choices, default=Disclosure.FULL
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering: ClassVar = ["place", "created_at", "id"]
        verbose_name_plural = "evidence"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["claim", "revision", "segments"], name="evidence_once"
            ),
            models.CheckConstraint(
                condition=~Q(kind="passage")
                | Q(revision__isnull=False, segments__isnull=False),
                name="evidence_passage_is_anchored",
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | Q(confirmed_by__isnull=False),
                name="evidence_confirmed_by_someone",
            ),
            one_maker("evidence_one_maker"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["claim", "stance"],
                condition=Q(state="confirmed"),
                name="evidence_confirmed",
            )
        ]

    def __str__(self) -> str:
        return self.quoted or self.note[:80] or self.get_kind_display()
