"""Pages by position, not by number: page 18,000 costs what page 1 costs.

In: a queryset with ``created_at`` and ``id``. Out: its rows, newest first, and an
opaque signed cursor for the next page. Rows added or removed meanwhile neither repeat
nor hide others.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.db.models import Q, QuerySet
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response

from sources.errors import SourcesError

DEFAULT_LIMIT = 50
MAX_LIMIT = 200

PAGE_PARAMETERS = [
    OpenApiParameter(
        "cursor", str, description="The `cursor` of the page before; opaque."
    ),
    OpenApiParameter(
        "limit",
        {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT},
        description=f"Rows per page, {DEFAULT_LIMIT} unless said.",
    ),
]


@dataclass(frozen=True, slots=True)
class Page:
    """Rows in order; ``cursor`` leads to the next page, empty on the last."""

    rows: list[Any]
    cursor: str


def page_of(
    rows: QuerySet, *, name: str, cursor: str = "", limit: int = DEFAULT_LIMIT
) -> Page:
    """Return one page, newest first. ``name`` is the list's: cursors fit no other.

    Raises:
        SourcesError: ``bad_cursor``.
    """
    rows = rows.order_by("-created_at", "-id")
    if cursor:
        at, key = read_cursor(cursor, name)
        # The first condition alone lets the index seek; a bare OR would not.
        rows = rows.filter(
            Q(created_at__lt=at) | Q(created_at=at, id__lt=key), created_at__lte=at
        )
    found = list(rows[: limit + 1])
    more = len(found) > limit
    found = found[:limit]
    return Page(found, make_cursor(found[-1], name) if more else "")


def make_cursor(row: Any, name: str) -> str:
    place = [row.created_at.isoformat(), str(row.pk)]
    return Signer(salt=f"page:{name}").sign_object(place)


def read_cursor(cursor: str, name: str) -> tuple[datetime, UUID]:
    try:
        at, key = Signer(salt=f"page:{name}").unsign_object(cursor)
        return datetime.fromisoformat(at), UUID(key)
    except (BadSignature, ValueError, TypeError):
        raise SourcesError(
            "This cursor was not made by us, or belongs to another list.",
            code="bad_cursor",
        ) from None


def page_for(request: Request, rows: QuerySet, *, name: str) -> Page:
    """Return the page that the request's ``cursor`` and ``limit`` ask for.

    Raises:
        SourcesError: ``bad_cursor`` or ``bad_limit``.
    """
    wanted = request.GET.get("limit", str(DEFAULT_LIMIT))
    limit = int(wanted) if wanted.isascii() and wanted.isdigit() else 0
    if not 1 <= limit <= MAX_LIMIT:
        raise SourcesError(
            f"limit must be a whole number from 1 to {MAX_LIMIT}.", code="bad_limit"
        )
    cursor = request.GET.get("cursor", "")
    return page_of(rows, name=name, cursor=cursor, limit=limit)


def page_response(request: Request, page: Page, results: list[Any]) -> Response:
    """Answer with ``results``, ``cursor`` (null on the last page) and a Link."""
    response = Response({"results": results, "cursor": page.cursor or None})
    if page.cursor:
        query = request.GET.copy()
        query["cursor"] = page.cursor
        address = request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
        response["Link"] = f'<{address}>; rel="next"'
    return response
