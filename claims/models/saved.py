from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from workbench.accounts.ids import new_id
from workbench.accounts.models import Team


class SavedView(models.Model):
    """A list as somebody likes to see it: the address's query under a name.

    ``team`` shares it: its members see it, its owner and the team's editors change it.
    ``default`` is what its owner sees when the list is opened bare.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    page = models.CharField(max_length=40, default="claims")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views"
    )
    team = models.ForeignKey(
        Team, models.CASCADE, null=True, blank=True, related_name="saved_views"
    )
    name = models.CharField(max_length=80)
    query = models.TextField(blank=True)
    default = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering: ClassVar = ["name", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["page", "owner", "name"], name="saved_view_once"
            ),
            models.UniqueConstraint(
                fields=["page", "owner"],
                condition=Q(default=True),
                name="saved_view_one_default",
            ),
        ]

    def __str__(self) -> str:
        return self.name
