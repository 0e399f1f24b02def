"""Vocabulary of claim queries."""

from __future__ import annotations

from typing import Any, Self

from django.db.models import (
    Count,
    Exists,
    Manager,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from sources.querysets import ScopedQuerySet


class ActorQuerySet(ScopedQuerySet):
    def standing(self) -> Self:
        """Actors that a claim of their story says or names now."""
        return self.filter(merged_into=None, documents__gt=0)


class GroupQuerySet(ScopedQuerySet):
    def undecided(self) -> Self:
        """Groups to triage: no decision in force, or one that has slept out."""
        return self.filter(
            Q(decision=None) | Q(decision__until__lte=timezone.now()),
            documents__gt=0,
        )


class AssignmentQuerySet(ScopedQuerySet):
    def with_due(self) -> Self:
        """Add ``due``: the work's own date, else its story's deadline."""
        stories = ("claim__story", "question__story", "document__story", "story")
        return self.annotate(
            due=Coalesce("due_at", *(f"{story}__deadline" for story in stories))
        )


class ReportQuerySet(ScopedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Reports of the person's teams, and those whose answer they were asked for.

        A reader writes to the house that published, not to every desk of it.
        """
        from claims.models import Assignment

        asked = Assignment.objects.filter(report=OuterRef("pk"), person=user)
        own = Q(claim__story__team__in=user.team_ids) | Q(Exists(asked))
        return super().visible_to(user).filter(own)


class ClaimQuerySet(ScopedQuerySet):
    def published(self) -> Self:
        return self.filter(status="published")

    def awaiting_second_reader(self, user: Any) -> Self:
        """Proposed claims that ``user`` may read second: someone else proposed them."""
        from claims.models import Verdict

        own = Verdict.objects.filter(claim=OuterRef("pk"), current=True, by=user)
        return self.filter(status="proposed").exclude(Exists(own))

    def with_evidence_counts(self) -> Self:
        """Add ``n_supports`` and ``n_contradicts``: confirmed evidence of either kind.

        Counted for the rows of a page alone: joined counts would group every row of
        the table before the first is shown.
        """
        from claims.models import Evidence

        confirmed = Evidence.objects.filter(state="confirmed")
        return self.annotate(
            n_supports=counted(confirmed.filter(stance="supports")),
            n_contradicts=counted(confirmed.filter(stance="contradicts")),
        )


def counted(rows: QuerySet) -> Coalesce:
    """A subquery that counts the rows of one claim."""
    own = rows.filter(claim=OuterRef("pk")).order_by().values("claim")
    return Coalesce(Subquery(own.annotate(n=Count("pk")).values("n")), 0)


class ClaimManager(Manager.from_queryset(ClaimQuerySet)):  # type: ignore[misc]
    """Claims without the column that is only searched: it is as long as their words."""

    def get_queryset(self) -> Any:
        return super().get_queryset().defer("search")
