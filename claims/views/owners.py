"""Outlets, agencies and bodies, and who owns whom: one house is one origin."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Lower
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims.forms.owners import EndForm, OwnerForm, SourceForm
from claims.review import owners as service
from sources.errors import BadOwnership
from sources.http import back, page_or_part, paged
from sources.models import Document, Ownership, OwnershipEdit, Source
from sources.ownership import may_edit
from workbench.accounts.decorators import member_required

UNKNOWN_SHOWN, EDITS_SHOWN = 20, 30


@member_required
def owners(request: HttpRequest) -> HttpResponse:
    """GET: sources with their owners; words narrow the list. POST: add a source."""
    form = SourceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        source = service.add_source(**form.cleaned_data, by=request.user)
        return back(request, here(source), _("%(name)s stands.") % {"name": source})
    status = 422 if form.errors else 200
    return owners_page(request, form, status=status)


def owners_page(
    request: HttpRequest, form: SourceForm, *, status: int = 200
) -> HttpResponse:
    words = request.GET.get("q", "")
    own = Document.objects.visible_to(request.user).filter(source=OuterRef("pk"))
    counted = own.order_by().values("source").annotate(n=Count("pk")).values("n")
    rows = Source.objects.annotate(n_documents=Coalesce(Subquery(counted), 0))
    for word in words.replace("\x00", " ").split()[:12]:
        rows = rows.filter(Q(name__icontains=word) | Q(aliases__icontains=word))
    rows = rows.prefetch_related("owned_by__owner", "owns__owned").order_by("name")
    context = {
        "page": paged(request, rows),
        "q": words,
        "form": form,
        "unknown": unknown_outlets(request.user),
        "may": may_edit(request.user),
    }
    return page_or_part(
        request,
        "sources/owners.html",
        "sources/parts/_owners.html",
        context,
        status=status,
    )


def unknown_outlets(user: Any) -> list[dict[str, Any]]:
    """Names that documents give as their outlet and that are no source yet."""
    rows = Document.objects.visible_to(user).filter(source=None).exclude(outlet="")
    named = rows.order_by().values("outlet").annotate(n=Count("pk"))
    return list(named.order_by("-n", Lower("outlet"))[:UNKNOWN_SHOWN])


@member_required
def source(request: HttpRequest, pk: Any) -> HttpResponse:
    """GET: one source, who owns it and whom it owns. POST: give it an owner."""
    row = get_object_or_404(Source, pk=pk)
    form = OwnerForm(row, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            service.add_owner(
                row, data["owner"], by=request.user, reason=data["reason"]
            )
        except BadOwnership as refused:
            form.add_error(None, refused.message)
        else:
            note = _("%(owner)s owns %(owned)s: one origin from now on.")
            told = {"owner": data["owner"], "owned": row}
            return back(request, here(row), note % told)
    return source_page(request, row, form, status=422 if form.errors else 200)


def source_page(
    request: HttpRequest,
    row: Source,
    form: OwnerForm,
    *,
    end_form: EndForm | None = None,
    status: int = 200,
) -> HttpResponse:
    edits = OwnershipEdit.objects.filter(Q(owner=row) | Q(owned=row))
    own = Document.objects.visible_to(request.user).filter(source=row)
    context = {
        "source": row,
        "form": form,
        "end_form": end_form or EndForm(),
        "owned_by": row.owned_by.select_related("owner"),
        "owns": row.owns.select_related("owned"),
        "documents": own.select_related("story")[:20],
        "n_documents": own.count(),
        "edits": edits.select_related("by", "owner", "owned")[:EDITS_SHOWN],
        "may": may_edit(request.user),
    }
    return render(request, "sources/source.html", context, status=status)


@member_required
@require_POST
def owner_end(request: HttpRequest, pk: int) -> HttpResponse:
    """POST: a link no longer holds."""
    link = get_object_or_404(Ownership.objects.select_related("owned", "owner"), pk=pk)
    form = EndForm(request.POST)
    if not form.is_valid():
        row = link.owned
        return source_page(request, row, OwnerForm(row), end_form=form, status=422)
    service.remove_owner(link, by=request.user, reason=form.cleaned_data["reason"])
    return back(request, here(link.owned), _("The link is taken away."))


def here(row: Source) -> str:
    return reverse("source", args=[row.pk])
