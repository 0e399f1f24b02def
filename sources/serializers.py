"""Shapes of the intake API; rules are in the services."""

from __future__ import annotations

from typing import Any

from django.core.validators import ProhibitNullCharactersValidator
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.validators import ProhibitSurrogateCharactersValidator

from sources.choices import HowKnown, JobState, Purpose, Via
from sources.jobs import HANDLERS
from sources.models import Document, Job, Story
from sources.paging import CountOut
from sources.strict import Strict

WAYS_IN = ("url", "text", "file")
LEFT_TO_SERVICE = (
    ProhibitNullCharactersValidator,
    ProhibitSurrogateCharactersValidator,
)


class RawText(serializers.CharField):
    """Text exactly as sent; the service refuses NUL and half characters by code."""

    def __init__(self, **options: Any) -> None:
        super().__init__(trim_whitespace=False, allow_blank=True, **options)
        self.validators = [
            one for one in self.validators if not isinstance(one, LEFT_TO_SERVICE)
        ]


class DocumentJsonIn(Strict):
    """One of ``url`` and ``text``."""

    story = serializers.UUIDField()
    url = RawText(required=False, max_length=2000)
    text = RawText(required=False)
    title = serializers.CharField(required=False, allow_blank=True, max_length=500)
    purpose = serializers.ChoiceField(Purpose.choices, default=Purpose.CHECK)

    def validate(self, fields: dict[str, Any]) -> dict[str, Any]:
        if sum(way in fields for way in WAYS_IN) != 1:
            raise serializers.ValidationError(
                "Give one of url, text and file.", code="one_way_in"
            )
        return fields


@extend_schema_field({"type": "string", "format": "binary"})
class File(serializers.FileField):
    """Bytes of any kind that we read."""


class DocumentIn(DocumentJsonIn):
    """One of ``url``, ``text`` and ``file``; a file in a multipart form alone."""

    file = File(required=False, allow_empty_file=True, max_length=255)


class DocumentQuery(serializers.Serializer):
    story = serializers.UUIDField(required=False, help_text="Of this story alone.")


class JobQuery(serializers.Serializer):
    state = serializers.ChoiceField(JobState.choices, required=False)
    kind = serializers.ChoiceField(sorted(HANDLERS), required=False)
    subject = serializers.UUIDField(required=False, help_text="On this row alone.")


class NoQuery(serializers.Serializer):
    """A list that cannot be narrowed."""


class KnownDateOut(serializers.Serializer):
    """An ISO date or instant and how it is known; empty with a reason if it is not."""

    value = serializers.CharField(allow_blank=True)
    how = serializers.ChoiceField(HowKnown.choices, allow_blank=True)
    reason = serializers.CharField(allow_blank=True)


class JobOut(serializers.ModelSerializer):
    """One unit of work. ``subject`` is the document, capture or text worked on."""

    state = serializers.ChoiceField(JobState.choices)

    class Meta:
        model = Job
        fields = (
            "id",
            "kind",
            "state",
            "label",
            "subject",
            "parent",
            "attempts",
            "progress_done",
            "progress_total",
            "progress_unit",
            "error_code",
            "error",
            "created_at",
            "started_at",
            "finished_at",
            "next_attempt_at",
        )
        read_only_fields = fields


class DocumentOut(serializers.ModelSerializer):
    purpose = serializers.ChoiceField(Purpose.choices)
    via = serializers.ChoiceField(Via.choices)
    source = serializers.CharField(source="source.name", default=None, allow_null=True)
    published = serializers.SerializerMethodField()
    updated = serializers.SerializerMethodField()
    embargoed = serializers.SerializerMethodField()

    class Meta:
        model = Document
        fields = (
            "id",
            "story",
            "title",
            "byline",
            "outlet",
            "source",
            "language",
            "purpose",
            "via",
            "url",
            "canonical_url",
            "filename",
            "published",
            "updated",
            "dateline_place",
            "zone",
            "credits",
            "embargoed",
            "current_revision",
            "created_at",
        )
        read_only_fields = fields

    def get_published(self, row: Document) -> KnownDateOut:
        return {
            "value": row.published,
            "how": row.published_how,
            "reason": row.published_reason,
        }

    def get_updated(self, row: Document) -> KnownDateOut:
        return {
            "value": row.updated,
            "how": row.updated_how,
            "reason": row.updated_reason,
        }

    def get_embargoed(self, row: Document) -> bool:
        return row.scope_id is not None


class DocumentDetail(DocumentOut):
    """A document with all work on it, in the order it was begun."""

    jobs = JobOut(many=True)

    class Meta(DocumentOut.Meta):
        fields = (*DocumentOut.Meta.fields, "jobs")
        read_only_fields = fields


class Accepted(serializers.Serializer):
    document = DocumentOut()
    job = JobOut()


class StoryIn(Strict):
    title = serializers.CharField(max_length=300)
    team = serializers.SlugField(max_length=120)
    embargo = serializers.BooleanField(default=False)
    deadline = serializers.DateTimeField(required=False, allow_null=True)


class StoryOut(serializers.ModelSerializer):
    team = serializers.SlugRelatedField("slug", read_only=True)
    embargoed = serializers.BooleanField()

    class Meta:
        model = Story
        fields = (
            "id",
            "title",
            "team",
            "embargoed",
            "deadline",
            "closed_at",
            "created_at",
        )
        read_only_fields = fields


class DocumentPage(serializers.Serializer):
    results = DocumentOut(many=True)
    cursor = serializers.CharField(allow_null=True)
    count = CountOut(required=False)


class JobPage(serializers.Serializer):
    results = JobOut(many=True)
    cursor = serializers.CharField(allow_null=True)
    count = CountOut(required=False)


class StoryPage(serializers.Serializer):
    results = StoryOut(many=True)
    cursor = serializers.CharField(allow_null=True)
    count = CountOut(required=False)
