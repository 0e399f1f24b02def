"""Small things every view does: find what is visible, answer with page or part."""

from __future__ import annotations

from typing import Any, TypeVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.http import url_has_allowed_host_and_scheme

Row = TypeVar("Row", bound=models.Model)
PAGE_SIZE = 50
PAGE_SIZES = ("25", "50", "100")


def wants_part(request: HttpRequest) -> bool:
    """True when htmx asks and is not rebuilding a page from its history."""
    return bool(request.htmx) and not request.htmx.history_restore_request


def page_or_part(
    request: HttpRequest, page: str, part: str, context: dict[str, Any], **kwargs: Any
) -> HttpResponse:
    """Render the whole page, or the same part alone when htmx asks for it."""
    template = page
    if wants_part(request):
        # A poll brings its own part alone, so that the menu keeps its focus.
        template = part if "X-Poll" in request.headers else "parts/_answer.html"
    response = render(request, template, {**context, "part": part}, **kwargs)
    response["Vary"] = "HX-Request, Cookie"
    return response


def visible_or_404(rows: models.QuerySet[Row], user: Any, **lookup: Any) -> Row:
    """Return the row if ``user`` may see it; otherwise it does not exist."""
    try:
        found = rows.visible_to(user).filter(**lookup).first()
    except ValidationError:  # a form sent what can be no id
        found = None
    if found is None:
        raise Http404
    return found


class Capped(Paginator):
    """Pages of a long list: it counts to ``most`` and says that there are ``more``.

    To count a million rows costs more than to show a page of them.
    """

    most = 2_000

    @property
    def first_rows(self) -> Any:
        """What is counted: the first rows that come, in no order."""
        return self.object_list.order_by()[: self.most + 1]

    @cached_property
    def counted(self) -> int:
        return self.first_rows.count()

    @property
    def count(self) -> int:
        return min(self.counted, self.most)

    @property
    def more(self) -> bool:
        return self.counted > self.most


def paged(
    request: HttpRequest,
    rows: Any,
    size: int = PAGE_SIZE,
    pages: type[Paginator] = Paginator,
) -> Page:
    return pages(rows, page_size(request, size)).get_page(request.GET.get("page"))


def page_size(request: HttpRequest, size: int = PAGE_SIZE) -> int:
    """How many rows the address asks for (``rows``), ``size`` unless it may be."""
    asked = request.GET.get("rows", "")
    return int(asked) if asked in PAGE_SIZES else size


def back(request: HttpRequest, fallback: str, note: str = "") -> HttpResponse:
    """Redirect to where the form says it came from, with a note of what happened."""
    if note:
        messages.success(request, note)
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()})
    return HttpResponseRedirect(target if safe else fallback)
