"""Proposed claims that wait for a second reader."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from claims.views.desk import to_approve
from sources.http import page_or_part, paged
from workbench.accounts.decorators import member_required


@member_required
def second_read(request: HttpRequest) -> HttpResponse:
    """Proposed by others and waiting, longest first."""
    context = {"page": paged(request, to_approve(request.user))}
    return page_or_part(
        request, "claims/second_read.html", "claims/parts/_second_read.html", context
    )
