from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from claims.models.claim import Claim
from claims.models.group import Question
from claims.models.review import Assignment, about_exactly_one
from sources.models import Document, Scoped, Story
from workbench.accounts.events import Event, Mail
from workbench.accounts.ids import new_id


class Notification(Scoped):
    """One person is told of one event about one thing.

    ``about`` repeats the id of the claim, question, story or document, so that all
    about one thing fold into one line; work about it is named beside it. ``by`` is
    empty when the clock speaks. ``on_page`` and ``mail`` keep what the person had
    chosen when it happened.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications"
    )
    event = models.CharField(max_length=12, choices=Event.choices)
    about = models.UUIDField(editable=False)
    claim = models.ForeignKey(
        Claim, models.CASCADE, null=True, blank=True, related_name="notifications"
    )
    question = models.ForeignKey(
        Question, models.CASCADE, null=True, blank=True, related_name="notifications"
    )
    story = models.ForeignKey(
        Story, models.CASCADE, null=True, blank=True, related_name="notifications"
    )
    document = models.ForeignKey(
        Document, models.CASCADE, null=True, blank=True, related_name="notifications"
    )
    assignment = models.ForeignKey(
        Assignment, models.CASCADE, null=True, blank=True, related_name="notifications"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )
    words = models.TextField(blank=True)
    on_page = models.BooleanField(default=True)
    mail = models.CharField(max_length=6, choices=Mail.choices)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    read_at = models.DateTimeField(null=True, blank=True)
    emailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-created_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=about_exactly_one(), name="notification_about_one_thing"
            ),
            models.CheckConstraint(
                condition=Q(event__in=Event.values), name="notification_known_event"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["user", "about", "-created_at"],
                condition=Q(on_page=True),
                name="notification_lines",
            ),
            models.Index(
                fields=["user"],
                condition=Q(on_page=True, read_at=None),
                name="notification_unread",
            ),
            models.Index(
                fields=["user"],
                condition=Q(mail=Mail.DAILY, emailed_at=None),
                name="notification_digest",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} for {self.user_id}"

    @property
    def subject(self) -> Any:
        """The claim, question, story or document that it is about."""
        return self.claim or self.question or self.story or self.document
