"""Pages by position, not by number: page 18,000 costs what page 1 costs.

In: a queryset, and the column ``by`` which it is ordered, largest first (``created_at``
unless said; ties by id). Out: its rows and an opaque signed cursor for the next page.
Rows added or removed meanwhile neither repeat nor hide others.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.db.models import Q, QuerySet
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from sources.errors import SourcesError
from sources.query import whole_number

DEFAULT_LIMIT = 50
MAX_LIMIT = 200
# As far as an estimate counts; beyond it says "at least".
COUNTED = 10_000
PAGING = ("cursor", "limit", "count")

COUNT_PARAMETER = OpenApiParameter(
    "count",
    {"type": "string", "enum": ["estimate"]},
    description="`estimate` adds `count`: how many rows there were a moment ago, on "
    f"all pages; from {COUNTED} on it says “at least”. Without it nothing is counted.",
)
PAGE_PARAMETERS = [
    OpenApiParameter(
        "cursor", str, description="The `cursor` of the page before; opaque."
    ),
    OpenApiParameter(
        "limit",
        {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT},
        description=f"Rows per page, {DEFAULT_LIMIT} unless said.",
    ),
    COUNT_PARAMETER,
]


class CountOut(serializers.Serializer):
    """How many rows there are; always an estimate, for others write meanwhile."""

    value = serializers.IntegerField()
    estimate = serializers.BooleanField()
    at_least = serializers.BooleanField()


@dataclass(frozen=True, slots=True)
class Page:
    """Rows in order; ``cursor`` leads to the next page, empty on the last.

    ``count`` is there when the request asked for an estimate.
    """

    rows: list[Any]
    cursor: str
    count: dict[str, Any] | None = None


def page_of(
    rows: QuerySet,
    *,
    name: str,
    cursor: str = "",
    limit: int = DEFAULT_LIMIT,
    by: str = "created_at",
) -> Page:
    """Return one page. ``name`` is the list's: cursors fit no other.

    Raises:
        SourcesError: ``bad_cursor``.
    """
    rows = rows.order_by(f"-{by}", "-pk")
    if cursor:
        at, key = read_cursor(cursor, name)
        # The last condition alone lets the index seek; a bare OR would not.
        rows = rows.filter(
            Q(**{f"{by}__lt": at}) | Q(**{by: at}, pk__lt=key), **{f"{by}__lte": at}
        )
    found = list(rows[: limit + 1])
    more = len(found) > limit
    found = found[:limit]
    return Page(found, make_cursor(found[-1], name, by) if more else "")


def make_cursor(row: Any, name: str, by: str = "created_at") -> str:
    at = getattr(row, by)
    place = [at.isoformat() if isinstance(at, datetime) else at, str(row.pk)]
    return sign(place, name)


def read_cursor(cursor: str, name: str) -> tuple[datetime | float, UUID | int]:
    at, key = unsign(cursor, name, length=2)
    try:
        return (
            datetime.fromisoformat(at) if isinstance(at, str) else at,
            UUID(key) if "-" in key else int(key),
        )
    except (ValueError, TypeError):
        raise bad_cursor() from None


def sign(place: list[Any], name: str) -> str:
    """Return JSON values as an opaque cursor of the list ``name``."""
    return Signer(salt=f"page:{name}").sign_object(place)


def unsign(cursor: str, name: str, *, length: int) -> list[Any]:
    """Return the values that were signed.

    Raises:
        SourcesError: ``bad_cursor``.
    """
    try:
        place = Signer(salt=f"page:{name}").unsign_object(cursor)
    except (BadSignature, ValueError, TypeError):
        raise bad_cursor() from None
    if not isinstance(place, list) or len(place) != length:
        raise bad_cursor()
    return place


def bad_cursor() -> SourcesError:
    return SourcesError(
        "This cursor was not made by us, or belongs to another list.",
        code="bad_cursor",
    )


def page_for(
    request: Request, rows: QuerySet, *, name: str, by: str = "created_at"
) -> Page:
    """Return the page that the request's ``cursor`` and ``limit`` ask for.

    Raises:
        SourcesError: ``bad_cursor`` or ``bad_limit``.
    """
    limit = limit_of(request)
    cursor = request.GET.get("cursor", "")
    counted = wants_count(request)
    page = page_of(rows, name=name, cursor=cursor, limit=limit, by=by)
    if not counted:
        return page
    found = rows.order_by().values("pk")[:COUNTED].count()
    return replace(page, count=count_of(found))


def wants_count(request: Request) -> bool:
    """Whether the request asks for an estimate of all rows.

    Raises:
        SourcesError: ``bad_count``, as there are no exact counts.
    """
    wanted = request.GET.get("count")
    if wanted not in {None, "estimate"}:
        raise SourcesError("count can be “estimate” alone.", code="bad_count")
    return wanted is not None


def count_of(found: int) -> dict[str, Any]:
    """Say how many rows were found, at most ``COUNTED`` of which were looked at."""
    return {"value": found, "estimate": True, "at_least": found >= COUNTED}


def limit_of(request: Request, *, most: int = MAX_LIMIT) -> int:
    """Return how many rows the request wants.

    Raises:
        SourcesError: ``bad_limit``.
    """
    wanted = request.GET.get("limit", str(DEFAULT_LIMIT))
    limit = whole_number(wanted) or 0
    if not 1 <= limit <= most:
        raise SourcesError(
            f"limit must be a whole number from 1 to {most}.", code="bad_limit"
        )
    return limit


def page_response(request: Request, page: Page, results: list[Any]) -> Response:
    """Answer with ``results``, ``cursor`` (null on the last page) and a Link.

    ``count`` is added where it was asked for.
    """
    body: dict[str, Any] = {"results": results, "cursor": page.cursor or None}
    if page.count is not None:
        body["count"] = page.count
    response = Response(body)
    if page.cursor:
        query = request.GET.copy()
        query["cursor"] = page.cursor
        address = request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
        response["Link"] = f'<{address}>; rel="next"'
    return response
