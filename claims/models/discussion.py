from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from claims.models.claim import Claim
from claims.models.group import Question
from claims.models.review import about_exactly_one
from sources.models import Document, Scoped, Story, TextRevision
from sources.models.selector import QuotedFields
from workbench.accounts.ids import new_id


class Comment(QuotedFields, Scoped):
    """What colleagues say about exactly one thing, or about words of a text.

    A deleted comment keeps its row and its place, without its text.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    claim = models.ForeignKey(
        Claim, models.CASCADE, null=True, blank=True, related_name="comments"
    )
    question = models.ForeignKey(
        Question, models.CASCADE, null=True, blank=True, related_name="comments"
    )
    story = models.ForeignKey(
        Story, models.CASCADE, null=True, blank=True, related_name="comments"
    )
    document = models.ForeignKey(
        Document, models.CASCADE, null=True, blank=True, related_name="comments"
    )
    revision = models.ForeignKey(
        TextRevision, models.PROTECT, null=True, blank=True, related_name="+"
    )
    text = models.TextField(blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="comments"
    )
    mentions = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="mentioned_in"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    edited_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["created_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=about_exactly_one(), name="comment_about_one_thing"
            ),
            models.CheckConstraint(
                condition=Q(revision=None, segments=None)
                | Q(revision__isnull=False, segments__isnull=False),
                name="comment_on_words_is_anchored",
            ),
            models.CheckConstraint(
                condition=Q(deleted_at=None) & ~Q(text="")
                | Q(deleted_at__isnull=False, text=""),
                name="comment_deleted_has_no_text",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80] or "(deleted)"


class Draft(models.Model):
    """What a person typed into a form and has not sent yet.

    ``key`` names the form ("verdict:<claim>"); ``mark`` the typing, so that two tabs
    keep theirs apart, and a late save of what was sent cannot bring it back.
    ``typed_at_ms`` is the browser's clock. ``body`` holds each field's values, and
    what the page showed there before.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts"
    )
    key = models.CharField(max_length=120)
    mark = models.CharField(max_length=40)
    body = models.JSONField(default=dict)
    base_version = models.PositiveIntegerField(null=True, blank=True)
    typed_at_ms = models.BigIntegerField(default=0)
    saved_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-saved_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "key", "mark"], name="draft_once")
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.key}"
