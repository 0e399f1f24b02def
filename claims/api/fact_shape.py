"""The published record as the description of the API tells it (schemas 1 and 2).

What schema 2 added is optional: older versions stay as they were published.
"""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from claims.choices import (
    Confidence,
    Correction,
    Disclosure,
    Interest,
    Level,
    Stance,
)


class FactSource(serializers.Serializer):
    title = serializers.CharField(allow_blank=True)
    publisher = serializers.CharField(allow_blank=True)
    url = serializers.CharField(allow_blank=True)
    published = serializers.CharField(allow_blank=True)
    published_how = serializers.CharField(allow_blank=True)
    sha256 = serializers.CharField(allow_blank=True)
    archived = serializers.CharField(
        required=False, allow_blank=True, help_text="Address of a kept copy, or empty."
    )


class FactAppearance(serializers.Serializer):
    """Where the claim was made: words in a document, or heard somewhere."""

    quote = serializers.CharField(required=False)
    selector = serializers.ListField(
        child=serializers.DictField(),
        required=False,
        help_text="W3C Web Annotation selectors; offsets count code points.",
    )
    source = FactSource(required=False)
    chain = serializers.ListField(child=serializers.JSONField(), required=False)
    heard_where = serializers.CharField(required=False)
    heard_on = serializers.CharField(required=False, allow_blank=True)


class FactClaim(serializers.Serializer):
    text = serializers.CharField()
    normalized_text = serializers.CharField()
    claimant = serializers.CharField()
    claimant_kind = serializers.CharField(
        required=False, allow_blank=True, help_text="Such as `person` or `body`."
    )
    made_on = serializers.CharField(allow_blank=True)
    made_where = serializers.CharField(allow_blank=True)
    event_start = serializers.DateTimeField(allow_null=True)
    event_end = serializers.DateTimeField(allow_null=True)
    tags = serializers.ListField(child=serializers.CharField())
    appearances = FactAppearance(many=True)


class FactRating(serializers.Serializer):
    """``value`` is null outside the true–false line; nearer ``best`` is truer."""

    slug = serializers.CharField()
    label = serializers.CharField()
    meaning = serializers.CharField(allow_blank=True)
    value = serializers.IntegerField(allow_null=True)
    best = serializers.IntegerField(allow_null=True)
    worst = serializers.IntegerField(allow_null=True)
    scale = serializers.CharField()


class FactHeld(serializers.Serializer):
    """A version of what happened, and who holds it."""

    held_by = serializers.CharField()
    words = serializers.CharField(allow_blank=True)
    stance = serializers.CharField()


class FactEvidence(serializers.Serializer):
    """What is described only has ``note``; what is withheld is counted, not listed."""

    id = serializers.UUIDField()
    kind = serializers.CharField()
    stance = serializers.ChoiceField(Stance.choices)
    note = serializers.CharField(allow_blank=True)
    disclosure = serializers.ChoiceField(Disclosure.choices)
    origin = serializers.CharField(allow_null=True)
    speaker = serializers.CharField(required=False, allow_blank=True)
    chain = serializers.ListField(child=serializers.JSONField(), required=False)
    reasons = serializers.ListField(child=serializers.JSONField(), required=False)
    quote = serializers.CharField(required=False)
    selector = serializers.ListField(child=serializers.DictField(), required=False)
    source = FactSource(required=False)
    details = serializers.DictField(required=False)


class FactSearch(serializers.Serializer):
    where = serializers.CharField()
    terms = serializers.CharField()
    when = serializers.CharField()
    directions = serializers.ListField(child=serializers.CharField())
    note = serializers.CharField(allow_blank=True)


class FactOrigin(serializers.Serializer):
    """What evidence goes back to; ``why`` says why it counts or does not."""

    name = serializers.CharField()
    interest = serializers.ChoiceField(Interest.choices)
    independent = serializers.BooleanField()
    why = serializers.CharField()


class FactOrigins(serializers.Serializer):
    supports = serializers.ListField(child=serializers.CharField())
    contradicts = serializers.ListField(child=serializers.CharField())
    independent = serializers.IntegerField()
    listed = FactOrigin(many=True, required=False)


class FactMoment(serializers.Serializer):
    """When it happened, by whose words."""

    at = serializers.CharField(
        help_text="An ISO date, an instant with its offset, or a range `a/b`."
    )
    precision = serializers.CharField(help_text="`instant`, `hour`, `day`, `month`, …")
    words = serializers.CharField()
    who = serializers.CharField(allow_blank=True)


class FactReply(serializers.Serializer):
    """Who was asked to answer before this went out, and what they said."""

    asked = serializers.CharField()
    asked_on = serializers.DateField()
    answered = serializers.DateField(allow_null=True)
    words = serializers.CharField(allow_blank=True)


class FactAbout(serializers.Serializer):
    method_url = serializers.URLField()
    corrections_url = serializers.URLField()
    report_url = serializers.URLField(help_text="Where readers report an error.")


class FactCorrection(serializers.Serializer):
    version = serializers.IntegerField()
    kind = serializers.ChoiceField(Correction.choices)
    note = serializers.CharField()
    at = serializers.DateTimeField()


