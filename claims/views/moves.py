"""Everything that is sent to a claim: moves, verdict, edits, evidence, work."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims.choices import Action
from claims.errors import ClaimsError, StaleClaim
from claims.forms import (
    ApproveForm,
    AssignForm,
    BlindForm,
    ClaimForm,
    EvidenceForm,
    FoundForm,
    JudgeForm,
    MoveForm,
    RiskForm,
    SearchForm,
    StatementForm,
    VerdictForm,
)
from claims.models import Claim, Evidence
from claims.publication import service as publication
from claims.review import evidence as evidence_service
from claims.review.assignment import assign
from claims.review.editing import ask_blind, edit_claim
from claims.review.verdicts import propose_verdict
from claims.review.workflow import act
from claims.views.claim_page import claim_context, find_claim
from claims.views.conflicts import conflict_of
from claims.views.selecting import find_words, selector_of
from sources.http import page_or_part, visible_or_404
from sources.labels import in_sentence
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
    context |= {"open_form": name, "refused": error, "posted": request.POST}
    context["sent_form"] = form
    context["unshown"] = not is_shown(name, context)
    status = 422
    if isinstance(error, StaleClaim):
        status = 409
        context["conflict"] = conflict_of(
            claim, form, error.extra["seen"], request.user
        )
        # Sent once more, it is meant for what stands now.
        form.data = form.data.copy()
        form.data["seen_version"] = claim.version
    return page_or_part(
        request, "claims/claim.html", "claims/parts/_claim.html", context, status=status
    )


def is_shown(name: str, context: dict[str, Any]) -> bool:
    """Whether the page still has the form that was sent, with what was typed.

    A colleague's move may have taken it away: then the page shows the words alone.
    """
    moves = context["moves"]
    if name == "verdict_form":
        return context["claim"].status == "in_review" and "propose" in moves
    if name == "approve_form":
        return "approve" in moves
    if name == "again_form":
        return context["may_move_review"]
    if name == "move_form":
        return any(action in moves for action in NOTED)
    if name in {"judge_form", "blind_form", "found_form"}:
        return False
    if not context["may_edit"]:
        return False  # the right to it was lost in mid-edit
    return name == "assign_form" or bool(context["editable"])


NOTED = ("send_back", "adjudicate", "reopen", "retract", "dismiss", "restore")


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
        return stands(moved)

    form = MoveForm(request.POST)
    form.action = action
    return answer(request, claim, "move_form", form, send)


def stands(claim: Claim) -> str:
    """Say in which state a claim is now."""
    return _("%(claim)s is %(state)s now.") % {
        "claim": claim,
        "state": in_sentence(claim.get_status_display()),
    }


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
    return _("Proposed. It waits for a second person now.")


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
        return f"{_('Your reading is kept.')} {stands(moved)}"
    return f"{_('Approved.')} {stands(moved)}"


@member_required
@require_POST
def retract(request: HttpRequest, pk: Any) -> HttpResponse:
    claim = find_claim(request, pk)
    form = MoveForm(request.POST)
    form.action = Action.RETRACT.value
    return answer(request, claim, "move_form", form, send_retraction)


def send_retraction(form: MoveForm, claim: Claim, by: Any) -> str:
    newest = claim.publications.order_by("-version").first()
    if newest is None:
        raise Http404
    wanted = form.cleaned_data
    publication.retract(
        newest, by=by, note=wanted["note"], seen_version=wanted["seen_version"]
    )
    return _("Retracted, in public and with the reason.")


@member_required
@require_POST
def edit(request: HttpRequest, pk: Any) -> HttpResponse:
    """POST: the claim's own words. A stale form shows mine, theirs and the base."""
    claim = find_claim(request, pk)
    form = ClaimForm(request.POST, instance=Claim(pk=claim.pk, version=claim.version))
    return answer(request, claim, "claim_form", form, send_edit)


def send_edit(form: ClaimForm | RiskForm, claim: Claim, by: Any) -> str:
    seen = form.cleaned_data["seen_version"]
    edit_claim(claim, form.changes, by=by, seen_version=seen)
    return _("Saved.")


