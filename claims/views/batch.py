"""Doing one thing to many rows: choose, say what is needed, preview, run, undo."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from claims.models import Batch
from claims.models.batch import BatchState, ItemState
from claims.review import batch as service
from claims.review.batch_kind import Kind
from claims.views.lists import chosen_claims
from sources.http import back, page_or_part, paged
from workbench.accounts.decorators import member_required

SHOWN = 100  # of what was refused, each by its name


@member_required
@require_POST
def claims_batch(request: HttpRequest) -> HttpResponse:
    """POST: the chosen claims and what shall be done to them.

    Asks what the kind needs; a complete form makes the batch.
    """
    kind = service.kind_of(request.POST.get("kind", ""))
    return begin(request, kind, chosen_claims(request), home=reverse("claims"))


def begin(request: HttpRequest, kind: Kind, rows: Any, *, home: str) -> HttpResponse:
    """Ask, preview and, when it is small and nothing is refused, do it at once."""
    sent = "sent" in request.POST
    form = form_of(kind, request.user, rows, request.POST if sent else None)
    if form is None or (sent and form.is_valid()):
        data = form.as_data() if form is not None else {}
        asked = request.POST.get("asked", "") if request.POST.get("all") else ""
        made = service.preview(kind.name, rows, by=request.user, data=data, asked=asked)
        if made.total <= service.AT_ONCE and not made.skipped:
            made = service.start(made, by=request.user)
            messages.success(request, told(made))
        return redirect("batch", made.pk)
    context = {
        "kind": kind,
        "form": form,
        "number": rows.count(),
        "ids": [] if request.POST.get("all") else request.POST.getlist("ids"),
        "asked": request.POST.get("asked", ""),
        "every": request.POST.get("all", ""),
        "home": home,
    }
    status = 422 if sent else 200
    return render(request, "claims/batch_new.html", context, status=status)


def form_of(kind: Kind, user: Any, rows: Any, data: Any) -> Any:
    return import_string(kind.form)(user, rows, data) if kind.form else None


def told(batch: Batch) -> str:
    label = str(service.BATCHES[batch.kind].label)
    return ngettext(
        "%(label)s: %(n)s claim done.", "%(label)s: %(n)s claims done.", batch.done
    ) % {"label": label, "n": batch.done}


@member_required
def batches(request: HttpRequest) -> HttpResponse:
    """One's own batches, the newest first."""
    page = paged(request, service.of(request.user).select_related("undone_by"))
    for row in page.object_list:
        row.label = label_of(row)
    context = {"page": page}
    return page_or_part(
        request, "claims/batches.html", "claims/parts/_batches.html", context
    )


@member_required
def batch(request: HttpRequest, pk: Any) -> HttpResponse:
    """Its preview, how far it is, what became of it, and undo."""
    row = own_batch(request, pk)
    return page_or_part(
        request, "claims/batch.html", "claims/parts/_batch.html", batch_context(row)
    )


def own_batch(request: HttpRequest, pk: Any) -> Batch:
    rows = service.of(request.user).select_related("by", "undoes", "undone_by")
    return get_object_or_404(rows, pk=pk)


def label_of(row: Batch) -> str:
    label = (
        str(service.BATCHES[row.kind].label)
        if row.kind in service.BATCHES
        else row.kind
    )
    return _("Undo: %(label)s") % {"label": label} if row.undoes_id else label


def batch_context(row: Batch) -> dict[str, Any]:
    running = row.state == BatchState.RUNNING
    if running:
        service.count(row)
    kind = service.BATCHES[row.kind]
    refused = row.items.filter(state__in=[ItemState.FAILED, ItemState.SKIPPED])
    items = list(refused[: SHOWN + 1])
    found = kind.rows(row.by).in_bulk([item.row for item in items])
    for item in items:
        item.subject = found.get(item.row)
    return {
        "batch": row,
        "kind": kind,
        "label": label_of(row),
        "running": running,
        "waiting": row.total - row.done - row.failed - row.skipped,
        "refusals": service.refusals(row),
        "refused": items[:SHOWN],
        "more_refused": len(items) > SHOWN,
        "may_undo": service.may_undo(row),
        "undone": getattr(row, "undone_by", None),
        "stuck": running and service.is_stuck(row),
    }


@member_required
@require_POST
def batch_run(request: HttpRequest, pk: Any) -> HttpResponse:
    """POST: do what was previewed, or send on what its worker left."""
    row = own_batch(request, pk)
    if row.state == BatchState.RUNNING:
        service.resume(row, by=request.user)
    else:
        row = service.start(row, by=request.user)
        if row.state == BatchState.DONE:
            messages.success(request, told(row))
    return back(request, reverse("batch", args=[pk]))


@member_required
@require_POST
def batch_undo(request: HttpRequest, pk: Any) -> HttpResponse:
    made = service.undo(own_batch(request, pk), by=request.user)
    return back(request, reverse("batch", args=[made.pk]))
