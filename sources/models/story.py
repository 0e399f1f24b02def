from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from sources.choices import SourceKind
from sources.querysets import ScopedQuerySet
from workbench.accounts.ids import new_id
from workbench.accounts.models import Team


class Scoped(models.Model):
    """A row that may be under embargo: ``scope`` empty is for all members.

    The value is copied down from the story to every row made from it, so that no
    query needs a join to know who may see a row.
    """

    scope = models.ForeignKey(
        Team, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True


class Source(models.Model):
    """Outlet, agency, body, person, account or dataset that things come from."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=200, unique=True)
    kind = models.CharField(
        max_length=10, choices=SourceKind.choices, default=SourceKind.OUTLET
    )
    aliases = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    homepage = models.URLField(max_length=500, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Ownership(models.Model):
    """One source owns another, so that the two count as one origin."""

    owner = models.ForeignKey(Source, models.CASCADE, related_name="owns")
    owned = models.ForeignKey(Source, models.CASCADE, related_name="owned_by")
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "owned"], name="ownership_once"),
            models.CheckConstraint(
                condition=~models.Q(owner=models.F("owned")), name="ownership_of_other"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.owner} owns {self.owned}"


class OwnershipEdit(models.Model):
    """A link of ownership was added or taken away: by whom, when and why."""

    owner = models.ForeignKey(Source, models.CASCADE, related_name="+")
    owned = models.ForeignKey(Source, models.CASCADE, related_name="+")
    added = models.BooleanField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    reason = models.CharField(max_length=500)

    class Meta:
        ordering: ClassVar = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.owner} {'owns' if self.added else 'no longer owns'} {self.owned}"


class Story(Scoped):
    """One matter, owned by a team."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    title = models.CharField(max_length=300)
    team = models.ForeignKey(Team, models.PROTECT, related_name="stories")
    deadline = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering: ClassVar = ["-created_at"]
        verbose_name_plural = "stories"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(scope=None) | models.Q(scope=models.F("team")),
                name="story_embargo_is_its_team",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def embargoed(self) -> bool:
        return self.scope_id is not None


class StoryEdit(Scoped):
    """A person changed how a story is kept: deadline, embargo, closed or open.

    ``changes`` maps what changed to ``[before, after]``.
    """

    story = models.ForeignKey(Story, models.CASCADE, related_name="edits")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    reason = models.CharField(max_length=500, blank=True)
    changes = models.JSONField()

    class Meta:
        ordering: ClassVar = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.by}: {', '.join(self.changes)}"