@member_required
@require_POST
def risk(request: HttpRequest, pk: Any) -> HttpResponse:
    """POST: the risk, with the reason for it."""
    form = RiskForm(request.POST, auto_id="risk_%s")
    return answer(request, find_claim(request, pk), "risk_form", form, send_edit)


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
    return _("%(work)s: given to %(taker)s.") % {
        "work": row.get_kind_display(),
        "taker": person or team,
    }


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
            _("These words do not stand in that document. Copy them from its page.")
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
    return _("Evidence added.")


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
    return _("Statement recorded.")


def send_search(form: SearchForm, claim: Claim, by: Any) -> str:
    data = form.cleaned_data
    evidence_service.add_search(
        claim,
        details=form.details,
        note=data["note"],
        by=by,
        seen_version=data["seen_version"],
    )
    return _("Search recorded.")


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


def send_found(form: FoundForm, claim: Claim, by: Any) -> str:
    passage = form.cleaned_data["passage"]
    evidence_service.attach_evidence(
        claim,
        selector_of(passage.revision, passage.segments),
        revision=passage.revision,
        stance=form.cleaned_data["stance"],
        by=by,
        seen_version=form.cleaned_data["seen_version"],
    )
    return _("Evidence added.")


EVIDENCE_FORMS["found"] = ("found_form", FoundForm, send_found)


@member_required
@require_POST
def judge_evidence(request: HttpRequest, pk: Any, verb: str) -> HttpResponse:
    """POST: confirm a stance, reject, take that back, or change its place."""
    rows = Evidence.objects.select_related("claim__story")
    row = visible_or_404(rows, request.user, pk=pk)

    def send(form: JudgeForm, claim: Claim, by: Any) -> str:
        return JUDGEMENTS[verb](row, form.cleaned_data, by)

    form = JudgeForm(request.POST)
    return answer(request, find_claim(request, row.claim_id), "judge_form", form, send)


def confirm(row: Evidence, data: dict[str, Any], by: Any) -> str:
    stance = data["stance"] or row.stance
    seen = data["seen_version"]
    evidence_service.confirm_stance(row, stance, by=by, seen_version=seen)
    return _("Confirmed.")


def reject(row: Evidence, data: dict[str, Any], by: Any) -> str:
    seen = data["seen_version"]
    evidence_service.reject_evidence(
        row, by=by, reason=data["reason"], seen_version=seen
    )
    return _("Rejected; it is kept, and not suggested again.")


def restore(row: Evidence, data: dict[str, Any], by: Any) -> str:
    evidence_service.restore_evidence(row, by=by, seen_version=data["seen_version"])
    return _("Suggested again: confirm it where it bears on the claim.")


def move_one(to: str) -> Callable[[Evidence, dict[str, Any], Any], str]:
    def moved(row: Evidence, data: dict[str, Any], by: Any) -> str:
        evidence_service.move_evidence(
            row, to, by=by, seen_version=data["seen_version"]
        )
        return _("Moved.")

    return moved


JUDGEMENTS: dict[str, Callable[[Evidence, dict[str, Any], Any], str]] = {
    "confirm": confirm,
    "reject": reject,
    "restore": restore,
    "up": move_one("up"),
    "down": move_one("down"),
}


@member_required
@require_POST
def blind_read(request: HttpRequest, pk: Any) -> HttpResponse:
    """POST: ask that the claim be read blind, or take that back."""
    claim = find_claim(request, pk)
    return answer(request, claim, "blind_form", BlindForm(request.POST), send_blind)


def send_blind(form: BlindForm, claim: Claim, by: Any) -> str:
    asked = form.cleaned_data["asked"]
    seen = form.cleaned_data["seen_version"]
    ask_blind(claim, by=by, seen_version=seen, asked=asked)
    if asked:
        return _("Second readers see no verdict now until they give their own.")
    return _("The verdict is shown to second readers again.")
