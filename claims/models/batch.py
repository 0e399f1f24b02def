from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from workbench.accounts.ids import new_id


class BatchState(models.TextChoices):
    PREVIEWED = "previewed", _("Not begun")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")


class ItemState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    DONE = "done", _("Done")
    FAILED = "failed", _("Refused")
    SKIPPED = "skipped", _("Left out")


class Batch(models.Model):
    """One thing done to many rows; its rows are frozen when it is previewed.

    ``kind`` names a row of ``claims.review.batch.BATCHES``, ``data`` is what its form
    said, ``asked`` the filter as it stood in the address, empty for rows chosen one by
    one. ``undoes`` is the batch that this one takes back. Only its author sees it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=40)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="batches"
    )
    data = models.JSONField(default=dict)
    asked = models.TextField(blank=True)
    undoes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="undone_by"
    )
    state = models.CharField(
        max_length=10, choices=BatchState.choices, default=BatchState.PREVIEWED
    )
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    skipped = models.PositiveIntegerField(default=0)
    runs = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    ended_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-created_at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["by", "-created_at", "-id"], name="batch_newest")
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=BatchState.values), name="batch_known_state"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.state})"


class BatchItem(models.Model):
    """One row of a batch: what became of it, and what undoing it needs.

    ``seen`` is the version that stood at the preview. The row's change and its state
    here are written in one transaction, so that nothing is done twice.
    """

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="items")
    row = models.UUIDField()
    seen = models.PositiveIntegerField(null=True)
    state = models.CharField(
        max_length=10, choices=ItemState.choices, default=ItemState.WAITING
    )
    code = models.CharField(max_length=60, blank=True)
    reason = models.TextField(blank=True)
    memo = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["batch", "row"], name="batch_item_once"),
            models.CheckConstraint(
                condition=Q(state__in=ItemState.values), name="batch_item_known_state"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["batch", "state", "id"], name="batch_item_state")
        ]

    def __str__(self) -> str:
        return f"{self.row} ({self.state})"