class FactOut(serializers.Serializer):
    """A finding about a claim; ``rating`` says whether the claim holds."""

    schema = serializers.IntegerField()
    id = serializers.UUIDField(help_text="The record, through all its versions.")
    version = serializers.IntegerField()
    slug = serializers.CharField()
    url = serializers.URLField(help_text="The public page.")
    published_at = serializers.DateTimeField()
    first_published_at = serializers.DateTimeField()
    language = serializers.CharField()
    level = serializers.ChoiceField(Level.choices)
    claim = FactClaim()
    rating = FactRating()
    finding = serializers.CharField()
    rationale = serializers.CharField()
    confidence = serializers.ChoiceField(Confidence.choices)
    question = serializers.CharField(allow_null=True)
    versions = FactHeld(many=True)
    evidence = FactEvidence(many=True)
    withheld = serializers.IntegerField()
    searches = FactSearch(many=True)
    origins = FactOrigins()
    checked_by = serializers.IntegerField()
    exception = serializers.CharField(allow_blank=True)
    corrections = FactCorrection(many=True)
    retracted = serializers.BooleanField()
    licence = serializers.CharField()
    review_by = serializers.DateField(
        required=False,
        allow_null=True,
        help_text="When we promised, at publishing, to look at it again.",
    )
    right_of_reply = FactReply(required=False, allow_null=True)
    timeline = FactMoment(many=True, required=False)
    checked_by_names = serializers.ListField(
        child=serializers.CharField(), required=False
    )
    about = FactAbout(required=False)


class FactPage(serializers.Serializer):
    results = FactOut(many=True)
    cursor = serializers.CharField(allow_null=True)


class FactVersionOut(serializers.Serializer):
    version = serializers.IntegerField()
    url = serializers.URLField()
    digest = serializers.CharField()
    published_at = serializers.DateTimeField()
    correction = serializers.ChoiceField(Correction.choices, allow_blank=True)
    note = serializers.CharField(allow_blank=True)
    retracted = serializers.BooleanField()
    schema = serializers.IntegerField()


class FactVersionPage(serializers.Serializer):
    """``review_by`` is the day that holds now; the one in a body was promised then."""

    results = FactVersionOut(many=True)
    review_by = serializers.DateField(
        allow_null=True,
        help_text="When it is to be looked at again; moved without a new version.",
    )
    stale = serializers.BooleanField(
        help_text="That day has gone by and nobody has looked at it since."
    )


FACT_EXAMPLE: dict[str, Any] = {
    "schema": 2,
    "id": "0199a1de-7f0a-7cc1-a2b4-5d0a3c1f9e11",
    "version": 1,
    "slug": "14-the-north-quay-bridge-was-closed-on-friday",
    "url": "https://checks.example.org/findings/14-the-north-quay-bridge-was-closed/",
    "published_at": "2026-03-04T09:00:00Z",
    "first_published_at": "2026-03-04T09:00:00Z",
    "language": "en",
    "level": "so",
    "claim": {
        "text": "The bridge was closed on Friday.",
        "normalized_text": "The North Quay bridge was closed on 27 February 2026.",
        "claimant": "Port authority",
        "made_on": "2026-03-01",
        "made_where": "",
        "event_start": None,
        "event_end": None,
        "tags": ["transport"],
        "appearances": [{"heard_where": "Briefing", "heard_on": "2026-03-01"}],
    },
    "rating": {
        "slug": "false",
        "label": "False",
        "meaning": "Refuted by evidence.",
        "value": 1,
        "best": 5,
        "worst": 1,
        "scale": "Is it so?",
    },
    "finding": "The bridge stayed open until the Sunday.",
    "rationale": "The harbour's own log shows traffic until Sunday noon.",
    "confidence": "high",
    "question": "When was the bridge closed?",
    "versions": [
        {
            "held_by": "Port authority",
            "words": "The North Quay bridge was closed on 27 February 2026.",
            "stance": "claim",
        }
    ],
    "evidence": [],
    "withheld": 0,
    "searches": [
        {
            "where": "Archive of the harbour office",
            "terms": "North Quay closure",
            "when": "2026-03-02",
            "directions": ["supports"],
            "note": "",
        }
    ],
    "origins": {
        "supports": [],
        "contradicts": ["Harbour log"],
        "independent": 1,
        "listed": [
            {
                "name": "Harbour log",
                "interest": "observer",
                "independent": True,
                "why": "It is not on the claimant’s side, and goes back to no other "
                "origin here.",
            }
        ],
    },
    "checked_by": 2,
    "exception": "",
    "corrections": [],
    "retracted": False,
    "licence": "© Example Checks. Reuse with attribution: CC BY 4.0.",
    "review_by": "2026-09-01",
    "right_of_reply": {
        "asked": "Port authority",
        "asked_on": "2026-03-03",
        "answered": None,
        "words": "",
    },
    "timeline": [
        {
            "at": "2026-02-27",
            "precision": "day",
            "words": "The North Quay bridge was closed on 27 February 2026.",
            "who": "Port authority",
        }
    ],
    "checked_by_names": [],
    "about": {
        "method_url": "https://checks.example.org/method/",
        "corrections_url": "https://checks.example.org/corrections-policy/",
        "report_url": "https://checks.example.org/findings/"
        "14-the-north-quay-bridge-was-closed/report/",
    },
}
