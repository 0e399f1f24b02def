"""Work given out, and proposed claims that wait for a second reader."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from claims.choices import WorkState
from claims.models import Assignment
from claims.review.assignment import finish
from claims.views.desk import to_approve
from sources.http import back, page_or_part, paged, visible_or_404
from workbench.accounts.decorators import member_required


@member_required
def tasks(request: HttpRequest) -> HttpResponse:
    """My open work; my teams', or what ended, when the address asks for it."""
    whose = request.GET.get("whose", "mine")
    state = "ended" if request.GET.get("state") == "ended" else WorkState.OPEN
    rows = Assignment.objects.visible_to(request.user).select_related(
        "claim", "question", "story", "document__source", "by", "team", "person"
    )
    if whose == "team":
        rows = rows.filter(team__in=request.user.team_ids)
    elif whose == "given":
        rows = rows.filter(by=request.user)
    else:
        rows = rows.filter(person=request.user)
    ended = [WorkState.DONE, WorkState.DROPPED]
    rows = rows.filter(state__in=ended if state == "ended" else [WorkState.OPEN])
    context = {"page": paged(request, rows), "whose": whose, "state": state}
    return page_or_part(
        request, "claims/tasks.html", "claims/parts/_tasks.html", context
    )


@member_required
@require_POST
def task_end(request: HttpRequest, pk: Any) -> HttpResponse:
    """POST: done, or dropped as no longer needed."""
    row = visible_or_404(Assignment.objects.all(), request.user, pk=pk)
    dropped = request.POST.get("how") == "dropped"
    finish(row, by=request.user, dropped=dropped)
    note = "Dropped." if dropped else "Done."
    return back(request, reverse("tasks"), note)


@member_required
def second_read(request: HttpRequest) -> HttpResponse:
    """Proposed by others and waiting, longest first."""
    context = {"page": paged(request, to_approve(request.user))}
    return page_or_part(
        request, "claims/second_read.html", "claims/parts/_second_read.html", context
    )
