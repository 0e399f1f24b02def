"""The document reader: the text as read, and what was found in it beside."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims.errors import ClaimsError, NotAllowed
from claims.forms import SelectionForm
from claims.forms.common import open_claims
from claims.models import Comment
from claims.review.comments import comment, delete_comment
from claims.review.evidence import attach_evidence
from claims.review.selected import claim_of_words
from claims.views.reading import claims_found, read_part, state_of, with_counts
from sources.http import back, page_or_part, visible_or_404
from sources.ingest.progress import UNDER_WAY, jobs_of
from sources.models import Document
from workbench.accounts.decorators import member_required

HEAVY = (
    "current_revision__text",
    "current_revision__reading_text",
    "current_revision__pieces",
    "current_revision__blocks",
    "current_revision__sentences",
    "current_revision__signature",
)


@member_required
def document(request: HttpRequest, pk: Any) -> HttpResponse:
    """GET: the reader. Without a text yet: what is being done about it."""
    row = find_document(request, pk)
    return reader_page(request, row)


def reader_page(
    request: HttpRequest, row: Document, *, status: int = 200, **more: Any
) -> HttpResponse:
    return page_or_part(
        request,
        "claims/document.html",
        "claims/parts/_document.html",
        reader_context(request, row, **more),
        status=status,
    )


@member_required
def fresh(request: HttpRequest, pk: Any) -> HttpResponse:
    """GET: what is being done, and whether the page seen is still what stands.

    A few hundred bytes, whatever the document weighs. ``seen`` is the state of the
    page that asks.
    """
    row = find_document(request, pk, light=True)
    context = fresh_context(row)
    part = request.GET.get("part", "")
    context["part"] = part if part.isdecimal() else ""
    seen = request.GET.get("seen", "")
    context["stale"] = bool(seen) and seen != context["state"]
    context["state"] = seen or context["state"]
    return page_or_part(
        request, "claims/document_fresh.html", "claims/parts/_fresh.html", context
    )


@member_required
def found_claims(request: HttpRequest, pk: Any) -> HttpResponse:
    """GET: open claims that hold the words looked for, to be chosen from."""
    row = find_document(request, pk, light=True)
    words = request.GET.get("find", "")
    context = {
        "document": row,
        "find": words,
        "found": claims_found(open_claims(request.user, row.story), words),
        "chosen": request.GET.get("claim", ""),
    }
    return page_or_part(
        request,
        "claims/document_claims.html",
        "claims/parts/_found_claims.html",
        context,
    )


@member_required
@require_POST
def select(request: HttpRequest, pk: Any) -> HttpResponse:
    """POST: make a claim, evidence for one, or a note of the words selected."""
    row = find_document(request, pk)
    form = SelectionForm(row, request.user, request.POST)
    asked = request.POST.get("do", "")
    valid = form.is_valid()
    if asked == "beside" and hasattr(form, "selector"):
        return redirect(beside_url(form))
    looking = form.data.get("make") == "evidence"
    if asked == "find" and looking:
        for name in ("claim", "stance"):
            form.errors.pop(name, None)
        return reader_page(request, row, selection=form)
    if not valid:
        return reader_page(request, row, selection=form, status=422)
    try:
        made, note = use_selection(form, by=request.user)
    except NotAllowed:
        raise
    except ClaimsError as error:
        form.add_error(None, error.message)
        return reader_page(request, row, selection=form, status=422)
    messages.success(request, note)
    return redirect(made)


@member_required
@require_POST
def remark_delete(request: HttpRequest, pk: Any) -> HttpResponse:
    """POST: take back a note of one's own beside words of a document."""
    rows = Comment.objects.select_related("document")
    row = visible_or_404(rows, request.user, pk=pk, document__isnull=False)
    delete_comment(row, by=request.user)
    return back(request, reverse("document", args=[row.document_id]), _("Taken back."))


def use_selection(form: SelectionForm, *, by: Any) -> tuple[Any, str]:
    """Make what was asked for; return where it stands and what to say."""
    data, revision = form.cleaned_data, form.text_seen
    if data["make"] == "evidence":
        row = attach_evidence(
            data["claim"],
            form.selector,
            revision=revision,
            stance=data["stance"],
            speaker=data["claimant"],
            by=by,
        )
        return f"{data['claim'].get_absolute_url()}#e-{row.pk}", _("Evidence added.")
    if data["make"] == "note":
        row = comment(
            form.document,
            data["note"],
            by=by,
            revision=revision,
            selector=form.selector,
        )
        here = reverse("document", args=[form.document.pk])
        return f"{here}?n=r-{row.pk}#r-{row.pk}", _("Noted beside the words.")
    claim = claim_of_words(
        revision,
        form.selector,
        level=data["level"],
        text=data["text"] or form.quoted,
        claimant=data["claimant"] or form.document.label,
        by=by,
    )
    return claim, _("%(claim)s stands.") % {"claim": claim}


def beside_url(form: SelectionForm) -> str:
    """The page of other wordings of the first sentence that was selected."""
    start = form.selector.segments[0][0]
    revision: Any = form.text_seen
    sentence = revision.passages.filter(segments__overlap=((start, start + 1),)).first()
    index = sentence.index if sentence else 0
    return reverse("document_beside", args=[form.document.pk, index])


def find_document(request: HttpRequest, pk: Any, *, light: bool = False) -> Document:
    rows = Document.objects.select_related(
        "story__team", "source", "current_revision", "scope"
    )
    rows = rows.defer(*HEAVY) if light else rows
    return visible_or_404(with_counts(rows), request.user, pk=pk)


def fresh_context(row: Document) -> dict[str, Any]:
    jobs = list(jobs_of(row))[-6:]
    busy = any(job.state in UNDER_WAY for job in jobs)
    return {
        "document": row,
        "revision": row.current_revision,
        "jobs": jobs,
        "failed": [job for job in jobs if job.state == "quarantined"],
        "busy": busy,
        "state": state_of(row),
    }


def reader_context(
    request: HttpRequest, row: Document, selection: SelectionForm | None = None
) -> dict[str, Any]:
    form = selection or SelectionForm(row, request.user)
    selecting = "select" in request.GET or selection is not None
    context: dict[str, Any] = {
        **fresh_context(row),
        "selection": form,
        "ticked": set(form.ticked),
        "selecting": selecting,
    }
    if selecting and row.current_revision is not None:
        words = form.data.get("find", "") if selection else ""
        context["found"] = claims_found(form.open_claims, words)
        context["chosen"] = form.data.get("claim", "") if selection else ""
        context["find"] = words
    if row.current_revision is not None:
        sent = request.POST if request.method == "POST" else request.GET
        context["reading"] = read_part(
            request.user, row, wanted=sent.get("part", ""), at=sent.get("n", "")
        )
    return context
