from __future__ import annotations

from typing import ClassVar
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from claims.choices import DeliveryState, HookEvent
from workbench.accounts.ids import new_id
from workbench.accounts.models import Team


class WebhookEndpoint(models.Model):
    """Where a program takes events, signed as Standard Webhooks say. A team's own.

    Secrets are kept sealed (:mod:`claims.publication.webhooks.secrets`). After a
    rotation the old one signs beside the new until ``previous_until``. ``failures``
    counts failed attempts in a row since ``failing_since``; after some it is paused,
    what it should get waits, and those who manage the team are told.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    team = models.ForeignKey(Team, models.CASCADE, related_name="endpoints")
    name = models.CharField(max_length=120)
    url = models.CharField(max_length=2000)
    events = ArrayField(models.CharField(max_length=24, choices=HookEvent.choices))
    own_only = models.BooleanField(default=False)
    secret = models.CharField(max_length=300)
    previous_secret = models.CharField(max_length=300, blank=True)
    previous_until = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    paused_at = models.DateTimeField(null=True, blank=True)
    paused_why = models.CharField(max_length=300, blank=True)
    failures = models.PositiveIntegerField(default=0)
    failing_since = models.DateTimeField(null=True, blank=True)
    last_success_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or ""

    @property
    def overlaps(self) -> bool:
        """The secret of before still signs, too."""
        return self.previous_until is not None and self.previous_until > timezone.now()


class WebhookDelivery(models.Model):
    """One event for one endpoint: the very bytes that are sent, however often.

    ``id`` is the ``webhook-id``: a receiver that has seen it may forget the copy.
    ``round`` counts from 0 and grows when it is sent anew on request.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    endpoint = models.ForeignKey(
        WebhookEndpoint, models.CASCADE, related_name="deliveries"
    )
    event = models.CharField(max_length=24, choices=HookEvent.choices)
    body = models.TextField()
    state = models.CharField(
        max_length=10, choices=DeliveryState.choices, default=DeliveryState.WAITING
    )
    round = models.PositiveIntegerField(default=0)
    tries = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    next_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-created_at", "-id"]
        indexes: ClassVar = [
            models.Index(
                fields=["endpoint", "-created_at", "-id"], name="delivery_newest"
            ),
            models.Index(
                fields=["endpoint"],
                condition=models.Q(state="waiting"),
                name="delivery_waiting",
            ),
            models.Index(fields=["created_at"], name="delivery_age"),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.pk}"


class WebhookAttempt(models.Model):
    """One try: what was answered, or why nothing was."""

    delivery = models.ForeignKey(
        WebhookDelivery, models.CASCADE, related_name="attempts"
    )
    at = models.DateTimeField(default=timezone.now)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    took_ms = models.PositiveIntegerField()
    answer = models.CharField(max_length=300, blank=True)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["-at", "-id"]

    def __str__(self) -> str:
        return str(self.status or self.error)
