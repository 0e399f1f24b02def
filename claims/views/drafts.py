"""Where forms keep what is typed in them, and the list of what was not sent."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from claims.errors import BadDraft
from claims.models import Draft
from claims.review import drafts as service
from workbench.accounts.decorators import member_required

MOST_KEYS = 60
MOST_SHOWN = 100


@never_cache
def drafts(request: HttpRequest) -> HttpResponse:
    """GET: open drafts of the forms named by ``key``, or all on a page. POST: keep one.

    Programs of the page get JSON, and 401 when the session has ended: the browser
    then keeps its own copy alone.
    """
    if not request.user.is_authenticated and (
        request.method == "POST" or "key" in request.GET
    ):
        return JsonResponse({"code": "not_authenticated"}, status=401)
    if request.method == "POST":
        return keep(request)
    if "key" in request.GET:
        return found(request)
    return all_drafts(request)


def keep(request: HttpRequest) -> HttpResponse:
    data = request.POST
    try:
        service.keep(
            request.user,
            data.get("key", ""),
            json.loads(data.get("body", "")),
            mark=data.get("mark", ""),
            typed_at_ms=int(data.get("typed_at", "0")),
            base_version=int(data["base"]) if data.get("base") else None,
        )
    except (ValueError, RecursionError):
        raise BadRequest(_("The draft cannot be read.")) from None
    except BadDraft as refused:
        return JsonResponse({"code": refused.code, "detail": str(refused)}, status=422)
    return HttpResponse(status=204)


def found(request: HttpRequest) -> JsonResponse:
    """Every draft of these forms; ended ones too, so that a browser forgets its own."""
    keys = request.GET.getlist("key")[:MOST_KEYS]
    rows = Draft.objects.filter(user=request.user, key__in=keys)
    return JsonResponse({"drafts": [as_json(row) for row in rows]})


def as_json(row: Draft) -> dict[str, Any]:
    return {
        "key": row.key,
        "mark": row.mark,
        "body": row.body,
        "base": row.base_version,
        "typed_at": row.typed_at_ms,
        "ended": row.ended_at is not None,
    }


@member_required
def all_drafts(request: HttpRequest) -> HttpResponse:
    """What was typed and not sent, wherever, to copy or to throw away."""
    rows = [Typed(row) for row in service.open_drafts(request.user)[:MOST_SHOWN]]
    return render(request, "claims/drafts.html", {"drafts": rows})


@dataclass(frozen=True, slots=True)
class Typed:
    """A draft as its owner reads it."""

    row: Draft

    @property
    def path(self) -> str:
        """The page it was typed on, "" unless it is one of this site."""
        path = str(self.row.body.get("path") or "")
        own = path.startswith("/") and url_has_allowed_host_and_scheme(path, None)
        return path if own else ""

    @property
    def fields(self) -> list[tuple[str, str]]:
        """Each field's name and what stands in it."""
        held = self.row.body.get("fields")
        if not isinstance(held, dict):
            return []
        values = [
            (str(name), one.get("value"))
            for name, one in held.items()
            if isinstance(one, dict)
        ]
        return [
            (name.replace("_", " "), "\n".join(map(str, value)))
            for name, value in values
            if isinstance(value, list)
        ]


@member_required
@require_POST
def draft_end(request: HttpRequest) -> HttpResponse:
    """POST: throw a draft away."""
    service.end(request.user, request.POST.get("key", ""), request.POST.get("mark", ""))
    if "X-Draft" in request.headers:
        return HttpResponse(status=204)
    return redirect("drafts")
