"""Claims: list, detail, edit by version, history."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api import rows
from claims.api.base import (
    IDEMPOTENCY_KEY,
    IF_MATCH,
    DeskView,
    Strict,
    body_of,
    seen_version,
    tagged,
    visible,
)
from claims.api.quoting import QuoteIn, selector_from
from claims.api.shapes import ClaimDetail, ClaimOut, ClaimPage, EventOut, EventPage
from claims.choices import Level, Risk, Status
from claims.models import Claim
from claims.querysets import ClaimQuerySet
from claims.review import triage
from claims.review.editing import edit_claim
from sources.models import Story
from sources.paging import PAGE_PARAMETERS, PAGING, page_for, page_response
from sources.query import read_query
from workbench.accounts.idempotency import idempotent

OPEN = "open"
OPEN_STATES = (Status.QUEUED, Status.IN_REVIEW, Status.PROPOSED, Status.APPROVED)
ETAG = OpenApiParameter(
    "ETag",
    str,
    OpenApiParameter.HEADER,
    response=True,
    description="The claim's version; send it as If-Match.",
)


class ClaimFilter(serializers.Serializer):
    """All optional; all must hold."""

    status = serializers.ChoiceField(
        [(OPEN, "queued to approved"), *Status.choices], required=False
    )
    level = serializers.ChoiceField(Level.choices, required=False)
    risk = serializers.ChoiceField(Risk.choices, required=False)
    story = serializers.UUIDField(required=False)
    question = serializers.UUIDField(required=False)
    claimant = serializers.CharField(required=False, help_text="Part of the name.")
    tag = serializers.CharField(required=False)
    mine = serializers.BooleanField(
        required=False, help_text="Only those you hold at present."
    )
    awaiting_me = serializers.BooleanField(
        required=False, help_text="Only those proposed by others, for a second reader."
    )
    q = serializers.CharField(required=False, max_length=500, help_text="All words.")


def narrowed(claims: ClaimQuerySet, wanted: dict[str, Any], user: Any) -> ClaimQuerySet:
    for name in ("level", "risk", "story", "question"):
        if name in wanted:
            claims = claims.filter(**{name: wanted[name]})
    if "status" in wanted:
        status = wanted["status"]
        claims = claims.filter(status__in=OPEN_STATES if status == OPEN else [status])
    if "claimant" in wanted:
        claims = claims.filter(claimant__icontains=wanted["claimant"])
    if "tag" in wanted:
        claims = claims.filter(tags__contains=[wanted["tag"]])
    if wanted.get("mine"):
        claims = claims.filter(checker=user)
    if wanted.get("awaiting_me"):
        claims = claims.awaiting_second_reader(user)
    for word in wanted.get("q", "").split():
        claims = claims.filter(normalized_text__icontains=word)
    return claims


class ClaimIn(Strict):
    """A claim made by hand: from words in a document, or heard somewhere."""

    story = serializers.UUIDField()
    level = serializers.ChoiceField(Level.choices)
    text = serializers.CharField()
    claimant = serializers.CharField(max_length=300)
    quote = QuoteIn(required=False)
    heard_where = serializers.CharField(required=False, max_length=300)
    heard_on = serializers.CharField(required=False, max_length=40)

    def validate(self, fields: dict[str, Any]) -> dict[str, Any]:
        if ("quote" in fields) == ("heard_where" in fields):
            raise serializers.ValidationError(
                "Give one of quote and heard_where.", code="one_place"
            )
        return fields


class ClaimList(DeskView):
    """Claims, newest first; a new one is put in the queue."""

    @extend_schema(
        operation_id="claims_list",
        tags=["claims"],
        parameters=[ClaimFilter, *PAGE_PARAMETERS],
        responses=ClaimPage,
    )
    def get(self, request: Request) -> Response:
        wanted = read_query(request, ClaimFilter, *PAGING)
        found = rows.claims().visible_to(request.user)
        found = narrowed(found, wanted, request.user)
        page = page_for(request, found, name="claims")
        shown = rows.blinded(page.rows, request.user)
        return page_response(request, page, ClaimOut(shown, many=True).data)

    @extend_schema(
        operation_id="claims_add",
        tags=["claims"],
        parameters=[IDEMPOTENCY_KEY, ETAG],
        request=ClaimIn,
        responses={201: ClaimDetail},
        examples=[
            OpenApiExample(
                "Heard",
                value={
                    "story": "0199a1de-7f0a-7cc1-a2b4-5d0a3c1f9e11",
                    "level": "so",
                    "text": "The bridge was closed on Friday.",
                    "claimant": "Port authority",
                    "heard_where": "Briefing at the town hall",
                    "heard_on": "2026-03-01",
                },
                request_only=True,
            )
        ],
    )
    @idempotent
    def post(self, request: Request) -> Response:
        fields = body_of(request, ClaimIn)
        story = visible(Story.objects.all(), request, fields.pop("story"))
        quote = fields.pop("quote", None)
        if quote:
            fields["revision"], fields["selector"] = selector_from(quote, request)
        claim = triage.add_claim(story, by=request.user, **fields)
        response = answer(request, claim.pk, status=201)
        response["Location"] = request.build_absolute_uri(f"{request.path}/{claim.pk}")
        return response


class ClaimEdit(Strict):
    """Only what is given is changed."""

    text = serializers.CharField(required=False)
    normalized_text = serializers.CharField(required=False)
    claimant = serializers.CharField(required=False, allow_blank=True, max_length=300)
    made_on = serializers.CharField(required=False, allow_blank=True, max_length=40)
    made_where = serializers.CharField(required=False, allow_blank=True, max_length=300)
    event_start = serializers.DateTimeField(required=False, allow_null=True)
    event_end = serializers.DateTimeField(required=False, allow_null=True)
    tags = serializers.ListField(
        child=serializers.CharField(max_length=60), required=False, max_length=50
    )
    level = serializers.ChoiceField(Level.choices, required=False)
    risk = serializers.ChoiceField(Risk.choices, required=False)
    risk_reason = serializers.CharField(
        required=False, allow_blank=True, max_length=300
    )
    origin_exception = serializers.CharField(required=False, allow_blank=True)


class ClaimView(DeskView):
    """One claim with its evidence, its verdict, and the moves you may make."""

    @extend_schema(
        operation_id="claims_get",
        tags=["claims"],
        parameters=[ETAG],
        responses=ClaimDetail,
    )
    def get(self, request: Request, id: UUID) -> Response:
        return answer(request, id)

    @extend_schema(
        operation_id="claims_edit",
        tags=["claims"],
        parameters=[IF_MATCH, ETAG],
        request=ClaimEdit,
        responses=ClaimDetail,
        examples=[
            OpenApiExample(
                "Name the claimant",
                value={"claimant": "Port authority", "tags": ["transport"]},
                request_only=True,
            )
        ],
    )
    def patch(self, request: Request, id: UUID) -> Response:
        claim = visible(Claim.objects.all(), request, id)
        version = seen_version(request, claim)
        changes = body_of(request, ClaimEdit)
        edit_claim(claim, changes, by=request.user, seen_version=version)
        return answer(request, id)


class ClaimEvents(DeskView):
    """Every editorial write to a claim, latest first, with the chain of hashes."""

    @extend_schema(
        operation_id="claims_events",
        tags=["claims"],
        parameters=PAGE_PARAMETERS,
        responses=EventPage,
    )
    def get(self, request: Request, id: UUID) -> Response:
        claim = visible(Claim.objects.all(), request, id)
        name = f"events:{claim.pk}"
        page = page_for(request, rows.events(claim, request.user), name=name, by="seq")
        return page_response(request, page, EventOut(page.rows, many=True).data)


def answer(request: Request, key: Any, status: int = 200) -> Response:
    """Return the claim as it now stands, with its ETag."""
    claim = rows.with_moves(visible(rows.detailed(), request, key), request.user)
    return tagged(Response(ClaimDetail(claim).data, status=status), claim)
