from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext

from claims.choices import Confidence, Level, WorkKind, WorkState
from claims.models.claim import Claim
from claims.models.evidence import Evidence
from claims.models.group import Question
from claims.querysets import AssignmentQuerySet
from sources.models import Document, Scoped, Story
from workbench.accounts.ids import new_id
from workbench.accounts.models import Team


class RatingScale(models.Model):
    """A named scale for one level of claim. Data, not code."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    level = models.CharField(max_length=4, choices=Level.choices)
    default = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["level"],
                condition=Q(default=True),
                name="scale_one_default_a_level",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Rating(models.Model):
    """A point on a scale. ``value`` only on the true–false line, nearer 5 is truer.

    ``needs_origins`` is how many confirmed independent origins outside the claimant's
    side it takes; ``needs_versions`` how many attributed versions.
    """

    scale = models.ForeignKey(RatingScale, models.CASCADE, related_name="ratings")
    slug = models.SlugField()
    label = models.CharField(max_length=80)
    meaning = models.CharField(max_length=300, blank=True)
    value = models.PositiveSmallIntegerField(null=True, blank=True)
    order = models.PositiveSmallIntegerField()
    needs_origins = models.PositiveSmallIntegerField(default=0)
    needs_versions = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["scale", "order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scale", "slug"], name="rating_once"),
            models.CheckConstraint(
                condition=Q(value=None) | Q(value__gte=1, value__lte=5),
                name="rating_value_range",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Verdict(models.Model):
    """A reviewer's decision on a claim; the current one is the newest proposed.

    ``finding`` is our one sentence that says what is established.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    claim = models.ForeignKey(Claim, models.CASCADE, related_name="verdicts")
    rating = models.ForeignKey(Rating, models.PROTECT, related_name="+")
    finding = models.TextField()
    rationale = models.TextField()
    confidence = models.CharField(max_length=6, choices=Confidence.choices)
    evidence = models.ManyToManyField(Evidence, blank=True, related_name="verdicts")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    current = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering: ClassVar = ["-created_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["claim"],
                condition=Q(current=True),
                name="verdict_one_current",
            ),
            models.UniqueConstraint(fields=["id", "by"], name="verdict_and_author"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["by", "claim"],
                condition=Q(current=True),
                name="verdict_current_author",
            )
        ]

    def __str__(self) -> str:
        return f"{self.rating}: {self.finding[:60]}"


