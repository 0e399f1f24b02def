"""The document reader: the text as read, and what was found in it beside."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from claims.forms import SelectionForm
from claims.models import Candidate, Claim, Evidence
from claims.review import triage
from claims.review.evidence import attach_evidence
from claims.views.highlight import Mark, paragraphs
from claims.views.relations import Ties, ties_of
from sources.forms import FactsForm
from sources.http import page_or_part, visible_or_404
from sources.ingest.progress import UNDER_WAY, jobs_of
from sources.models import Document
from workbench.accounts.decorators import member_required


@member_required
def document(request: HttpRequest, pk: Any) -> HttpResponse:
    """GET: the reader. Without a text yet: what is being done about it."""
    row = find_document(request, pk)
    return page_or_part(
        request,
        "claims/document.html",
        "claims/parts/_document.html",
        reader_context(request, row),
    )


@member_required
def select(request: HttpRequest, pk: Any) -> HttpResponse:
    """POST: make a claim, or evidence for one, of the words selected."""
    row = find_document(request, pk)
    form = SelectionForm(row, request.user, request.POST)
    if not form.is_valid():
        context = reader_context(request, row, selection=form)
        return page_or_part(
            request,
            "claims/document.html",
            "claims/parts/_document.html",
            context,
            status=422,
        )
    return redirect(use_selection(form, by=request.user).get_absolute_url())


def use_selection(form: SelectionForm, *, by: Any) -> Claim:
    data, revision = form.cleaned_data, form.revision
    if data["claim"]:
        attach_evidence(
            data["claim"],
            form.selector,
            revision=revision,
            stance=data["stance"],
            speaker=data["claimant"],
            by=by,
        )
        return data["claim"]
    return triage.add_claim(
        revision.document.story,
        level=data["level"],
        text=data["text"] or form.words,
        claimant=data["claimant"] or revision.document.label,
        revision=revision,
        selector=form.selector,
        by=by,
    )


def find_document(request: HttpRequest, pk: Any) -> Document:
    rows = Document.objects.select_related(
        "story__team", "source", "current_revision", "scope"
    )
    return visible_or_404(rows, request.user, pk=pk)


def reader_context(
    request: HttpRequest, row: Document, selection: SelectionForm | None = None
) -> dict[str, Any]:
    jobs = list(jobs_of(row))[-6:]
    context: dict[str, Any] = {
        "document": row,
        "jobs": jobs,
        "busy": any(job.state in UNDER_WAY for job in jobs),
        "facts": FactsForm(instance=row),
        "selection": selection or SelectionForm(row, request.user),
        "selecting": "select" in request.GET or selection is not None,
    }
    if row.current_revision is not None:
        context |= read_context(request.user, row)
    return context


def read_context(user: Any, row: Document) -> dict[str, Any]:
    revision = row.current_revision
    candidates = list(
        Candidate.objects.visible_to(user)
        .filter(revision=revision, retired_at=None)
        .select_related(
            "group__decision__claim", "group__question", "origin", "document__source"
        )
        .order_by("position")
    )
    evidence = list(
        Evidence.objects.visible_to(user)
        .filter(revision=revision, segments__isnull=False)
        .exclude(state="rejected")
        .select_related("claim", "confirmed_by")
    )
    ties = ties_of(user, candidates)
    marks = [candidate_mark(c, ties) for c in candidates]
    marks += [evidence_mark(e) for e in evidence]
    return {
        "paragraphs": paragraphs(revision, marks, revision.passages.order_by("index")),
        "notes": [note_of(c, ties) for c in candidates],
        "evidence": evidence,
        "conflicts": sum(1 for c in candidates if ties.conflicts(c)),
        "revision": revision,
    }


def candidate_mark(candidate: Candidate, ties: Ties) -> Mark:
    return Mark(
        f"n-{candidate.pk}", ties.kind(candidate), candidate.words, candidate.segments
    )


def evidence_mark(row: Evidence) -> Mark:
    kind = {"supports": "agree", "contradicts": "conflict"}.get(row.stance, "settled")
    return Mark(f"e-{row.pk}", f"{kind} evidence", str(row.claim), row.segments)


def note_of(candidate: Candidate, ties: Ties) -> dict[str, Any]:
    return {
        "id": f"n-{candidate.pk}",
        "candidate": candidate,
        "kind": ties.kind(candidate),
        "reading": candidate.reading,
        "tie": ties.best(candidate),
    }
