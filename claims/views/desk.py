"""The desk: what is mine, what waits for me, what my teams have open, what runs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery, Value
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from claims.choices import Action, Status, WorkState
from claims.listing import listed, with_lines
from claims.models import Assignment, Claim, ReviewEvent
from claims.querysets import ClaimQuerySet
from claims.views import task_lists
from claims.views.notifications import Told, joined, mine
from claims.views.queries import waiting_for_approval
from claims.views.task_lists import Shown
from sources.choices import JobState
from sources.models import Job, Story
from workbench.accounts.decorators import member_required

SHOWN = 6


def front(request: HttpRequest) -> HttpResponse:
    """The desk for its people; all others are led to what is published."""
    opened = request.method in {"GET", "HEAD"} and not request.htmx
    if opened and not request.user.is_authenticated:
        return redirect("published")
    return desk(request)


@member_required
def desk(request: HttpRequest) -> HttpResponse:
    user, now = request.user, timezone.now()
    work, free = work_shown(user, now)
    context = {
        "tiles": tiles(user),
        "work": work,
        "mine": held_by(user)[:SHOWN],
        "to_approve": first_to_approve(user),
        "free": free,
        "news": [Told(row) for row in newest_news(user)],
        "stories": open_stories(user),
        "jobs": jobs_now(user),
    }
    return render(request, "claims/desk.html", context)


#: A claim that somebody checks; once proposed it is the second person's turn.
HELD = [Status.IN_REVIEW, Status.QUEUED]


def held_by(user: Any) -> ClaimQuerySet:
    return with_lines(listed(user)).filter(checker=user, status__in=HELD)


def tiles(user: Any) -> dict[str, int]:
    """How much of my open work is overdue, and due within a day; one query."""
    now = timezone.now()
    rows = Assignment.objects.visible_to(user).filter(person=user, state=WorkState.OPEN)
    return rows.with_due().aggregate(
        overdue=Count("id", filter=Q(due__lt=now)),
        day=Count("id", filter=Q(due__gte=now, due__lte=now + timedelta(days=1))),
    )


def work_shown(user: Any, now: Any) -> tuple[list[Shown], list[Shown]]:
    """My open tasks, and what lies in the piles of my teams; what is due first.

    Both are loaded together: so many tables take the database long to plan for.
    """
    mine = task_lists.wanted_work(user, task_lists.Wanted(), now)
    pile = task_lists.Wanted(whose="all", place=task_lists.FREE)
    free = task_lists.wanted_work(user, pile, now).filter(team__in=user.team_ids)
    lots = [
        rows.annotate(lot=Value(lot)).values_list("lot", "pk")[:SHOWN]
        for lot, rows in enumerate((mine, free))
    ]
    lot_of = list(lots[0].union(lots[1], all=True))
    rows = task_lists.with_place(now).filter(pk__in={pk for _, pk in lot_of})
    shown = [Shown(row, user, now) for row in task_lists.joined(rows).order_by(*FIRST)]
    held = set(lot_of)
    return (
        [one for one in shown if (0, one.task.pk) in held],
        [one for one in shown if (1, one.task.pk) in held],
    )


FIRST = task_lists.SORTS["due"][1]


def newest_news(user: Any) -> Any:
    """The newest unread event of each thing, the newest thing first."""
    rows = mine(user).filter(read_at=None)
    newest = rows.order_by("about", "-created_at").distinct("about").values("pk")
    return joined(rows.filter(pk__in=newest), user).order_by("-created_at")[:SHOWN]


def open_stories(user: Any) -> list[Story]:
    """Open stories, those with a deadline first."""
    rows = Story.objects.visible_to(user).filter(closed_at=None)
    return list(rows.order_by("deadline", "-created_at")[:SHOWN])


def to_approve(user: Any) -> ClaimQuerySet:
    """What waits for this person's approval, the longest wait first."""
    return with_lines(awaited(user)).order_by("waits_since", "updated_at")


def awaited(user: Any) -> ClaimQuerySet:
    return with_wait(waiting_for_approval(user))


def with_wait(rows: ClaimQuerySet) -> ClaimQuerySet:
    """Add ``waits_since``: when it was proposed last."""
    proposed = ReviewEvent.objects.filter(claim=OuterRef("pk"), kind=Action.PROPOSE)
    since = Subquery(proposed.order_by("-seq").values("at")[:1])
    return rows.annotate(waits_since=since)


def first_to_approve(user: Any) -> ClaimQuerySet:
    """The first of :func:`to_approve`: chosen by their keys, then loaded."""
    first = awaited(user).order_by("waits_since", "updated_at").values("pk")[:SHOWN]
    rows = with_wait(Claim.objects.filter(pk__in=first))
    return with_lines(rows).order_by("waits_since", "updated_at")


def jobs_now(user: Any) -> list[Job]:
    busy = [JobState.RUNNING, JobState.QUEUED, JobState.QUARANTINED]
    return list(Job.objects.visible_to(user).filter(state__in=busy)[:SHOWN])
