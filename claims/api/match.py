"""Text in, known facts out: has this been checked before?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import orjson
from django.conf import settings
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.base import Strict, body_of
from claims.api.fact_shape import FACT_EXAMPLE, FactClaim, FactEvidence, FactRating
from claims.api.facts import PublicView
from claims.choices import Level
from claims.evidence.checked import Known, findings_like
from claims.evidence.relate import METHOD, VERSION
from claims.publication.addresses import fact_url
from sources.query import read_query
from sources.text.base import ExtractedText
from sources.text.document import read_document

MAX_TEXT = 5_000
MAX_SENTENCES = 40
MAX_EACH = 10


class MatchIn(Strict):
    """One claim, or a passage of which each sentence is looked up."""

    text = serializers.CharField(max_length=MAX_TEXT, trim_whitespace=False)
    day = serializers.DateField(
        required=False, help_text="When it was said: nearer events count for more."
    )
    limit = serializers.IntegerField(
        default=3, min_value=1, max_value=MAX_EACH, help_text="Facts a sentence."
    )
    expand = serializers.ListField(
        child=serializers.ChoiceField(["evidence"]),
        default=list,
        max_length=1,
        help_text="`evidence` adds to each fact what it rests on.",
    )


class MatchedClaim(FactClaim):
    """The claim that was checked, without where it appeared."""

    appearances = None


class MatchedFact(serializers.Serializer):
    """What is established, in short; the whole record stands at ``href``."""

    id = serializers.UUIDField()
    version = serializers.IntegerField()
    url = serializers.URLField(help_text="The public page.")
    href = serializers.URLField(help_text="The record.")
    published_at = serializers.DateTimeField()
    language = serializers.CharField()
    level = serializers.ChoiceField(Level.choices)
    claim = MatchedClaim()
    rating = FactRating()
    finding = serializers.CharField()
    licence = serializers.CharField()
    evidence = FactEvidence(many=True, required=False)


class MatchOut(serializers.Serializer):
    """A sentence that may repeat a claim that was checked.

    ``score`` is how like they are, from 0 to 1: no rating, and no probability.
    ``label`` says how the sentence stands to the claim, empty where that could not be
    compared; a ``look_alike`` tells of something else, and ``reasons`` say of what.
    """

    start = serializers.IntegerField(help_text="Code points into the text you sent.")
    end = serializers.IntegerField()
    text = serializers.CharField()
    score = serializers.FloatField()
    label = serializers.ChoiceField(
        ["", "supports", "contradicts", "partially_contradicts", "look_alike"]
    )
    reasons = serializers.ListField(child=serializers.JSONField())
    fact = MatchedFact()


class MatchPage(serializers.Serializer):
    results = MatchOut(many=True)
    sentences = serializers.IntegerField(
        help_text=f"How many were looked up; at most {MAX_SENTENCES}."
    )
    method = serializers.CharField()
    licence = serializers.CharField()


SHORT = ("id", "version", "url", "published_at", "language", "level")
EXAMPLE_FACT = {
    **{name: FACT_EXAMPLE[name] for name in (*SHORT, "rating", "finding", "licence")},
    "href": f"https://checks.example.org/api/v1/facts/{FACT_EXAMPLE['id']}",
    "claim": {
        name: value
        for name, value in FACT_EXAMPLE["claim"].items()
        if name != "appearances"
    },
}
EXAMPLE = {
    "results": [
        {
            "start": 0,
            "end": 50,
            "text": "The North Quay bridge was shut on Saturday, we hear.",
            "score": 0.81,
            "label": "partially_contradicts",
            "reasons": ["other day: 28 February 2026, not 27 February 2026"],
            "fact": EXAMPLE_FACT,
        }
    ],
    "sentences": 1,
    "method": f"{METHOD} {VERSION}",
    "licence": FACT_EXAMPLE["licence"],
}


class MatchView(PublicView):
    """Look text up among what was checked; the best matches of each sentence.

    Nothing is kept of the text. What was retracted or superseded is never found.
    """

    @extend_schema(
        operation_id="match",
        tags=["facts"],
        auth=[],
        request=MatchIn,
        responses=MatchPage,
        examples=[
            OpenApiExample(
                "A sentence",
                value={"text": "The North Quay bridge was shut on Saturday, we hear."},
                request_only=True,
            ),
            OpenApiExample("A fact", value=EXAMPLE, response_only=True),
        ],
    )
    def post(self, request: Request) -> Response:
        read_query(request, serializers.Serializer)
        wanted = body_of(request, MatchIn)
        sentences = list(sentences_of(wanted["text"]))
        results = [
            matched(sentence, known, wanted)
            for sentence in sentences
            for known in findings_like(
                sentence.text, day=wanted.get("day"), limit=wanted["limit"]
            )
        ]
        return Response(
            {
                "results": sorted(results, key=lambda one: -one["score"]),
                "sentences": len(sentences),
                "method": f"{METHOD} {VERSION}",
                "licence": settings.LICENCE_LINE,
            },
            headers={"Cache-Control": "no-store"},
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """A sentence as it is read, and where it stands in what was sent."""

    text: str
    start: int
    end: int


def sentences_of(text: str) -> Iterator[Asked]:
    """Yield the sentences to look up, the first of them if there are many."""
    document = read_document("text", ExtractedText(text=text))
    for one in document.sentences[:MAX_SENTENCES]:
        segments = document.reading.to_segments(one.start, one.end)
        if segments:
            words = document.reading.text[one.start : one.end]
            yield Asked(words, segments[0][0], segments[-1][1])


def matched(sentence: Asked, known: Known, wanted: dict[str, Any]) -> dict[str, Any]:
    assert known.publication is not None  # findings_like finds nothing else
    return {
        "start": sentence.start,
        "end": sentence.end,
        "text": sentence.text,
        "score": known.likeness,
        "label": known.label,
        "reasons": known.reasons,
        "fact": in_short(orjson.loads(known.publication.body), wanted["expand"]),
    }


def in_short(record: dict[str, Any], expand: list[str]) -> dict[str, Any]:
    """Return what is shown of a record, from the frozen record alone."""
    claim = {**record["claim"]}
    del claim["appearances"]
    return {
        **{name: record[name] for name in (*SHORT, "rating", "finding", "licence")},
        "href": fact_url(record["id"]),
        "claim": claim,
        **{name: record[name] for name in expand},
    }
