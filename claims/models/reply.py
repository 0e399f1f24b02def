from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from claims.models.claim import Claim
from workbench.accounts.ids import new_id


class RightOfReply(models.Model):
    """Whom we asked to answer before publishing, and what they said.

    One row a claim; every change of it is recorded in the claim's chain.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    claim = models.OneToOneField(Claim, models.CASCADE, related_name="right_of_reply")
    asked = models.CharField(max_length=300)
    asked_on = models.DateField()
    answered_on = models.DateField(null=True, blank=True)
    words = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    updated_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name_plural = "rights of reply"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(answered_on=None) | Q(answered_on__gte=F("asked_on")),
                name="reply_after_the_question",
            ),
            models.CheckConstraint(
                condition=Q(words="") | Q(answered_on__isnull=False),
                name="reply_words_have_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asked}, {self.asked_on}"