class Approval(models.Model):
    """A second person stands by exactly what was read.

    The digest covers claim, verdict and confirmed evidence; when any of it changes the
    approval is void. ``verdict_by`` repeats the verdict's author, tied to it by a
    composite key, so that the database itself refuses an author's own approval.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    claim = models.ForeignKey(Claim, models.CASCADE, related_name="approvals")
    verdict = models.ForeignKey(Verdict, models.CASCADE, related_name="approvals")
    verdict_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kind = models.CharField(
        max_length=10,
        choices=[("approve", "Approved"), ("adjudicate", "Adjudicated")],
        default="approve",
    )
    # Whom the person stood in for, when that one was away and ``by`` is the deputy.
    deputy_for = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    blind = models.BooleanField(default=False)
    own_rating = models.ForeignKey(
        Rating, models.PROTECT, null=True, blank=True, related_name="+"
    )
    digest = models.CharField(max_length=64)
    note = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    voided_at = models.DateTimeField(null=True, blank=True)
    void_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(by=F("verdict_by")), name="approval_by_another"
            ),
            models.UniqueConstraint(
                fields=["verdict", "by"],
                condition=Q(voided_at=None),
                name="approval_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} by {self.by}"


class ReviewEvent(models.Model):
    """One editorial write, chained to the one before. Insert-only.

    ``digest`` is the salted digest of the payload, so that a payload may be erased by
    law while the chain still verifies.
    """

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="events")
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["claim", "seq"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["claim", "seq"], name="event_seq_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["at"], name="event_at"),
            models.Index(
                fields=["claim", "-seq"],
                include=["at"],
                condition=Q(kind="propose"),
                name="event_proposed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} #{self.seq} {self.kind}"


class EventPayload(models.Model):
    """What an event changed, before and after; erasable apart from its chain."""

    event = models.OneToOneField(
        ReviewEvent, models.CASCADE, primary_key=True, related_name="payload"
    )
    salt = models.CharField(max_length=64)
    body = models.JSONField()

    def __str__(self) -> str:
        return str(self.event_id)


def about_exactly_one() -> Q:
    """Exactly one of the four subjects is given."""
    subjects = ("claim", "question", "story", "document")
    condition = Q()
    for chosen in subjects:
        condition |= Q(**{f"{s}__isnull": s != chosen for s in subjects})
    return condition


class Assignment(Scoped):
    """A piece of work given to a person or a team, about exactly one thing.

    Work of a team without a person lies in the team's pile. ``person`` is on it until
    ``lease_until``. ``division`` is shared by what was given out in one go.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    claim = models.ForeignKey(
        Claim, models.CASCADE, null=True, blank=True, related_name="assignments"
    )
    question = models.ForeignKey(
        Question, models.CASCADE, null=True, blank=True, related_name="assignments"
    )
    story = models.ForeignKey(
        Story, models.CASCADE, null=True, blank=True, related_name="assignments"
    )
    document = models.ForeignKey(
        Document, models.CASCADE, null=True, blank=True, related_name="assignments"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="assignments",
    )
    team = models.ForeignKey(
        Team, models.CASCADE, null=True, blank=True, related_name="assignments"
    )
    kind = models.CharField(max_length=20, choices=WorkKind.choices)
    state = models.CharField(
        max_length=10, choices=WorkState.choices, default=WorkState.OPEN
    )
    due_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(blank=True)
    # Of work about a finding's claim: the reader's report that it answers.
    report = models.ForeignKey(
        "claims.ErrorReport",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="assignments",
    )
    # Empty when nobody gave it: a reader asked for it, or a date came.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    lease_until = models.DateTimeField(null=True, blank=True)
    division = models.UUIDField(null=True, blank=True, db_index=True, editable=False)
    # The date that people were told of: another one is told anew.
    due_told = models.DateTimeField(null=True, blank=True, editable=False)
    overdue_told = models.DateTimeField(null=True, blank=True, editable=False)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["due_at", "created_at"]
        indexes: ClassVar = [
            models.Index(
                fields=["person"],
                condition=Q(state="open"),
                name="assignment_open_person",
            ),
            models.Index(
                fields=["team"],
                condition=Q(state="open"),
                name="assignment_open_team",
            ),
            models.Index(fields=["-ended_at"], name="assignment_ended"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(team__isnull=False),
                name="assignment_to_someone",
            ),
            models.CheckConstraint(
                condition=about_exactly_one(),
                name="assignment_about_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(report=None)
                | Q(claim__isnull=False, kind=WorkKind.ANSWER_REPORT),
                name="assignment_answers_its_report",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} → {self.person or self.team}"

    @property
    def held(self) -> bool:
        """Somebody is on it now."""
        return self.lease_until is not None and self.lease_until > timezone.now()

    @property
    def lapsed(self) -> bool:
        """Somebody took it from a pile and is on it no more: it is free again."""
        return (
            self.team_id is not None and self.lease_until is not None and not self.held
        )

    @property
    def from_whom(self) -> str:
        """Who gave it out, in words."""
        if self.by is not None:
            return str(self.by)
        return gettext("a reader") if self.report_id else gettext("the calendar")

    @property
    def subject(self) -> Claim | Question | Story | Document:
        """The one thing that the work is about."""
        found = self.claim or self.question or self.story or self.document
        assert found is not None  # the table has a constraint
        return found
