from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from workbench.accounts.ids import new_id


class SitePage(models.Model):
    """One version of a page that the house writes about itself. Insert-only.

    The newest version of a slug and language is shown; with none, the text that the
    product brings (``claims.publication.pages``).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField(max_length=40)
    language = models.CharField(max_length=12)
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    text = models.TextField()
    note = models.CharField(max_length=300, blank=True)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    edited_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering: ClassVar = ["slug", "language", "-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["slug", "language", "version"], name="site_page_version_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.slug} {self.language} v{self.version}"
