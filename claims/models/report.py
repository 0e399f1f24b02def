from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from claims.choices import ReportKind, ReportState
from claims.models.claim import Claim
from claims.models.publication import Publication
from claims.querysets import ReportQuerySet
from sources.models import Scoped
from workbench.accounts.ids import new_id


class ErrorReport(Scoped):
    """A reader says that a finding is wrong. Plain text; nobody logs in for it.

    ``reference`` is the address at which the reporter reads what came of it, too long
    to be guessed. ``sender`` is a keyed digest of where it came from, another one each
    day: it counts reports and names nobody.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reference = models.CharField(max_length=20, unique=True, editable=False)
    claim = models.ForeignKey(Claim, models.CASCADE, related_name="reports")
    publication = models.ForeignKey(Publication, models.PROTECT, related_name="reports")
    kind = models.CharField(max_length=12, choices=ReportKind.choices)
    words = models.TextField()
    where = models.CharField(max_length=2000, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=12, default="en")
    sender = models.CharField(max_length=64, editable=False)
    state = models.CharField(
        max_length=8, choices=ReportState.choices, default=ReportState.NEW
    )
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-created_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=ReportState.values), name="report_known_state"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["new", "in_work"])
                | (~Q(answer="") & Q(answered_by__isnull=False)),
                name="report_end_says_why",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-created_at", "-id"], name="report_newest"),
            models.Index(fields=["sender", "created_at"], name="report_sender"),
            models.Index(fields=["publication", "created_at"], name="report_finding"),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("report", args=[self.pk])
