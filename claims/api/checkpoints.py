"""Signed checkpoints, and what proves that a version stands under one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import orjson
from django.http import HttpResponse
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from claims.api.facts import GREATEST, VERSION, PublicView, VersionFilter, answer
from claims.errors import NotFound
from claims.models import Checkpoint, Publication
from claims.publication.proof.bundles import grown, proof_of
from claims.publication.proof.checkpoints import as_published
from claims.review.record import sha256
from sources.paging import (
    PAGE_PARAMETERS,
    PAGING,
    CountOut,
    page_for,
    page_response,
)
from sources.query import read_query


class LogOut(serializers.Serializer):
    size = serializers.IntegerField()
    root = serializers.CharField(help_text="Merkle tree hash (RFC 6962), in hex.")


class CheckpointBody(serializers.Serializer):
    """Signed as canonical JSON (RFC 8785) after ``corroborate checkpoint 1`` and a
    line feed. ``events`` commits us to the desk's own log without telling its size."""

    format = serializers.CharField()
    id = serializers.UUIDField()
    number = serializers.IntegerField()
    epoch = serializers.IntegerField()
    origin = serializers.URLField()
    at = serializers.DateTimeField()
    previous = serializers.CharField(help_text="Digest of the one before.")
    publications = LogOut()
    changes = LogOut()
    events = serializers.CharField()
    key = serializers.CharField(help_text="Which of the public keys signed it.")


class CheckpointOut(serializers.Serializer):
    checkpoint = CheckpointBody()
    digest = serializers.CharField(help_text="SHA-256 of the canonical JSON.")
    signature = serializers.CharField(help_text="Ed25519 (RFC 8032), in base64.")


class CheckpointPage(serializers.Serializer):
    results = CheckpointOut(many=True)
    cursor = serializers.CharField(allow_null=True)
    count = CountOut(required=False)


class KeyOut(serializers.Serializer):
    id = serializers.CharField()
    algorithm = serializers.CharField()
    public_key = serializers.CharField()
    made_at = serializers.DateTimeField()
    previous = serializers.CharField(allow_null=True)
    statement = serializers.CharField()
    endorsement = serializers.CharField(
        allow_null=True, help_text="The key before signs the statement about this one."
    )


class LeafOut(serializers.Serializer):
    record = serializers.UUIDField()
    version = serializers.IntegerField()
    schema = serializers.IntegerField()
    digest = serializers.CharField()
    retracted = serializers.BooleanField()
    published_at = serializers.DateTimeField()
    rest = serializers.CharField(help_text="Digest of what else the row says.")


class ProofOut(CheckpointOut):
    format = serializers.CharField()
    leaf = LeafOut()
    index = serializers.IntegerField()
    path = serializers.ListField(
        child=serializers.CharField(), help_text="Audit path (RFC 6962), in hex."
    )
    keys = KeyOut(many=True)


class GrowthOut(serializers.Serializer):
    """Consistency proofs (RFC 6962) of both public logs, in hex."""

    format = serializers.CharField()
    publications = serializers.ListField(child=serializers.CharField())
    changes = serializers.ListField(child=serializers.CharField())

    def get_fields(self) -> Any:
        number = serializers.IntegerField
        return {**super().get_fields(), "from": number(), "to": number()}


EXAMPLE = {
    "checkpoint": {
        "format": "corroborate-checkpoint-1",
        "id": "0199a1e0-1f0a-7cc1-a2b4-5d0a3c1f9e22",
        "number": 41,
        "epoch": 1,
        "origin": "https://checks.example.org",
        "at": "2026-03-09T10:20:31.004512+00:00",
        "previous": "6f0c1de0b1…",
        "publications": {"size": 23, "root": "b5bb9d8014…"},
        "changes": {"size": 61, "root": "9a271f2a91…"},
        "events": "19581e27de…",
        "key": "3f1c0a9d5be27710",
    },
    "digest": "c0535e4be2…",
    "signature": "o2Zx…A==",
}


class CheckpointList(PublicView):
    """Signed checkpoints, latest first. Keep some: with them nobody rewrites us."""

    @extend_schema(
        operation_id="checkpoints_list",
        tags=["proof"],
        auth=[],
        parameters=PAGE_PARAMETERS,
        responses=CheckpointPage,
        examples=[
            OpenApiExample(
                "One page",
                value={"results": [EXAMPLE], "cursor": None},
                response_only=True,
            )
        ],
    )
    def get(self, request: Request) -> HttpResponse:
        read_query(request, serializers.Serializer, *PAGING)
        rows = Checkpoint.objects.all()
        page = page_for(request, rows, name="checkpoints", by="at")
        return page_response(request, page, [as_published(row) for row in page.rows])


class CheckpointView(PublicView):
    """One signed checkpoint, by its number; it never changes."""

    @extend_schema(
        operation_id="checkpoints_get",
        tags=["proof"],
        auth=[],
        responses=CheckpointOut,
        examples=[OpenApiExample("A checkpoint", value=EXAMPLE, response_only=True)],
    )
    def get(self, request: Request, number: int) -> HttpResponse:
        read_query(request, serializers.Serializer)
        row = find(number)
        return answer(request, orjson.dumps(as_published(row)), row.digest, row.at)


class SinceFilter(serializers.Serializer):
    since = serializers.IntegerField(
        required=False, min_value=1, max_value=GREATEST, help_text="An older number."
    )


class CheckpointGrowth(PublicView):
    """What proves that the logs only grew since an older checkpoint."""

    @extend_schema(
        operation_id="checkpoints_consistency",
        tags=["proof"],
        auth=[],
        parameters=[
            OpenApiParameter(
                "since",
                {"type": "integer", "minimum": 1, "maximum": GREATEST},
                description="Number of the older one; the first unless given.",
            )
        ],
        responses=GrowthOut,
    )
    def get(self, request: Request, number: int) -> HttpResponse:
        since = read_query(request, SinceFilter).get("since", 1)
        new, old = find(number), find(since)
        if old.number > new.number:
            raise NotFound("That checkpoint is the newer one of the two.")
        body = orjson.dumps(grown(old, new))
        return answer(request, body, sha256(body), new.at)


class FactProof(PublicView):
    """What proves that a version was published: its leaf, path and checkpoint.

    With the record it is all that ``verify_finding.py`` needs, offline. The file at
    ``/findings/{slug}/v{version}.proof.json`` holds both.
    """

    @extend_schema(
        operation_id="facts_proof",
        tags=["facts", "proof"],
        auth=[],
        parameters=[VERSION],
        responses=ProofOut,
    )
    def get(self, request: Request, record: UUID) -> HttpResponse:
        version = read_query(request, VersionFilter).get("version")
        rows = Publication.objects.filter(record=record).order_by("-version")
        row = (rows.filter(version=version) if version else rows).first()
        if row is None:
            raise NotFound("There is no such finding, or not in that version.")
        body = orjson.dumps(proof_of(row))
        return answer(request, body, sha256(body), None)


def find(number: int) -> Checkpoint:
    row = Checkpoint.objects.filter(number=min(number, GREATEST)).first()
    if row is None:
        raise NotFound("There is no such checkpoint.")
    return row
