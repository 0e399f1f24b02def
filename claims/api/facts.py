"""Published findings, for everybody: from the frozen record, byte for byte."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any, ClassVar
from uuid import UUID

import orjson
from django.conf import settings
from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import APIException
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView

from claims.api.fact_fields import EXPAND, FIELDS, Selection, selection_of
from claims.api.fact_shape import FACT_EXAMPLE, FactOut, FactPage, FactVersionPage
from claims.choices import Level
from claims.errors import ClaimsError, Erased, NotFound
from claims.models import Publication
from claims.publication.addresses import fact_url
from claims.publication.erasure import tombstone_of
from claims.publication.facts import (
    Fact,
    as_json_list,
    count_facts,
    find_fact,
    list_facts,
)
from claims.publication.review_dates import is_stale, review_dates
from sources.paging import (
    COUNT_PARAMETER,
    COUNTED,
    PAGING,
    bad_cursor,
    count_of,
    limit_of,
    sign,
    unsign,
    wants_count,
)
from sources.query import read_query

MAX_FACTS = 500
CHOSEN = ("fields", "expand")
FRESH_S = 60
PLAIN = ("*/*", "application/json")


class PreconditionFailed(APIException):
    status_code = 412
    default_code = "precondition_failed"
    default_detail = "What stands here is not what If-Match or the like names."


class FactFilter(serializers.Serializer):
    """Filters of the list; all optional, all must hold."""

    rating = serializers.CharField(
        required=False, help_text="Slug of the rating, such as `mostly-false`."
    )
    level = serializers.ChoiceField(
        Level.choices,
        required=False,
        help_text="`said`: that X said it; `so`: that it is so.",
    )
    claimant = serializers.CharField(required=False, help_text="Whole name, any case.")
    tag = serializers.CharField(required=False)
    language = serializers.CharField(required=False, help_text="BCP 47, such as `en`.")
    updated_since = serializers.DateTimeField(
        required=False, help_text="Published, corrected or retracted at or after."
    )
    updated_until = serializers.DateTimeField(
        required=False, help_text="Published, corrected or retracted before."
    )
    retracted = serializers.BooleanField(
        required=False, help_text="Only those that were taken back, or only the others."
    )
    q = serializers.CharField(
        required=False,
        max_length=500,
        help_text='Words of claim or finding; `"…"`, `or` and `-` as in web searches.',
    )


PAGE = [
    OpenApiParameter("cursor", str, description="The `cursor` of the page before."),
    OpenApiParameter(
        "limit", {"type": "integer", "minimum": 1, "maximum": MAX_FACTS, "default": 50}
    ),
    COUNT_PARAMETER,
]
#: Numbers that a column holds.
GREATEST = 2**31 - 1
VERSION = OpenApiParameter(
    "version",
    {"type": "integer", "minimum": 1, "maximum": GREATEST},
    description="A past version; the newest unless given.",
)


class PublicView(APIView):
    """Read by anybody, cached by anybody: the answer depends on nothing but the URL.

    Nothing here is anybody's own, so that pages elsewhere may read it too, faults
    included.
    """

    authentication_classes: ClassVar = []
    permission_classes: ClassVar = [AllowAny]

    def perform_content_negotiation(
        self, request: Request, force: bool = False
    ) -> tuple[Any, str]:
        """Spare the common case what the framework does for every other."""
        if request.META.get("HTTP_ACCEPT", "*/*") in PLAIN:
            renderer = self.get_renderers()[0]
            return renderer, renderer.media_type
        return super().perform_content_negotiation(request, force)

    def finalize_response(
        self, request: Request, response: Any, *args: Any, **kwargs: Any
    ) -> Any:
        response["Access-Control-Allow-Origin"] = "*"
        return super().finalize_response(request, response, *args, **kwargs)


class FactList(PublicView):
    """The newest version of each finding, latest first; retracted ones say so."""

    @extend_schema(
        operation_id="facts_list",
        tags=["facts"],
        auth=[],
        parameters=[FactFilter, FIELDS, EXPAND, *PAGE],
        responses=FactPage,
        examples=[
            OpenApiExample(
                "One page",
                value={"results": [FACT_EXAMPLE], "cursor": None},
                response_only=True,
            )
        ],
    )
    def get(self, request: Request) -> HttpResponse:
        filters = read_query(request, FactFilter, *PAGING, *CHOSEN)
        limit, counted = limit_of(request, most=MAX_FACTS), wants_count(request)
        chosen = selection_of(request)
        cursor = request.GET.get("cursor", "")
        after = read_place(cursor) if cursor else None
        rows = list_facts(limit=limit + 1, after=after, **filters)
        facts, more = rows[:limit], len(rows) > limit
        following = place_of(facts[-1]) if more else None
        rest: dict[str, Any] = {"cursor": following}
        if counted:
            rest["count"] = count_of(count_facts(most=COUNTED, **filters))
        tail = orjson.dumps(rest)
        body = b'{"results":%b,%b' % (list_of(facts, chosen), tail[1:])
        digest = hashlib.sha256("".join([f.digest for f in facts]).encode())
        digest.update(tail)
        whole = not (cursor or filters)  # else a row may leave without a newer one
        changed = facts[0].published_at if facts and whole else None
        response = answer(request, body, chosen.tag(digest.hexdigest()), changed)
        if following:
            query = request.GET.copy()
            query["cursor"] = following
            response["Link"] = f'<{here(request)}?{query.urlencode()}>; rel="next"'
        return response


class FactView(PublicView):
    """One finding, as it was published, in its newest or a past version."""

    @extend_schema(
        operation_id="facts_get",
        tags=["facts"],
        auth=[],
        parameters=[VERSION, FIELDS, EXPAND],
        responses=FactOut,
        examples=[OpenApiExample("A finding", value=FACT_EXAMPLE, response_only=True)],
    )
    def get(self, request: Request, record: UUID) -> HttpResponse:
        version = read_query(request, VersionFilter, *CHOSEN).get("version")
        chosen = selection_of(request)
        fact = find_fact(record, version)
        if fact is None:
            raise absent(record, "There is no such finding, or not in that version.")
        body = orjson.dumps(chosen.of(fact.body)) if chosen.names else fact.body
        body = body.encode() if isinstance(body, str) else body
        return answer(request, body, chosen.tag(fact.digest), fact.published_at)


class VersionFilter(serializers.Serializer):
    version = serializers.IntegerField(required=False, min_value=1, max_value=GREATEST)


class FactVersions(PublicView):
    """All versions of one finding, newest first, with what each corrected."""

    @extend_schema(
        operation_id="facts_versions",
        tags=["facts"],
        auth=[],
        responses=FactVersionPage,
    )
    def get(self, request: Request, record: UUID) -> HttpResponse:
        read_query(request, serializers.Serializer)
        rows = list(
            Publication.objects.filter(record=record)
            .order_by("-version")
            .values(
                "version",
                "digest",
                "published_at",
                "correction",
                "note",
                "retracted",
                "schema",
                "review_by",
            )
        )
        if not rows:
            raise absent(record, "There is no such finding.")
        promised = [row.pop("review_by") for row in rows]
        day = review_dates([record]).get(record, promised[0])
        results = [{**row, "url": fact_url(record, row["version"])} for row in rows]
        page = {"results": results, "review_by": day, "stale": is_stale(day)}
        body = orjson.dumps(page, option=orjson.OPT_UTC_Z)
        # The day moves without a version, so the digest alone would hide that.
        tag = hashlib.sha256(body).hexdigest()
        return answer(request, body, tag, None)


def absent(record: UUID, words: str) -> ClaimsError:
    """Return what to raise for a finding that is not here: erased, or never was."""
    tombstone = tombstone_of(record)
    if tombstone is None:
        return NotFound(words)
    return Erased(tombstone.note, at=tombstone.at)


def list_of(facts: list[Fact], chosen: Selection) -> bytes:
    """Return the records as one JSON list: as they are stored, or what is chosen."""
    if not chosen.names:
        return as_json_list(facts)
    return orjson.dumps([chosen.of(fact.body) for fact in facts])


def answer(
    request: Request, body: bytes, digest: str, changed: datetime | None
) -> HttpResponse:
    """Return the body, or 304 when the client has it already."""
    response = HttpResponse(body, content_type="application/json")
    etag = f'"{digest}"'
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={FRESH_S}"
    response["Vary"] = "Accept"
    modified = None
    if changed is not None:
        modified = int(changed.timestamp())
        response["Last-Modified"] = http_date(changed)
    response = get_conditional_response(request._request, etag, modified, response)
    if response.status_code == PreconditionFailed.status_code:
        raise PreconditionFailed
    return response


def http_date(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%a, %d %b %Y %H:%M:%S GMT")


def here(request: Request) -> str:
    return f"{settings.PUBLIC_URL}{request.path}"


def place_of(fact: Fact, name: str = "facts") -> str:
    """Return the cursor of the list ``name`` that leads on from ``fact``."""
    return sign([fact.published, fact.id], name)


def read_place(cursor: str, name: str = "facts") -> tuple[datetime, UUID]:
    """Return (published_at, id) of the last one read.

    Raises:
        SourcesError: ``bad_cursor``.
    """
    at, key = unsign(cursor, name, length=2)
    try:
        return datetime.fromisoformat(at), UUID(key)
    except (ValueError, TypeError):
        raise bad_cursor() from None
