"""Everything that is sent to a claim: moves, verdict, edits, evidence, work."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from claims.choices import Action
from claims.errors import ClaimsError, StaleClaim
from claims.forms import (
    ApproveForm,
    AssignForm,
    ClaimForm,
    EvidenceForm,
    JudgeForm,
    MoveForm,
    PublishForm,
    SearchForm,
    StatementForm,
    VerdictForm,
)
from claims.models import Claim, Evidence
from claims.publication import service as publication
from claims.review import evidence as evidence_service
from claims.review.assignment import assign
from claims.review.editing import edit_claim
from claims.review.verdicts import propose_verdict
from claims.review.workflow import act
from claims.views.claim_page import claim_context, find_claim
from claims.views.conflicts import conflict_of
from claims.views.selecting import find_words, selector_of
from sources.http import page_or_part, visible_or_404
from workbench.accounts.decorators import member_required

Sent = Callable[[Any, Claim, Any], str]
SPECIAL = frozenset({Action.PROPOSE, Action.APPROVE, Action.PUBLISH, Action.RETRACT})


def answer(
    request: HttpRequest, claim: Claim, name: str, form: Any, send: Sent
) -> HttpResponse:
    """Check the form, call the service, go back to the claim.

    What is refused comes back on the page with everything that was typed.
    """
    error: ClaimsError | None = None
    if form.is_valid():
        try:
            messages.success(request, send(form, claim, request.user))
            return redirect(claim.get_absolute_url())
        except ClaimsError as refused:
            error = refused
    claim = find_claim(request, claim.pk)
    context = claim_context(request.user, claim, **{name: form})
    context |= {"open_form": name, "refused": error}
    status = 422
    if isinstance(error, StaleClaim):
        status = 409
        context["conflict"] = conflict_of(claim, form, error.extra["seen"])
        # Sent once more, it is meant for what stands now.
        form.data = form.data.copy()
        form.data["seen_version"] = claim.version
    return page_or_part(
        request, "claims/claim.html", "claims/parts/_claim.html", context, status=status
    )


@member_required
@require_POST
def move(request: HttpRequest, pk: Any, action: str) -> HttpResponse:
    """POST: a move that needs no form of its own."""
    if action not in Action.values or action in SPECIAL:
        raise Http404
    claim = find_claim(request, pk)

    def send(form: MoveForm, claim: Claim, by: Any) -> str:
        data = form.cleaned_data
        moved = act(
            claim, action, by=by, seen_version=data["seen_version"], note=data["note"]
        )
        return f"{moved} is {moved.get_status_display().lower()} now."

    return answer(request, claim, "move_form", MoveForm(request.POST), send)


@member_required
@require_POST
def propose(request: HttpRequest, pk: Any) -> HttpResponse:
    claim = find_claim(request, pk)
    form = VerdictForm(claim, request.POST)
    return answer(request, claim, "verdict_form", form, send_verdict)


def send_verdict(form: VerdictForm, claim: Claim, by: Any) -> str:
    data = form.cleaned_data
    propose_verdict(
        claim,
        rating=data["rating"],
        finding=data["finding"],
        rationale=data["rationale"],
        confidence=data["confidence"],
        evidence_ids=[row.pk for row in data["evidence"]],
        by=by,
        seen_version=data["seen_version"],
    )
    return "Proposed. It waits for a second person now."


@member_required
@require_POST
def approve(request: HttpRequest, pk: Any) -> HttpResponse:
    claim = find_claim(request, pk)
    form = ApproveForm(claim, request.POST)
    return answer(request, claim, "approve_form", form, send_approval)


def send_approval(form: ApproveForm, claim: Claim, by: Any) -> str:
    data = form.cleaned_data
    moved = act(
        claim,
        Action.APPROVE,
        by=by,
        seen_version=data["seen_version"],
        note=data["note"],
        blind=data["blind"],
        own_rating=data["own_rating"],
    )
    if data["blind"]:
        return f"Your reading is kept; {moved} is {moved.get_status_display().lower()}."
    return f"Approved; {moved} is {moved.get_status_display().lower()} now."


@member_required
@require_POST
def publish(request: HttpRequest, pk: Any) -> HttpResponse:
    claim = find_claim(request, pk)
    form = PublishForm(request.POST)
    return answer(request, claim, "publish_form", form, send_publication)


def send_publication(form: PublishForm, claim: Claim, by: Any) -> str:
    row = publication.publish(claim, by=by, **form.cleaned_data)
    return f"Published as version {row.version}."


@member_required
@require_POST
def retract(request: HttpRequest, pk: Any) -> HttpResponse:
    claim = find_claim(request, pk)
    return answer(request, claim, "move_form", MoveForm(request.POST), send_retraction)


def send_retraction(form: MoveForm, claim: Claim, by: Any) -> str:
    newest = claim.publications.order_by("-version").first()
    if newest is None:
        raise Http404
    wanted = form.cleaned_data
    publication.retract(
        newest, by=by, note=wanted["note"], seen_version=wanted["seen_version"]
    )
    return "Retracted, in public and with the reason."


@member_required
@require_POST
def edit(request: HttpRequest, pk: Any) -> HttpResponse:
    """POST: the claim's own words. A stale form shows mine, theirs and the base."""
    claim = find_claim(request, pk)
    form = ClaimForm(request.POST, instance=Claim(pk=claim.pk, version=claim.version))
    return answer(request, claim, "claim_form", form, send_edit)


