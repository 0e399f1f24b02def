"""What the machine found: ranked, with its words; nothing here is a claim yet."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api import rows
from claims.api.base import DeskView
from claims.api.shapes import CandidateOut, CandidatePage
from sources.paging import PAGE_PARAMETERS, PAGING, page_for, page_response
from sources.query import read_query


class CandidateFilter(serializers.Serializer):
    story = serializers.UUIDField(required=False)
    document = serializers.UUIDField(required=False)
    group = serializers.UUIDField(required=False)
    min_score = serializers.FloatField(required=False, min_value=0, max_value=1)


class CandidateList(DeskView):
    """Candidates of the current readings, most check-worthy first."""

    @extend_schema(
        operation_id="candidates_list",
        tags=["triage"],
        parameters=[CandidateFilter, *PAGE_PARAMETERS],
        responses=CandidatePage,
    )
    def get(self, request: Request) -> Response:
        wanted: dict[str, Any] = read_query(request, CandidateFilter, *PAGING)
        if "min_score" in wanted:
            wanted["score__gte"] = wanted.pop("min_score")
        found = rows.candidates().visible_to(request.user).filter(**wanted)
        page = page_for(request, found, name="candidates", by="score")
        return page_response(request, page, CandidateOut(page.rows, many=True).data)
