from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from claims.choices import Level, TriageAction
from claims.models.candidate import Candidate
from claims.querysets import GroupQuerySet
from sources.models import Scoped, Story
from workbench.accounts.ids import new_id


class Question(Scoped):
    """One slot with rival answers: when, how many, who.

    The wording is the machine's until ``reworded_by`` names a person; then it stays.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    story = models.ForeignKey(Story, models.CASCADE, related_name="questions")
    slot = models.CharField(max_length=200)
    wording = models.CharField(max_length=300)
    reworded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    def __str__(self) -> str:
        return self.wording


class CandidateGroup(Scoped):
    """Candidates of one proposition, in one story and scope.

    Counts and ``best`` are recomputed whenever the story is regrouped; ``decision`` is
    the decision in force, found again by selector overlap after every re-run. Until
    ``compared``, a group says nothing about what others hold.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    story = models.ForeignKey(Story, models.CASCADE, related_name="groups")
    question = models.ForeignKey(
        Question, models.SET_NULL, null=True, blank=True, related_name="groups"
    )
    # On whose row of triage it is shown; empty where it has its own.
    beside = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="company"
    )
    best = models.ForeignKey(
        Candidate, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    wording = models.TextField()
    score = models.FloatField(default=0)
    documents = models.PositiveIntegerField(default=0)
    origins = models.PositiveIntegerField(default=0)
    conflicts = models.PositiveIntegerField(default=0)
    compared = models.BooleanField(default=False)
    decision = models.ForeignKey(
        "claims.TriageDecision",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="settled_groups",
    )
    grown_since_decision = models.BooleanField(default=False)
    lease_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    lease_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = GroupQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["story", "-score"], name="group_story_score"),
        ]

    def __str__(self) -> str:
        return self.wording[:80]


class TriagePlace(Scoped):
    """A row of triage before it is loaded: a question, or a lone group with company.

    ``id`` is the question's or the group's. It tells what of it is not settled: the
    highest ``rank`` and ``score``, how many groups are in conflict, the instant from
    which something waits, and the words to find it by. Written by
    :mod:`claims.places` alone, so that a page of triage costs a page.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    story = models.ForeignKey(Story, models.CASCADE, related_name="triage_places")
    question = models.ForeignKey(
        Question, models.CASCADE, null=True, related_name="triage_places"
    )
    group = models.ForeignKey(
        CandidateGroup, models.CASCADE, null=True, related_name="triage_places"
    )
    rank = models.FloatField()
    score = models.FloatField()
    conflicts = models.PositiveIntegerField()
    waits_from = models.DateTimeField()
    terms = SearchVectorField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(question=None) ^ Q(group=None),
                name="place_is_of_one_thing",
            )
        ]
        indexes: ClassVar = [
            models.Index(F("rank").desc(), "id", name="place_rank"),
            models.Index("story", F("rank").desc(), "id", name="place_story_rank"),
            models.Index(fields=["score"], name="place_score"),
            GinIndex(fields=["terms"], name="place_terms"),
        ]

    def __str__(self) -> str:
        return str(self.question or self.group)


class TriageDecision(Scoped):
    """What a person decided about a group; outlives every re-run.

    ``selectors`` is a list of ``[revision id, [[start, end], …]]``: where the decided
    words stand, so that the decision is found again when candidates are re-made.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    story = models.ForeignKey(Story, models.CASCADE, related_name="decisions")
    group = models.ForeignKey(
        CandidateGroup,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="decisions",
    )
    action = models.CharField(max_length=10, choices=TriageAction.choices)
    level = models.CharField(max_length=4, choices=Level.choices, blank=True)
    candidate_ids = ArrayField(models.UUIDField(), default=list)
    selectors = models.JSONField(default=list)
    claim = models.ForeignKey(
        "claims.Claim",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="decisions",
    )
    reason = models.CharField(max_length=500, blank=True)
    until = models.DateTimeField(null=True, blank=True)
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
        indexes: ClassVar = [
            models.Index(fields=["by", "-created_at"], name="decision_own_last"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(undone_at=None) | Q(undone_by__isnull=False),
                name="decision_undone_by_someone",
            ),
            models.CheckConstraint(
                condition=~Q(action="snooze") | Q(until__isnull=False),
                name="decision_snooze_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action} by {self.by}"


class GroupConstraint(Scoped):
    """A person says that two candidates must, or cannot, share a group."""

    MUST, CANNOT = "must", "cannot"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    story = models.ForeignKey(Story, models.CASCADE, related_name="constraints")
    kind = models.CharField(max_length=6, choices=[(MUST, "must"), (CANNOT, "cannot")])
    a = models.ForeignKey(Candidate, models.CASCADE, related_name="+")
    b = models.ForeignKey(Candidate, models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["a", "b"], name="constraint_pair_once")
        ]

    def __str__(self) -> str:
        return self.kind


class QuestionConstraint(Scoped):
    """A person says that two candidates must, or cannot, answer one question.

    ``stays`` is of the question that goes on, ``moves`` of what joins or leaves it.
    """

    MUST, CANNOT = "must", "cannot"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    story = models.ForeignKey(
        Story, models.CASCADE, related_name="question_constraints"
    )
    kind = models.CharField(max_length=6, choices=[(MUST, "must"), (CANNOT, "cannot")])
    stays = models.ForeignKey(Candidate, models.CASCADE, related_name="+")
    moves = models.ForeignKey(Candidate, models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["stays", "moves"], name="question_constraint_once"
            )
        ]

    def __str__(self) -> str:
        return self.kind
