"""Stories: the list, one story as a whole, and what of it changed since."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse

from claims import roles
from claims.models import CandidateGroup, Claim
from claims.views.story_page import (
    counted_story,
    state_of,
    story_context,
    unfinished,
    work_on,
)
from sources.http import page_or_part, paged, visible_or_404
from sources.models import Document, Story
from workbench.accounts.decorators import member_required


@member_required
def stories(request: HttpRequest) -> HttpResponse:
    """GET: stories, open ones first on request alone; words narrow the list."""
    rows = Story.objects.visible_to(request.user).select_related("team")
    words, state = request.GET.get("q", ""), request.GET.get("state", "open")
    for word in words.replace("\x00", " ").split()[:12]:
        rows = rows.filter(title__icontains=word)
    if state in ("open", "closed"):
        rows = rows.filter(closed_at__isnull=state == "open")
    context = {
        "page": paged(request, counted(rows)),
        "q": words,
        "state": state,
        "narrowed": bool(words or state != "open"),
    }
    return page_or_part(
        request, "claims/stories.html", "claims/parts/_stories.html", context
    )


def counted(rows: QuerySet[Story]) -> QuerySet[Story]:
    """Add how many documents, claims and groups in conflict each story has."""
    return rows.annotate(
        n_documents=count_in(Document.objects.all()),
        n_claims=count_in(Claim.objects.filter(merged_into=None)),
        n_conflicts=count_in(CandidateGroup.objects.filter(conflicts__gt=0)),
    )


def count_in(rows: QuerySet[Any]) -> Coalesce:
    """A subquery that counts rows of the story; joins would multiply one another."""
    own = rows.filter(story=OuterRef("pk")).order_by().values("story")
    return Coalesce(Subquery(own.annotate(n=Count("pk")).values("n")), 0)


@member_required
def story(request: HttpRequest, pk: Any) -> HttpResponse:
    """Documents, questions, claims by state, event times, who agrees with whom."""
    row = find_story(request, pk)
    context = story_context(row, request.GET.get("page", "")) | {
        "may": roles.holds(request.user, row.team_id, roles.EDITOR)
    }
    return page_or_part(
        request, "claims/story.html", "claims/parts/_story.html", context
    )


@member_required
def fresh(request: HttpRequest, pk: Any) -> HttpResponse:
    """GET: what is being done, and whether the page seen is still what stands."""
    row = find_story(request, pk)
    seen, state = request.GET.get("seen", ""), state_of(row)
    context = {
        "story": row,
        "work": work_on(unfinished(row)),
        "state": seen or state,
        "stale": bool(seen) and seen != state,
    }
    return page_or_part(
        request, "claims/story_fresh.html", "claims/parts/_story_fresh.html", context
    )


def find_story(request: HttpRequest, pk: Any) -> Any:
    rows = Story.objects.select_related("team", "scope", "created_by")
    return visible_or_404(counted_story(rows), request.user, pk=pk)
