from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.choices import Risk
from claims.models.claim import Claim


class RiskRule(models.Model):
    """How many people must stand by a verdict at one risk. Data, edited by admins."""

    risk = models.CharField(_("risk"), max_length=10, choices=Risk.choices, unique=True)
    approvals = models.PositiveSmallIntegerField(
        _("approvals needed"),
        help_text=_("By people other than the one who proposed: one at least."),
    )

    class Meta:
        ordering: ClassVar = ["approvals", "risk"]
        verbose_name = _("risk rule")
        verbose_name_plural = _("risk rules")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(approvals__gte=1, approvals__lte=9),
                name="risk_needs_an_approval",
                violation_error_message=_("Between one and nine approvals."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_risk_display()}: {self.approvals}"


class Presence(models.Model):
    """Somebody has a claim open, and what they type in; it lapses by itself."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="presences")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="presences"
    )
    field = models.CharField(max_length=40, blank=True)
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["claim", "user"], name="presence_once")
        ]

    def __str__(self) -> str:
        return f"{self.user} on {self.claim_id}"
