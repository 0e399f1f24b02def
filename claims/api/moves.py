"""Moves of a claim and verdicts on it, against the version that was read."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.base import (
    IDEMPOTENCY_KEY,
    IF_MATCH,
    DeskView,
    Strict,
    body_of,
    seen_version,
    visible,
)
from claims.api.claims import ETAG, answer
from claims.api.shapes import ClaimDetail
from claims.choices import Action, Confidence, Correction
from claims.errors import TransitionNotAllowed
from claims.models import Claim, Rating
from claims.publication.service import publish, retract
from claims.review.editing import ask_blind
from claims.review.merging import merge_claims, unmerge
from claims.review.verdicts import MAX_FINDING, propose_verdict
from claims.review.workflow import act, find
from workbench.accounts.idempotency import idempotent

# Proposing needs a verdict: it has an address of its own.
MOVES = [(a.value, a.label) for a in Action if a != Action.PROPOSE]


class MoveIn(Strict):
    """``note`` is the reason, where the move needs one.

    ``own_rating`` and ``blind`` belong to approvals: a reader who has not seen the
    verdict gives a rating of their own. ``correction`` and ``review_by`` belong to
    publishing.
    """

    action = serializers.ChoiceField(MOVES)
    note = serializers.CharField(required=False, allow_blank=True, default="")
    blind = serializers.BooleanField(required=False)
    own_rating = serializers.SlugField(required=False)
    correction = serializers.ChoiceField(Correction.choices, required=False)
    review_by = serializers.DateField(required=False)

    BELONGS = {
        "blind": Action.APPROVE,
        "own_rating": Action.APPROVE,
        "correction": Action.PUBLISH,
        "review_by": Action.PUBLISH,
    }

    def validate(self, fields: dict[str, Any]) -> dict[str, Any]:
        for name, action in self.BELONGS.items():
            if name in fields and fields["action"] != action:
                raise serializers.ValidationError(
                    {name: [f"This belongs to “{action.value}”."]}, code="misplaced"
                )
        return fields


class ClaimActions(DeskView):
    """Move a claim. Its ``actions`` list the moves that may be made now."""

    @extend_schema(
        operation_id="claims_act",
        tags=["claims"],
        parameters=[IF_MATCH, IDEMPOTENCY_KEY, ETAG],
        request=MoveIn,
        responses=ClaimDetail,
        examples=[
            OpenApiExample("Take", value={"action": "take"}, request_only=True),
            OpenApiExample(
                "Send back",
                value={"action": "send_back", "note": "Which Friday?"},
                request_only=True,
            ),
            OpenApiExample(
                "Publish a correction",
                value={
                    "action": "publish",
                    "correction": "clarification",
                    "note": "The year was added.",
                },
                request_only=True,
            ),
        ],
    )
    @idempotent
    def post(self, request: Request, id: UUID) -> Response:
        claim = visible(Claim.objects.all(), request, id)
        version = seen_version(request, claim)
        move(claim, body_of(request, MoveIn), by=request.user, version=version)
        return answer(request, id)


def move(claim: Claim, wanted: dict[str, Any], *, by: Any, version: int | None) -> None:
    """Make a move by the service it belongs to."""
    action = wanted.pop("action")
    common = {"by": by, "seen_version": version}
    if action == Action.PUBLISH:
        publish(claim, **common, **wanted)
    elif action == Action.RETRACT:
        newest = claim.publications.order_by("-version").first()
        if newest is None:
            find(claim.status, action)  # says why not, in the usual words
            raise TransitionNotAllowed("Nothing of this claim was published.")
        retract(newest, note=wanted["note"], **common)
    else:
        if "own_rating" in wanted:
            wanted["own_rating"] = rating_of(claim, wanted["own_rating"], "own_rating")
        act(claim, action, **common, **wanted)


def rating_of(claim: Claim, slug: str, field: str) -> Rating:
    """Return the rating of the default scale for the claim's level."""
    rating = Rating.objects.filter(
        slug=slug, scale__level=claim.level, scale__default=True
    ).first()
    if rating is None:
        raise serializers.ValidationError(
            {field: [f"The scale for level “{claim.level}” has no “{slug}”."]},
            code="unknown_rating",
        )
    return rating


