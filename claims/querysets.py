"""Vocabulary of claim queries."""

from __future__ import annotations

from typing import Any, Self

from django.db.models import Count, Exists, OuterRef, Q
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


class ClaimQuerySet(ScopedQuerySet):
    def in_queue(self) -> Self:
        return self.filter(status__in=["queued", "in_review"], merged_into=None)

    def published(self) -> Self:
        return self.filter(status="published")

    def awaiting_second_reader(self, user: Any) -> Self:
        """Proposed claims that ``user`` may read second: someone else proposed them."""
        from claims.models import Verdict

        own = Verdict.objects.filter(claim=OuterRef("pk"), current=True, by=user)
        return self.filter(status="proposed").exclude(Exists(own))

    def with_evidence_counts(self) -> Self:
        """Add ``n_supports``, ``n_contradicts``, ``n_context``, ``n_appearances``."""
        confirmed = Q(evidence__state="confirmed")
        return self.annotate(
            n_appearances=Count("appearances", distinct=True),
            **{
                f"n_{stance}": Count(
                    "evidence",
                    filter=confirmed & Q(evidence__stance=stance),
                    distinct=True,
                )
                for stance in ("supports", "contradicts", "context")
            },
        )
