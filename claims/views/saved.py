"""Views of a list that people keep: their own, their teams', the default."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims.forms import ClaimFilter, ViewForm
from claims.models import SavedView
from claims.review import saved as service
from sources.http import back
from workbench.accounts.decorators import member_required

PAGE = "claims"


def default_query(user: Any) -> str:
    """The query of the person's default view; empty when there is none."""
    rows = SavedView.objects.filter(page=PAGE, owner=user, default=True)
    found = rows.first()
    return address_of(found) if found else ""


def address_of(view: SavedView) -> str:
    """The query that shows a view, and says which it is."""
    query = QueryDict(view.query, mutable=True)
    query["view"] = str(view.pk)
    return query.urlencode()


def views_context(user: Any, form: ClaimFilter) -> dict[str, Any]:
    """The person's views, the one that is open, and whether it is changed; a query."""
    rows = list(service.views_for(user, PAGE))
    for row in rows:
        row.address = address_of(row)
        row.changeable = service.may_change(row, user)
    opened = next((row for row in rows if row.pk == form.wanted.get("view")), None)
    query = plain_query(form)
    return {
        "views": rows,
        "opened": opened,
        "changed": opened is not None and same(opened.query) != same(query),
        "query": query,
        "view_form": ViewForm(user),
    }


def plain_query(form: ClaimFilter) -> str:
    """The query without the name of a view."""
    query = form.asked
    query.pop("view", None)
    return query.urlencode()


def same(query: str) -> set[tuple[str, tuple[str, ...]]]:
    """What a query asks, whatever the order it is written in."""
    asked = QueryDict(query)
    return {(name, tuple(sorted(values))) for name, values in asked.lists()}


@member_required
@require_POST
def view_save(request: HttpRequest) -> HttpResponse:
    """POST: keep the list as it stands under a name."""
    form = ViewForm(request.user, request.POST)
    if not form.is_valid():
        message = _("Give the view a name of at most 80 characters.")
        raise service.BadView(message)
    view = service.save_view(page=PAGE, by=request.user, **form.cleaned_data)
    note = _("Saved as “%(name)s”.") % {"name": view}
    return back(request, f"{reverse('claims')}?{address_of(view)}", note)


@member_required
@require_POST
def view_change(request: HttpRequest, pk: Any) -> HttpResponse:
    """POST: keep the changed filter, make it the default, or delete it."""
    rows = service.views_for(request.user, PAGE)
    view = get_object_or_404(rows, pk=pk)
    act = request.POST.get("act")
    if act == "delete":
        service.delete_view(view, by=request.user)
        return back(request, f"{reverse('claims')}?status=open", _("View deleted."))
    changes: dict[str, Any] = {"query": request.POST.get("query", "")}
    if act in ("default", "plain"):
        changes = {"default": act == "default"}
    view = service.change_view(view, by=request.user, **changes)
    return back(request, f"{reverse('claims')}?{address_of(view)}", _("View saved."))
