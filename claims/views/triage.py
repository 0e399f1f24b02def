"""Triage: one row for each question or group, its versions beneath."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from claims.choices import Level
from claims.errors import BadClaim, ClaimsError
from claims.evidence.matters import WORTH
from claims.forms import DISMISSALS, SNOOZES, DismissForm, SnoozeForm, TriageFilter
from claims.forms.filters import ANY_SCORE
from claims.models import CandidateGroup, Claim, Question, TriageDecision
from claims.review import triage as service
from claims.views.queries import (
    attachable_claims,
    last_decisions,
    triage_order,
    triage_rows,
    waiting_groups,
)
from sources.http import back, page_or_part, paged, visible_or_404
from workbench.accounts.decorators import member_required

ROWS_A_PAGE = 25


@member_required
def triage(request: HttpRequest) -> HttpResponse:
    """The list, filtered by what the address says."""
    form = TriageFilter(request.user, request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    order = triage_order(waiting_groups(request.user, wanted))
    # Who asks for a score or for words is shown all that fits.
    floor = 0.0 if wanted.get("score") or wanted.get("q") else WORTH
    worth = [place for place in order if place.score >= floor]
    page = paged(request, worth, ROWS_A_PAGE)
    rows = triage_rows(request.user, page.object_list)
    context = {
        "form": form,
        "page": page,
        "rows": rows,
        "low": len(order) - len(worth),
        "low_url": f"?{urlencode({**request.GET.dict(), 'score': ANY_SCORE})}",
        "claims": attachable_claims(request.user, {row.story.pk for row in rows}),
        "decisions": last_decisions(request.user),
        "dismissals": DISMISSALS,
        "snoozes": SNOOZES,
        "now": timezone.now(),
    }
    return page_or_part(
        request, "claims/triage.html", "claims/parts/_triage.html", context
    )


@member_required
@require_POST
def decide(request: HttpRequest, pk: Any, action: str) -> HttpResponse:
    """POST: one decision about one group."""
    group = visible_or_404(CandidateGroup.objects.all(), request.user, pk=pk)
    note = DECISIONS[action](group, request)
    return back(request, reverse("triage"), note)


def accept(group: CandidateGroup, request: HttpRequest) -> str:
    level = request.POST.get("level", "")
    claim = service.accept(group, level=level, by=request.user)
    return f"Accepted as {claim}: {MATTER[level]}."


MATTER = {
    Level.SO.value: "whether it is so",
    Level.SAID.value: "whether it was said",
}


def attach(group: CandidateGroup, request: HttpRequest) -> str:
    chosen = request.POST.get("claim")
    if not chosen:
        raise BadClaim("Choose the claim these words belong to.")
    claim = visible_or_404(Claim.objects.all(), request.user, pk=chosen)
    service.attach(group, claim, by=request.user)
    return f"Attached to {claim}."


def dismiss(group: CandidateGroup, request: HttpRequest) -> str:
    form = DismissForm(request.POST)
    if not form.is_valid():
        raise BadClaim("Say why it is dismissed.")
    service.dismiss(group, reason=form.cleaned_data["reason"], by=request.user)
    return "Dismissed."


def snooze(group: CandidateGroup, request: HttpRequest) -> str:
    form = SnoozeForm(request.POST)
    if not form.is_valid():
        raise BadClaim("Choose until when.")
    reason = form.cleaned_data["reason"]
    service.snooze(group, until=form.until, reason=reason, by=request.user)
    return "Set aside; it comes back by itself."


DECISIONS: dict[str, Callable[[CandidateGroup, HttpRequest], str]] = {
    "accept": accept,
    "attach": attach,
    "dismiss": dismiss,
    "snooze": snooze,
}


@member_required
@require_POST
def lease(request: HttpRequest, pk: Any) -> HttpResponse:
    """POST, when a row has the focus: others see who is on it. Never in the way."""
    group = visible_or_404(CandidateGroup.objects.all(), request.user, pk=pk)
    with suppress(ClaimsError):  # held by another, or the role only looks
        service.take_lease(group, by=request.user)
    return HttpResponse(status=204)


@member_required
@require_POST
def accept_question(request: HttpRequest, pk: Any) -> HttpResponse:
    """POST: make a claim of every version that waits, all on one level."""
    question = visible_or_404(Question.objects.all(), request.user, pk=pk)
    level = request.POST.get("level", "")
    groups = waiting_groups(request.user).filter(question=question)
    made = [service.accept(g, level=level, by=request.user) for g in groups]
    if not made:
        return back(request, reverse("triage"), "Nothing waited here any more.")
    names = ", ".join(str(claim) for claim in made)
    return back(request, reverse("triage"), f"Accepted as {names}.")


@member_required
@require_POST
def undo(request: HttpRequest, pk: Any) -> HttpResponse:
    rows = TriageDecision.objects.all()
    decision = visible_or_404(rows, request.user, pk=pk)
    service.undo(decision, by=request.user)
    return back(request, reverse("triage"), "Undone; the row is back.")
