from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from claims.choices import ActorAction, ActorKind, Interest, OriginKind
from claims.models.provenance import Proposed, one_maker
from claims.querysets import ActorQuerySet
from sources.models import Scoped, Story
from workbench.accounts.ids import new_id


class Actor(Proposed, Scoped):
    """A person or body as it appears in a story, one row for all its spellings.

    ``keys`` are the spellings folded: by them the row is found again when names are
    folded anew. ``said`` and ``named`` count claims that it utters or that name it;
    a row that nothing names any more stays, with zeros, for what points to it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    story = models.ForeignKey(Story, models.CASCADE, related_name="actors")
    key = models.CharField(max_length=200)
    name = models.CharField(max_length=200)
    spellings = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    keys = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    kind = models.CharField(
        max_length=10, choices=ActorKind.choices, default=ActorKind.UNNAMED
    )
    said = models.PositiveIntegerField(default=0)
    named = models.PositiveIntegerField(default=0)
    documents = models.PositiveIntegerField(default=0)
    merged_into = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="merged"
    )

    objects = ActorQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["story", "key"], name="actor_once"),
            one_maker("actor_one_maker"),
        ]

    def __str__(self) -> str:
        return self.name


class ActorDecision(Scoped):
    """What a person decided about names; outlives every re-run.

    ``keys`` are folded spellings that are one actor; ``actor`` is the row they have.
    The spellings, as people saw them, stand in ``spellings``.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    story = models.ForeignKey(Story, models.CASCADE, related_name="actor_decisions")
    actor = models.ForeignKey(
        Actor, models.SET_NULL, null=True, blank=True, related_name="decisions"
    )
    action = models.CharField(max_length=10, choices=ActorAction.choices)
    keys = ArrayField(models.CharField(max_length=200))
    spellings = ArrayField(models.CharField(max_length=200))
    name = models.CharField(max_length=200)
    reason = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        ordering: ClassVar = ["-created_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(undone_at=None) | Q(undone_by__isnull=False),
                name="actor_decision_undone_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()}: {self.name}"


class Side(Proposed, Scoped):
    """Whose interest an actor speaks for in a story; counts only when confirmed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    actor = models.OneToOneField(Actor, models.CASCADE, related_name="side")
    interest = models.CharField(
        max_length=10, choices=Interest.choices, default=Interest.UNKNOWN
    )
    name = models.CharField(max_length=120, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [one_maker("side_one_maker")]

    def __str__(self) -> str:
        return f"{self.actor}: {self.name or self.interest}"


class Origin(Proposed, Scoped):
    """Who uttered it first, or the copy all repeat: what independence counts."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    story = models.ForeignKey(Story, models.CASCADE, related_name="origins")
    key = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=OriginKind.choices)
    name = models.CharField(max_length=200)
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="copies"
    )
    side = models.ForeignKey(
        Side, models.SET_NULL, null=True, blank=True, related_name="origins"
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["story", "key"], name="origin_once"),
            one_maker("origin_one_maker"),
        ]

    def __str__(self) -> str:
        return self.name
