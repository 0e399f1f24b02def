"""Evidence of a claim: added, confirmed, rejected."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from drf_spectacular.utils import (
    OpenApiExample,
    PolymorphicProxySerializer,
    extend_schema,
)
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api import rows
from claims.api.base import (
    IDEMPOTENCY_KEY,
    IF_MATCH_OPTIONAL,
    DeskView,
    Strict,
    body_of,
    seen_version,
    visible,
)
from claims.api.quoting import QuoteIn, selector_from
from claims.api.shapes import EvidenceOut
from claims.choices import BASES, CHANNELS, Disclosure, EvidenceKind, Stance
from claims.models import Claim, Evidence
from claims.review import evidence as service
from workbench.accounts.idempotency import idempotent


class PassageIn(QuoteIn):
    """Words of a document."""

    kind = serializers.ChoiceField([EvidenceKind.PASSAGE.value])
    stance = serializers.ChoiceField(Stance.choices)
    speaker = serializers.CharField(required=False, allow_blank=True, max_length=300)
    note = serializers.CharField(required=False, allow_blank=True)


class StatementIn(Strict):
    """What somebody told us."""

    kind = serializers.ChoiceField([EvidenceKind.STATEMENT.value])
    stance = serializers.ChoiceField(Stance.choices)
    who = serializers.CharField(max_length=200)
    when = serializers.DateField()
    channel = serializers.ChoiceField([(c, c) for c in CHANNELS])
    basis = serializers.ChoiceField(list(BASES))
    words = serializers.CharField()
    disclosure = serializers.ChoiceField(
        Disclosure.choices, default=Disclosure.FULL.value
    )
    note = serializers.CharField(required=False, allow_blank=True)


class SearchIn(Strict):
    """A search that found nothing; ``directions`` are the stances looked for."""

    kind = serializers.ChoiceField([EvidenceKind.SEARCH.value])
    where = serializers.CharField(max_length=300)
    terms = serializers.CharField(max_length=500)
    when = serializers.DateField()
    directions = serializers.ListField(
        child=serializers.ChoiceField(
            [Stance.SUPPORTS.value, Stance.CONTRADICTS.value]
        ),
        min_length=1,
        max_length=2,
    )
    note = serializers.CharField(required=False, allow_blank=True)


class KindIn(serializers.Serializer):
    kind = serializers.ChoiceField(EvidenceKind.choices)


def add_passage(
    claim: Claim, fields: dict[str, Any], request: Request, version: int | None
) -> Evidence:
    revision, selector = selector_from(fields, request)
    return service.attach_evidence(
        claim,
        selector,
        revision=revision,
        stance=fields["stance"],
        speaker=fields.get("speaker", ""),
        note=fields.get("note", ""),
        by=request.user,
        seen_version=version,
    )


def add_statement(
    claim: Claim, fields: dict[str, Any], request: Request, version: int | None
) -> Evidence:
    names = ("who", "channel", "basis", "words")
    return service.add_statement(
        claim,
        stance=fields["stance"],
        details={
            **{name: fields[name] for name in names},
            "when": fields["when"].isoformat(),
        },
        disclosure=fields["disclosure"],
        note=fields.get("note", ""),
        by=request.user,
        seen_version=version,
    )


def add_search(
    claim: Claim, fields: dict[str, Any], request: Request, version: int | None
) -> Evidence:
    return service.add_search(
        claim,
        details={
            "where": fields["where"],
            "terms": fields["terms"],
            "when": fields["when"].isoformat(),
            "directions": sorted(set(fields["directions"])),
        },
        note=fields.get("note", ""),
        by=request.user,
        seen_version=version,
    )


KINDS: dict[str, tuple[type[Strict], Callable[..., Evidence]]] = {
    "passage": (PassageIn, add_passage),
    "statement": (StatementIn, add_statement),
    "search": (SearchIn, add_search),
}


class ClaimEvidence(DeskView):
    """Attach words of a document, a statement obtained, or a search that found nothing.

    What a person adds is confirmed thereby.
    """

    @extend_schema(
        operation_id="evidence_add",
        tags=["evidence"],
        parameters=[IF_MATCH_OPTIONAL, IDEMPOTENCY_KEY],
        request=PolymorphicProxySerializer(
            component_name="EvidenceIn",
            serializers={kind: shape for kind, (shape, _) in KINDS.items()},
            resource_type_field_name="kind",
        ),
        responses={201: EvidenceOut},
        examples=[
            OpenApiExample(
                "Words of a document",
                value={
                    "kind": "passage",
                    "stance": "contradicts",
                    "revision": "0199a1de-7f0a-7cc1-a2b4-5d0a3c1f9e11",
                    "exact": ["traffic ran until Sunday noon"],
                },
                request_only=True,
            ),
            OpenApiExample(
                "A search",
                value={
                    "kind": "search",
                    "where": "Archive of the harbour office",
                    "terms": "North Quay closure",
                    "when": "2026-03-02",
                    "directions": ["supports"],
                },
                request_only=True,
            ),
        ],
    )
    @idempotent
    def post(self, request: Request, id: UUID) -> Response:
        claim = visible(Claim.objects.all(), request, id)
        version = seen_version(request, claim, required=False)
        kind = request.data.get("kind") if isinstance(request.data, dict) else None
        shape, add = KINDS.get(str(kind), (KindIn, None))
        fields = body_of(request, shape)
        assert add is not None  # KindIn refuses every other kind
        return shown(request, add(claim, fields, request, version), status=201)


class ConfirmIn(Strict):
    stance = serializers.ChoiceField(Stance.choices)


class RejectIn(Strict):
    reason = serializers.CharField(required=False, allow_blank=True, default="")


class EvidenceConfirm(DeskView):
    """Confirm how a suggestion bears on the claim, or change its stance."""

    @extend_schema(
        operation_id="evidence_confirm",
        tags=["evidence"],
        parameters=[IF_MATCH_OPTIONAL, IDEMPOTENCY_KEY],
        request=ConfirmIn,
        responses=EvidenceOut,
    )
    @idempotent
    def post(self, request: Request, id: UUID) -> Response:
        row = visible(rows.evidence(), request, id)
        stance = body_of(request, ConfirmIn)["stance"]
        version = seen_version(request, row.claim, required=False)
        service.confirm_stance(row, stance, by=request.user, seen_version=version)
        return shown(request, row)


class EvidenceReject(DeskView):
    """Say that it does not bear on the claim; it is never suggested again."""

    @extend_schema(
        operation_id="evidence_reject",
        tags=["evidence"],
        parameters=[IF_MATCH_OPTIONAL, IDEMPOTENCY_KEY],
        request=RejectIn,
        responses=EvidenceOut,
    )
    @idempotent
    def post(self, request: Request, id: UUID) -> Response:
        row = visible(rows.evidence(), request, id)
        reason = body_of(request, RejectIn)["reason"]
        version = seen_version(request, row.claim, required=False)
        service.reject_evidence(
            row, reason=reason, by=request.user, seen_version=version
        )
        return shown(request, row)


def shown(request: Request, row: Evidence, status: int = 200) -> Response:
    found = visible(rows.evidence(), request, row.pk)
    return Response(EvidenceOut(found).data, status=status)