def send_edit(form: ClaimForm, claim: Claim, by: Any) -> str:
    seen = form.cleaned_data["seen_version"]
    edit_claim(claim, form.changes, by=by, seen_version=seen)
    return "Saved."


@member_required
@require_POST
def assign_work(request: HttpRequest, pk: Any) -> HttpResponse:
    claim = find_claim(request, pk)
    form = AssignForm(claim.story.team, request.POST, auto_id="assign_%s")
    return answer(request, claim, "assign_form", form, send_assignment)


def send_assignment(form: AssignForm, claim: Claim, by: Any) -> str:
    data = form.cleaned_data
    person = data["person"]
    team = None if person else claim.story.team
    row = assign(
        claim,
        kind=data["kind"],
        by=by,
        to_person=person,
        to_team=team,
        due_at=data["due_at"],
        note=data["note"],
    )
    return f"{row.get_kind_display()}: given to {person or team}."


@member_required
@require_POST
def add_evidence(request: HttpRequest, pk: Any, kind: str) -> HttpResponse:
    """POST: a passage, a statement obtained, or a search that found nothing."""
    claim = find_claim(request, pk)
    name, make, send = EVIDENCE_FORMS[kind]
    return answer(request, claim, name, make(claim, request.POST), send)


def send_passage(form: EvidenceForm, claim: Claim, by: Any) -> str:
    data = form.cleaned_data
    revision = data["document"].current_revision
    segments = find_words(revision, data["words"])
    if not segments:
        raise evidence_service.BadEvidence(
            "These words do not stand in that document. Copy them from its page."
        )
    evidence_service.attach_evidence(
        claim,
        selector_of(revision, segments),
        revision=revision,
        stance=data["stance"],
        speaker=data["speaker"],
        note=data["note"],
        by=by,
        seen_version=data["seen_version"],
    )
    return "Evidence added."


def send_statement(form: StatementForm, claim: Claim, by: Any) -> str:
    data = form.cleaned_data
    evidence_service.add_statement(
        claim,
        stance=data["stance"],
        details=form.details,
        note=data["note"],
        disclosure=data["disclosure"],
        by=by,
        seen_version=data["seen_version"],
    )
    return "Statement recorded."


def send_search(form: SearchForm, claim: Claim, by: Any) -> str:
    data = form.cleaned_data
    evidence_service.add_search(
        claim,
        details=form.details,
        note=data["note"],
        by=by,
        seen_version=data["seen_version"],
    )
    return "Search recorded."


EVIDENCE_FORMS: dict[str, tuple[str, Callable[..., Any], Sent]] = {
    "passage": ("evidence_form", EvidenceForm, send_passage),
    "statement": (
        "statement_form",
        lambda claim, data: StatementForm(data, auto_id="statement_%s"),
        send_statement,
    ),
    "search": (
        "search_form",
        lambda claim, data: SearchForm(data, auto_id="search_%s"),
        send_search,
    ),
}


@member_required
@require_POST
def judge_evidence(request: HttpRequest, pk: Any, verb: str) -> HttpResponse:
    """POST: confirm a stance, or reject; errors go to the page of problems."""
    rows = Evidence.objects.select_related("claim__story")
    row = visible_or_404(rows, request.user, pk=pk)
    form = JudgeForm(request.POST)
    if not form.is_valid():
        raise BadRequest("The version or the reason cannot be read.")
    seen = form.cleaned_data["seen_version"]
    if verb == "confirm":
        stance = request.POST.get("stance") or row.stance
        evidence_service.confirm_stance(row, stance, by=request.user, seen_version=seen)
        messages.success(request, "Confirmed.")
    else:
        reason = form.cleaned_data["reason"]
        evidence_service.reject_evidence(
            row, by=request.user, reason=reason, seen_version=seen
        )
        messages.success(request, "Rejected; it is kept, and not suggested again.")
    return redirect(row.claim.get_absolute_url())