class VerdictIn(Strict):
    """Rating, our one sentence, the reasons, and the evidence they rest on."""

    rating = serializers.SlugField()
    finding = serializers.CharField(max_length=MAX_FINDING)
    rationale = serializers.CharField()
    confidence = serializers.ChoiceField(
        Confidence.choices, default=Confidence.MEDIUM.value
    )
    evidence = serializers.ListField(
        child=serializers.UUIDField(), default=list, max_length=200
    )


class ClaimVerdicts(DeskView):
    """Propose a verdict: the claim then waits for a second person."""

    @extend_schema(
        operation_id="claims_propose",
        tags=["claims"],
        parameters=[IF_MATCH, IDEMPOTENCY_KEY, ETAG],
        request=VerdictIn,
        responses={201: ClaimDetail},
        examples=[
            OpenApiExample(
                "False",
                value={
                    "rating": "false",
                    "finding": "The bridge stayed open until the Sunday.",
                    "rationale": "The harbour's log shows traffic until Sunday noon.",
                    "confidence": "high",
                },
                request_only=True,
            )
        ],
    )
    @idempotent
    def post(self, request: Request, id: UUID) -> Response:
        claim = visible(Claim.objects.all(), request, id)
        version = seen_version(request, claim)
        wanted = body_of(request, VerdictIn)
        propose_verdict(
            claim,
            rating=rating_of(claim, wanted["rating"], "rating"),
            finding=wanted["finding"],
            rationale=wanted["rationale"],
            confidence=wanted["confidence"],
            evidence_ids=wanted["evidence"],
            by=request.user,
            seen_version=version,
        )
        return answer(request, id, status=201)


class BlindIn(Strict):
    asked = serializers.BooleanField()


class ClaimBlind(DeskView):
    """Ask that a claim be read blind by its second reader, or take that back."""

    @extend_schema(
        operation_id="claims_blind",
        tags=["claims"],
        parameters=[IF_MATCH, IDEMPOTENCY_KEY, ETAG],
        request=BlindIn,
        responses=ClaimDetail,
        examples=[OpenApiExample("Ask", value={"asked": True}, request_only=True)],
    )
    @idempotent
    def post(self, request: Request, id: UUID) -> Response:
        claim = visible(Claim.objects.all(), request, id)
        version = seen_version(request, claim)
        asked = body_of(request, BlindIn)["asked"]
        assert version is not None  # it is required
        ask_blind(claim, by=request.user, seen_version=version, asked=asked)
        return answer(request, id)


class MergeIn(Strict):
    """``into`` survives; both records say why the two are one."""

    into = serializers.UUIDField()
    reason = serializers.CharField(max_length=500)


class ClaimMerge(DeskView):
    """Make a claim a duplicate of another; answers with the one that survives."""

    @extend_schema(
        operation_id="claims_merge",
        tags=["claims"],
        parameters=[IF_MATCH, IDEMPOTENCY_KEY, ETAG],
        request=MergeIn,
        responses=ClaimDetail,
        examples=[
            OpenApiExample(
                "One claim",
                value={
                    "into": "0199a1de-7f0a-7cc1-a2b4-5d0a3c1f9e12",
                    "reason": "Both say that the bridge was closed on Friday.",
                },
                request_only=True,
            )
        ],
    )
    @idempotent
    def post(self, request: Request, id: UUID) -> Response:
        claim = visible(Claim.objects.all(), request, id)
        version = seen_version(request, claim)
        wanted = body_of(request, MergeIn)
        into = visible(Claim.objects.all(), request, wanted["into"])
        assert version is not None  # it is required
        merge_claims(
            claim, into, by=request.user, reason=wanted["reason"], seen_version=version
        )
        return answer(request, into.pk)


class ClaimUnmerge(DeskView):
    """Take a merge back while neither claim was worked on since."""

    @extend_schema(
        operation_id="claims_unmerge",
        tags=["claims"],
        parameters=[IF_MATCH, IDEMPOTENCY_KEY, ETAG],
        request=None,
        responses=ClaimDetail,
    )
    @idempotent
    def post(self, request: Request, id: UUID) -> Response:
        rows = Claim.objects.select_related("merged_into", "story")
        claim = visible(rows, request, id)
        version = seen_version(request, claim)
        assert version is not None  # it is required
        unmerge(claim, by=request.user, seen_version=version)
        return answer(request, id)
