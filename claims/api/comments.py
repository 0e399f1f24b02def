"""What colleagues say about a claim, a question, a story or a document."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.base import (
    IDEMPOTENCY_KEY,
    ONE_TAG,
    DeskView,
    PreconditionRequired,
    Strict,
    body_of,
    visible,
)
from claims.api.quoting import QuoteIn, selector_from
from claims.api.shapes import CommentOut, CommentPage
from claims.errors import NotFound, StaleComment
from claims.models import Claim, Comment, Question
from claims.review import comments as service
from claims.review.blind import hides, without_talk
from sources.models import Document, Story
from sources.paging import PAGE_PARAMETERS, PAGING, page_for, page_response
from sources.query import BadParameters, read_query
from workbench.accounts.idempotency import idempotent

SUBJECTS = {"claim": Claim, "question": Question, "story": Story, "document": Document}
ONE_SUBJECT = ErrorDetail(f"Give one of {', '.join(SUBJECTS)}.", code="one_subject")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
IF_MATCH = OpenApiParameter(
    "If-Match",
    {"type": "string", "pattern": '^"[0-9]{1,17}"$', "example": '"1772442000000000"'},
    OpenApiParameter.HEADER,
    required=True,
    description='The comment\'s ETag as you read it, such as `"1772442000000000"`.',
)
ETAG = OpenApiParameter(
    "ETag",
    str,
    OpenApiParameter.HEADER,
    response=[200, 201],
    description="The comment's version; send it as If-Match.",
)


class CommentFilter(serializers.Serializer):
    """Exactly one of them."""

    claim = serializers.UUIDField(required=False)
    question = serializers.UUIDField(required=False)
    story = serializers.UUIDField(required=False)
    document = serializers.UUIDField(required=False)


class CommentIn(Strict):
    """About exactly one of claim, question, story and document.

    “@Name” in the text tells that person, if they may see the thing. A comment on a
    document may be about words of it (``quote``).
    """

    text = serializers.CharField(max_length=service.MAX_LENGTH)
    claim = serializers.UUIDField(required=False)
    question = serializers.UUIDField(required=False)
    story = serializers.UUIDField(required=False)
    document = serializers.UUIDField(required=False)
    quote = QuoteIn(required=False)

    def validate(self, fields: dict[str, Any]) -> dict[str, Any]:
        if sum(name in fields for name in SUBJECTS) != 1:
            raise serializers.ValidationError(
                f"Give one of {', '.join(SUBJECTS)}.", code="one_subject"
            )
        if "quote" in fields and "document" not in fields:
            raise serializers.ValidationError(
                {"quote": ["Words are quoted from a document."]}, code="misplaced"
            )
        return fields


class CommentEdit(Strict):
    text = serializers.CharField(max_length=service.MAX_LENGTH)


class CommentList(DeskView):
    """What was said about one thing, latest first; what was deleted stays as a line."""

    @extend_schema(
        operation_id="comments_list",
        tags=["work"],
        parameters=[CommentFilter, *PAGE_PARAMETERS],
        responses=CommentPage,
    )
    def get(self, request: Request) -> Response:
        wanted = read_query(request, CommentFilter, *PAGING)
        if len(wanted) != 1:
            raise BadParameters({"claim": [ONE_SUBJECT]})
        subject = subject_of(request, wanted)
        found = heard(service.comments_on(subject), subject, request.user)
        page = page_for(request, found, name=f"comments:{subject.pk}")
        return page_response(request, page, CommentOut(page.rows, many=True).data)

    @extend_schema(
        operation_id="comments_add",
        tags=["work"],
        parameters=[IDEMPOTENCY_KEY, ETAG],
        request=CommentIn,
        responses={201: CommentOut},
        examples=[
            OpenApiExample(
                "To a colleague",
                value={
                    "claim": "0199a1de-7f0a-7cc1-a2b4-5d0a3c1f9e11",
                    "text": "@Rea Porter, which Friday was it?",
                },
                request_only=True,
            )
        ],
    )
    @idempotent
    def post(self, request: Request) -> Response:
        fields = body_of(request, CommentIn)
        subject = subject_of(request, fields)
        words: dict[str, Any] = {}
        if "quote" in fields:
            words["revision"], words["selector"] = selector_from(
                fields["quote"], request
            )
        row = service.comment(subject, fields["text"], by=request.user, **words)
        response = shown(row, status=201)
        response["Location"] = request.build_absolute_uri(f"{request.path}/{row.pk}")
        return response


class CommentView(DeskView):
    """One comment; its author changes it or takes it back."""

    @extend_schema(
        operation_id="comments_get",
        tags=["work"],
        parameters=[ETAG],
        responses=CommentOut,
    )
    def get(self, request: Request, id: UUID) -> Response:
        return shown(find(request, id))

    @extend_schema(
        operation_id="comments_edit",
        tags=["work"],
        parameters=[IF_MATCH, ETAG],
        request=CommentEdit,
        responses=CommentOut,
        examples=[
            OpenApiExample(
                "Another word",
                value={"text": "Which Friday was it: the 27th?"},
                request_only=True,
            )
        ],
    )
    def patch(self, request: Request, id: UUID) -> Response:
        row = find(request, id)
        seen_at = seen(request)
        text = body_of(request, CommentEdit)["text"]
        return shown(service.edit_comment(row, text, by=request.user, seen_at=seen_at))

    @extend_schema(
        operation_id="comments_delete",
        tags=["work"],
        parameters=[IF_MATCH],
        request=None,
        responses={200: CommentOut},
    )
    def delete(self, request: Request, id: UUID) -> Response:
        row = find(request, id)
        return shown(
            service.delete_comment(row, by=request.user, seen_at=seen(request))
        )


def subject_of(request: Request, fields: dict[str, Any]) -> Any:
    """Return the one thing that the fields name.

    Raises:
        NotFound: there is none, or it is not for this caller.
    """
    name = next(name for name in SUBJECTS if name in fields)
    return visible(SUBJECTS[name].objects.all(), request, fields[name])


def heard(rows: QuerySet[Comment], subject: Any, user: Any) -> QuerySet[Comment]:
    """Leave out what a blind second reader is not to hear yet."""
    if isinstance(subject, Claim) and hides(subject, user):
        return without_talk(rows, subject, user)
    return rows


def find(request: Request, key: UUID) -> Comment:
    """Return a comment that the caller may hear.

    Raises:
        NotFound: there is none, or it is not for this caller.
    """
    row = visible(Comment.objects.select_related("claim__story", "by"), request, key)
    subject = service.subject_of(row)
    rows = Comment.objects.filter(pk=row.pk)
    if not heard(rows, subject, request.user).exists():
        raise NotFound("There is no such comment.")
    return row


def seen(request: Request) -> datetime:
    """Return when the version that If-Match names was written.

    Raises:
        PreconditionRequired: there is no If-Match, or only ``*``.
        StaleComment: it names no version of a comment.
    """
    header = request.headers.get("If-Match", "").strip()
    if header in {"", "*"}:
        raise PreconditionRequired("Send the comment's ETag as If-Match.")
    found = ONE_TAG.match(header)
    if found is None:
        raise StaleComment("If-Match is not the ETag of a version of this comment.")
    return EPOCH + timedelta(microseconds=int(found[1]))


def shown(row: Comment, status: int = 200) -> Response:
    response = Response(CommentOut(row).data, status=status)
    microseconds = (service.changed_at(row) - EPOCH) // timedelta(microseconds=1)
    response["ETag"] = f'"{microseconds}"'
    response["Cache-Control"] = "private, no-cache"
    return response
