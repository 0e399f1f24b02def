"""The list of claims: filtered, sorted and paged by what the address says."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    QueryDict,
    StreamingHttpResponse,
)
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.forms import ClaimFilter
from claims.listing import listed, with_lines, with_marks
from claims.publication.exports.csv_file import Echo, cell
from claims.review.batch import BATCHES
from claims.review.batch_kind import Kind
from claims.views.saved import default_query, views_context
from sources.http import PAGE_SIZE, page_or_part, page_size, wants_part
from sources.keyset import keyset_page
from workbench.accounts.decorators import member_required


@member_required
def claims(request: HttpRequest) -> HttpResponse:
    """The list; opened bare it shows the person's own default view."""
    if not request.GET and (query := default_query(request.user)):
        return HttpResponseRedirect(f"{request.path}?{query}")
    form = ClaimFilter(request.user, request.GET)
    context = list_context(request, form)
    response = page_or_part(
        request, "claims/claims.html", "claims/parts/_claims.html", context
    )
    if wants_part(request):
        response["HX-Push-Url"] = f"{request.path}?{form.asked.urlencode()}"
    return response


def list_context(request: HttpRequest, form: ClaimFilter) -> dict[str, Any]:
    rows = with_lines(form.narrow(listed(request.user)))
    page = keyset_page(
        with_marks(rows, form.wanted.get("q", "")),
        form.keys,
        name=f"claims {form.sorted_as}",
        cursor=request.GET.get("after", ""),
        size=page_size(request, PAGE_SIZE),
    )
    return {
        "form": form,
        "page": page,
        "asked": form.asked.urlencode(),
        "dense": form.wanted.get("dense") == "1",
        "kinds": offered(request.user, "claim"),
        **views_context(request.user, form),
    }


def offered(user: Any, about: str) -> list[Kind]:
    """What the person may do to many rows of a list; each row is asked anew."""
    kinds = [kind for name, kind in BATCHES.items() if name.startswith(f"{about}_")]
    return [kind for kind in kinds if kind.offered_to(user)]


@member_required
def claims_csv(request: HttpRequest) -> StreamingHttpResponse:
    """GET: all that the filter finds. POST: the ticked ones, or all that match."""
    rows = chosen_claims(request) if request.method == "POST" else asked_claims(request)
    lines = csv.writer(Echo())
    answer = StreamingHttpResponse(
        (lines.writerow(line) for line in table(rows)),
        content_type="text/csv; charset=utf-8",
    )
    name = f"claims-{timezone.now():%Y-%m-%d}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def asked_claims(request: HttpRequest) -> Any:
    form = ClaimFilter(request.user, request.GET)
    return form.narrow(listed(request.user)).order_by("number")


def chosen_claims(request: HttpRequest) -> Any:
    """What a form chose: the ticked rows, or all that match its filter."""
    if request.POST.get("all"):
        form = ClaimFilter(request.user, filter_of(request))
        return form.narrow(listed(request.user)).order_by("number")
    keys = request.POST.getlist("ids")
    return listed(request.user).filter(pk__in=only_ids(keys)).order_by("number")


def filter_of(request: HttpRequest) -> QueryDict:
    """The filter as it stood in the address of the list the form was on."""
    return QueryDict(request.POST.get("asked", ""))


def only_ids(keys: list[str]) -> list[Any]:
    """Those that can be ids, each once; what else was sent is left out."""
    found: dict[UUID, None] = {}
    for key in keys:
        try:
            found[UUID(key)] = None
        except ValueError:
            continue
    return list(found)


def table(rows: Any) -> Iterator[list[str]]:
    """Yield the heading and a line for each claim; no cell is a formula."""
    yield [
        _("Number"),
        _("Claim"),
        _("Level"),
        _("Claimant"),
        _("State"),
        _("Risk"),
        _("Story"),
        _("Question"),
        _("Checked by"),
        _("Tags"),
        _("Event from"),
        _("Event until"),
        _("For"),
        _("Against"),
        _("Made"),
        _("Changed"),
    ]
    for row in with_lines(rows).iterator(chunk_size=500):
        cells = [
            row.number,
            row.normalized_text,
            row.level,
            row.claimant,
            row.status,
            row.risk,
            row.story,
            row.question or "",
            row.checker or "",
            ", ".join(row.tags),
            row.event_start.isoformat() if row.event_start else "",
            row.event_end.isoformat() if row.event_end else "",
            row.n_supports,
            row.n_contradicts,
            row.created_at.isoformat(),
            row.updated_at.isoformat(),
        ]
        yield [cell(str(value)) for value in cells]
