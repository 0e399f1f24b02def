"""Where everything published can be fetched whole, and one fact in others' formats."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import orjson
from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.fact_shape import FACT_EXAMPLE
from claims.api.facts import PublicView, absent, answer
from claims.publication.claimreview import Publisher, claim_review
from claims.publication.exports import EXPORTS
from claims.publication.exports.annotations import CONTEXT, quotations
from claims.publication.exports.base import Site
from claims.publication.facts import Fact, find_fact
from claims.publication.house import publisher
from sources.query import read_query

LINKED = "application/ld+json"
HOLDS = {
    "facts.ndjson": "Every version, whole, oldest first: one a line with its digest.",
    "facts.csv": "Every version as a table, for spreadsheets.",
    "claimreview.json": "The newest version of each fact: schema.org ClaimReviews.",
    "annotations.jsonld": "The quotations that facts rest on: W3C Web Annotations.",
}


class ExportOut(serializers.Serializer):
    """A file of everything published; it is written as it is fetched, gzip if asked."""

    name = serializers.CharField()
    media_type = serializers.CharField()
    holds = serializers.CharField()
    url = serializers.URLField()
    licence = serializers.CharField()


class ExportPage(serializers.Serializer):
    results = ExportOut(many=True)


def export_url(name: str) -> str:
    return f"{settings.PUBLIC_URL}{reverse('export_file', args=[name])}"


EXPORT_EXAMPLE = {
    "results": [
        {
            "name": "facts.ndjson",
            "media_type": "application/x-ndjson",
            "holds": HOLDS["facts.ndjson"],
            "url": "https://checks.example.org/exports/data/facts.ndjson",
            "licence": "© Example Checks. Reuse with attribution: CC BY 4.0.",
        }
    ]
}


class ExportList(PublicView):
    """Files of everything published. None is counted: each is as long as it gets."""

    @extend_schema(
        operation_id="exports_list",
        tags=["facts"],
        auth=[],
        responses=ExportPage,
        examples=[OpenApiExample("Files", value=EXPORT_EXAMPLE, response_only=True)],
    )
    def get(self, request: Request) -> Response:
        read_query(request, serializers.Serializer)
        results = [
            {
                "name": one.name,
                "media_type": one.media_type,
                "holds": HOLDS[one.name],
                "url": export_url(one.name),
                "licence": settings.LICENCE_LINE,
            }
            for one in EXPORTS
        ]
        response = Response({"results": results})
        response["Cache-Control"] = "public, max-age=300"
        return response


class ClaimReviewOut(serializers.Serializer):
    """schema.org ClaimReview as JSON-LD; its other properties are schema.org's."""

    url = serializers.URLField()
    claimReviewed = serializers.CharField()
    reviewRating = serializers.DictField()
    itemReviewed = serializers.DictField()


class AnnotationPageOut(serializers.Serializer):
    """A W3C AnnotationPage: an annotation for each quotation in the evidence."""

    id = serializers.CharField()
    type = serializers.CharField()
    items = serializers.ListField(child=serializers.DictField())


def example(name: str, value: dict[str, Any]) -> OpenApiExample:
    return OpenApiExample(name, value=value, response_only=True, media_type=LINKED)


REVIEW_EXAMPLE = claim_review(
    FACT_EXAMPLE, Publisher("Example Checks", "https://checks.example.org/")
)
ANNOTATION_EXAMPLE = {
    "@context": ["http://www.w3.org/ns/anno.jsonld"],
    "id": "https://checks.example.org/api/v1/facts/"
    "0199a1de-7f0a-7cc1-a2b4-5d0a3c1f9e11/annotations",
    "type": "AnnotationPage",
    "items": [
        {
            "id": "urn:uuid:0199a1de-8a00-7cc1-a2b4-5d0a3c1f9e11",
            "type": "Annotation",
            "motivation": "assessing",
            "target": [
                {
                    "source": "https://harbour.example/log",
                    "selector": [
                        {"type": "TextPositionSelector", "start": 10, "end": 30}
                    ],
                }
            ],
        }
    ],
}


class FactClaimReview(PublicView):
    """The newest version of a fact as schema.org ClaimReview (JSON-LD)."""

    @extend_schema(
        operation_id="facts_claimreview",
        tags=["facts"],
        auth=[],
        responses={(200, LINKED): ClaimReviewOut},
        examples=[example("A review", REVIEW_EXAMPLE)],
    )
    def get(self, request: Request, record: UUID) -> HttpResponse:
        fact = newest(request, record)
        node = claim_review(orjson.loads(fact.body), publisher())
        return answer_in(request, fact, node, "claimreview")


class FactAnnotations(PublicView):
    """What the newest version of a fact rests on, as W3C Web Annotations."""

    @extend_schema(
        operation_id="facts_annotations",
        tags=["facts"],
        auth=[],
        responses={(200, LINKED): AnnotationPageOut},
        examples=[example("One quotation", ANNOTATION_EXAMPLE)],
    )
    def get(self, request: Request, record: UUID) -> HttpResponse:
        fact = newest(request, record)
        here = f"{settings.PUBLIC_URL}{request.path}"
        house = publisher()
        site = Site(house.name, house.url, settings.LICENCE_LINE, here)
        node = {
            "@context": CONTEXT,
            "id": here,
            "type": "AnnotationPage",
            "items": list(quotations(orjson.loads(fact.body), site)),
        }
        return answer_in(request, fact, node, "annotations")


def newest(request: Request, record: UUID) -> Fact:
    read_query(request, serializers.Serializer)
    fact = find_fact(record)
    if fact is None:
        raise absent(record, "There is no such finding.")
    return fact


def answer_in(
    request: Request, fact: Fact, node: dict[str, Any], form: str
) -> HttpResponse:
    """Return JSON-LD; its tag is the record's, for it says the same in other words."""
    digest = f"{fact.digest}-{form}"
    response = answer(request, orjson.dumps(node), digest, fact.published_at)
    if response.status_code == 200:
        response["Content-Type"] = LINKED
    return response
