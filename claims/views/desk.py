"""The desk: what is mine, what waits for me, what my teams have open, what runs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from claims.choices import Status, WorkState
from claims.models import Assignment, Claim
from claims.querysets import ClaimQuerySet
from claims.views.queries import last_decisions, waiting_for_approval
from sources.choices import JobState
from sources.models import Job, Story
from workbench.accounts.decorators import member_required

SHOWN = 8


@member_required
def desk(request: HttpRequest) -> HttpResponse:
    user = request.user
    open_claims = listed_claims(user).exclude(status__in=ENDED)
    context = {
        "mine": open_claims.filter(checker=user)[:SHOWN],
        "work": open_work(user)[:SHOWN],
        "to_approve": to_approve(user)[:SHOWN],
        "team_claims": others_open(open_claims, user)[:SHOWN],
        "jobs": jobs_now(user),
        "stories": Story.objects.visible_to(user).filter(closed_at=None)[:SHOWN],
        "decisions": last_decisions(user)[:3],
    }
    return render(request, "claims/desk.html", context)


def others_open(rows: ClaimQuerySet, user: Any) -> ClaimQuerySet:
    """What the teams have open beside what the person is checking."""
    return rows.filter(story__team__in=user.team_ids).exclude(checker=user)


ENDED = [Status.PUBLISHED, Status.DISMISSED, Status.RETRACTED]


def listed_claims(user: Any) -> ClaimQuerySet:
    """Claims one may see, merged ones apart."""
    return with_lines(Claim.objects.visible_to(user).filter(merged_into=None))


def with_lines(rows: ClaimQuerySet) -> ClaimQuerySet:
    """Add all that a line of a list shows."""
    return rows.select_related("story", "checker", "question").with_evidence_counts()


def to_approve(user: Any) -> ClaimQuerySet:
    """What waits for this person's approval, the longest wait first."""
    return with_lines(waiting_for_approval(user)).order_by("updated_at")


def open_work(user: Any) -> Any:
    """Open work given to the person, what is due first."""
    rows = Assignment.objects.visible_to(user).filter(person=user, state=WorkState.OPEN)
    return rows.select_related(
        "claim", "question", "story", "document__source", "by", "team"
    )


def jobs_now(user: Any) -> list[Job]:
    busy = [JobState.RUNNING, JobState.QUEUED, JobState.QUARANTINED]
    return list(Job.objects.visible_to(user).filter(state__in=busy)[:SHOWN])
