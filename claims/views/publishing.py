"""Before a finding goes out: as readers will see it, with every check."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from claims.choices import Action
from claims.errors import ClaimsError, StaleClaim
from claims.forms import PublishForm, ReplyForm, ReviewDateForm
from claims.forms.publication import KIND_HELP
from claims.models import Claim
from claims.publication import service
from claims.publication.checks import Check, Outcome
from claims.publication.differences import REASONS, Difference
from claims.publication.review_dates import move_review_date, review_dates
from claims.publication.service import Preview
from claims.review.reply import record_reply, withdraw_reply
from claims.views.claim_page import Page, find_claim
from claims.views.differences import Run, word_diff
from claims.views.finding import article_of
from claims.views.moves import answer
from sources.query import whole_number
from workbench.accounts.decorators import member_required


@dataclass(frozen=True, slots=True)
class Shown:
    """A check as the page lists it, with the place where it is mended."""

    outcome: Outcome
    url: str

    @property
    def check(self) -> Check:
        return self.outcome.check


@dataclass(frozen=True, slots=True)
class Changed:
    row: Difference
    runs: list[Run]


@member_required
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, pk: Any) -> HttpResponse:
    """GET: the finding as readers will see it; the address may fill in the form.

    POST: the same with what was typed. Nothing is written by either.
    """
    claim = find_claim(request, pk)
    if request.method == "POST":
        form = PublishForm(request.POST)
    else:
        form = PublishForm(initial=asked_for(request, claim))
    return preview_page(request, claim, form)


def asked_for(request: HttpRequest, claim: Claim) -> dict[str, Any]:
    """What the form starts with: the address, else the day promised before."""
    found: dict[str, Any] = {"seen_version": claim.version}
    bound = PublishForm(request.GET)
    bound.is_valid()
    for name in ("correction", "note", "review_by"):
        if bound.cleaned_data.get(name):
            found[name] = bound.cleaned_data[name]
    record = claim.publications.values_list("record", flat=True).first()
    if record and "review_by" not in request.GET:
        found["review_by"] = review_dates([record]).get(record)
    return found


def preview_page(
    request: HttpRequest,
    claim: Claim,
    form: PublishForm,
    *,
    refused: ClaimsError | None = None,
    status: int = 200,
) -> HttpResponse:
    page = Page(claim, request.user)
    if page.blind:
        words = _("You read this blind: give your own rating first.")
        messages.error(request, words)
        return redirect(claim.get_absolute_url())
    said = given(form)
    made = service.preview(claim, by=request.user, situation=page.situation, **said)
    context = {
        "claim": claim,
        "form": form,
        "preview": made,
        "body": made.body,
        "move": page.moves.get(Action.PUBLISH.value),
        "checks": checks_of(claim, made),
        "changed": changed_of(made),
        "unfit": REASONS.get(made.unfit, ""),
        "kinds": kinds_of(form),
        "correcting": bool(made.earlier),
        "refused": refused,
        "posted": request.POST,
        **(article_of(made.body) if made.body else {}),
        "is_newest": True,
    }
    return render(request, "claims/preview.html", context, status=status)


def given(form: PublishForm) -> dict[str, Any]:
    """What is asked for now, whether typed or started with."""
    names = ("correction", "note", "review_by")
    if form.is_bound:
        form.is_valid()
        return {name: form.cleaned_data.get(name) or None for name in names} | {
            name: form.cleaned_data.get(name) or "" for name in names[:2]
        }
    return {
        "correction": form.initial.get("correction", ""),
        "note": form.initial.get("note", ""),
        "review_by": form.initial.get("review_by"),
    }


def checks_of(claim: Claim, made: Preview) -> dict[str, list[Shown]]:
    """Checks by outcome; those that only a correction has are left out of a first."""
    rows = [
        Shown(outcome, place_of(claim, outcome.check.where))
        for outcome in made.outcomes
        if made.earlier or not outcome.check.code.startswith("correction_")
    ]
    return {
        "open": [row for row in rows if not row.outcome.holds],
        "met": [row for row in rows if row.outcome.holds],
    }


PLACES = {
    "edit": "?open=claim_form#edit",
    "evidence": "#evidence",
    "appearances": "#appearances",
    "decision": "#decision",
}


def place_of(claim: Claim, where: str) -> str:
    if where == "story":
        return reverse("story_settings", args=[claim.story_id])
    return "#publish" if where == "form" else claim.get_absolute_url() + PLACES[where]


def changed_of(made: Preview) -> list[Changed]:
    return [Changed(row, word_diff(row.before, row.after)) for row in made.changed]


def kinds_of(form: PublishForm) -> list[tuple[Any, Any]]:
    return [(radio, KIND_HELP[radio.data["value"]]) for radio in form["correction"]]


@member_required
@require_POST
def publish(request: HttpRequest, pk: Any) -> HttpResponse:
    """POST: publish what the preview shows. Refused, it comes back with all typed."""
    claim = find_claim(request, pk)
    form = PublishForm(request.POST)
    if not form.is_valid():
        return preview_page(request, claim, form, status=422)
    try:
        row = service.publish(claim, by=request.user, **form.cleaned_data)
    except StaleClaim as error:
        fresh = find_claim(request, pk)
        # Sent once more, it is meant for what stands now.
        form.data = form.data.copy()
        form.data["seen_version"] = fresh.version
        return preview_page(request, fresh, form, refused=error, status=409)
    except ClaimsError as error:
        return preview_page(request, claim, form, refused=error, status=422)
    messages.success(
        request, _("Published as version %(version)d.") % {"version": row.version}
    )
    return redirect(claim.get_absolute_url())


@member_required
@require_POST
def reply(request: HttpRequest, pk: Any) -> HttpResponse:
    """POST: whom we asked and what they answered; "withdraw" takes it back."""
    claim = find_claim(request, pk)
    if "withdraw" in request.POST:
        # Nothing else of the form need be there to take a record back.
        version = whole_number(request.POST.get("seen_version", "")) or 0
        withdraw_reply(claim, by=request.user, seen_version=version)
        messages.success(request, _("The right of reply is taken back."))
        return redirect(claim.get_absolute_url())
    form = ReplyForm(request.POST, auto_id="reply_%s")
    return answer(request, claim, "reply_form", form, send_reply)


def send_reply(form: ReplyForm, claim: Claim, by: Any) -> str:
    record_reply(claim, by=by, **form.cleaned_data)
    return _("Right of reply recorded.")


@member_required
@require_POST
def review_date(request: HttpRequest, pk: Any) -> HttpResponse:
    """POST: another day to look at the finding again, with the reason."""
    claim = find_claim(request, pk)
    form = ReviewDateForm(request.POST, auto_id="again_%s")
    return answer(request, claim, "again_form", form, send_review_date)


def send_review_date(form: ReviewDateForm, claim: Claim, by: Any) -> str:
    data = form.cleaned_data
    move_review_date(
        claim,
        data["review_by"],
        by=by,
        note=data["note"],
        seen_version=data["seen_version"],
    )
    return _("The day is moved; the finding is not changed by it.")
