"""Questions: one slot, and the rival answers that stand together."""

from __future__ import annotations

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api import rows
from claims.api.base import DeskView, visible
from claims.api.shapes import QuestionDetail, QuestionOut, QuestionPage
from claims.models import Question
from sources.paging import PAGE_PARAMETERS, PAGING, page_for, page_response
from sources.query import read_query


class QuestionFilter(serializers.Serializer):
    story = serializers.UUIDField(required=False)


class QuestionList(DeskView):
    """Questions that rival answers raise, newest first."""

    @extend_schema(
        operation_id="questions_list",
        tags=["triage"],
        parameters=[QuestionFilter, *PAGE_PARAMETERS],
        responses=QuestionPage,
    )
    def get(self, request: Request) -> Response:
        wanted = read_query(request, QuestionFilter, *PAGING)
        found = rows.questions().visible_to(request.user).filter(**wanted)
        page = page_for(request, found, name="questions")
        return page_response(request, page, QuestionOut(page.rows, many=True).data)


class QuestionView(DeskView):
    """One question with every answer to it."""

    @extend_schema(
        operation_id="questions_get", tags=["triage"], responses=QuestionDetail
    )
    def get(self, request: Request, id: UUID) -> Response:
        question = visible(Question.objects.all(), request, id)
        return Response(QuestionDetail(rows.with_answers(question, request.user)).data)
