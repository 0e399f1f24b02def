from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise

from sources.choices import JobState
from sources.jobs import WORDS
from sources.jobs.advice import advice_for
from sources.models.story import Scoped, Story
from sources.querysets import JobQuerySet
from workbench.accounts.ids import new_id


class Job(Scoped):
    """One unit of work: outbox, lease, progress bar and retry button at once.

    ``subject`` is the id of the row worked on; ``inputs`` what else the handler needs.
    ``attempts`` is the fencing token of whoever runs it. Retry is ``next_attempt_at``,
    never the broker's. Progress is counted in ``progress_unit`` ("page").
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=40)
    subject = models.UUIDField()
    inputs = models.JSONField(default=dict, blank=True)
    input_digest = models.CharField(max_length=64)
    label = models.CharField(max_length=300, blank=True)
    story = models.ForeignKey(
        Story, models.CASCADE, null=True, blank=True, related_name="jobs"
    )
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="children"
    )
    state = models.CharField(
        max_length=12, choices=JobState.choices, default=JobState.QUEUED
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    next_attempt_at = models.DateTimeField(default=timezone.now)
    dispatched_at = models.DateTimeField(null=True, blank=True)
    error_code = models.CharField(max_length=60, blank=True)
    error = models.TextField(blank=True)
    progress_done = models.PositiveIntegerField(default=0)
    progress_total = models.PositiveIntegerField(default=0)
    progress_unit = models.CharField(max_length=20, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-created_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "subject", "input_digest"], name="job_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=JobState.values), name="job_known_state"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["next_attempt_at"],
                condition=Q(state__in=["queued", "running"]),
                name="job_due",
            ),
            models.Index(fields=["subject"], name="job_subject"),
            models.Index(fields=["-created_at", "-id"], name="job_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.label or self.subject} ({self.state})"

    @property
    def advice(self) -> Promise | str:
        """What a person may do about its error; empty where there is none."""
        return advice_for(self.error_code) if self.error_code else ""

    @property
    def doing(self) -> str:
        """What is done, in words for people."""
        return str(WORDS.get(self.kind, self.kind.capitalize()))


class WorkerBeat(models.Model):
    """When each worker was last seen alive, and which queues it works off.

    Readiness asks this, never a PID.
    """

    name = models.CharField(primary_key=True, max_length=120)
    seen_at = models.DateTimeField()
    queues = ArrayField(models.CharField(max_length=40), default=list)

    def __str__(self) -> str:
        return self.name
