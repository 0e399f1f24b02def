"""The changes feed: who reads only this can mirror us and misses nothing."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.facts import MAX_FACTS, PublicView, fact_url
from claims.choices import ChangeKind
from claims.publication.changes import changes_after
from sources.paging import limit_of, sign, unsign
from sources.query import read_query

START = (0, 0, 0)


class ChangeOut(serializers.Serializer):
    """``digest`` is the SHA-256 of the version's canonical JSON."""

    kind = serializers.ChoiceField(ChangeKind.choices)
    record = serializers.UUIDField()
    version = serializers.IntegerField()
    digest = serializers.CharField(allow_blank=True)
    at = serializers.DateTimeField()
    url = serializers.URLField()
    superseded_by = serializers.UUIDField(allow_null=True)
    epoch = serializers.IntegerField(
        help_text="Grows when the database was restored: compare with your copy."
    )


class ChangePage(serializers.Serializer):
    results = ChangeOut(many=True)
    next = serializers.CharField(help_text="Send it as `after`; always given.")


EXAMPLE = {
    "results": [
        {
            "kind": "correction",
            "record": "0199a1de-7f0a-7cc1-a2b4-5d0a3c1f9e11",
            "version": 2,
            "digest": "b5bb9d8014a0f9b1d61e21e796d78dcc…",
            "at": "2026-03-09T10:20:30Z",
            "url": "https://checks.example.org/api/v1/facts/"
            "0199a1de-7f0a-7cc1-a2b4-5d0a3c1f9e11?version=2",
            "superseded_by": None,
            "epoch": 1,
        }
    ],
    "next": "WzEsNzQyLDE4XQ:3k1…",
}


class ChangeList(PublicView):
    """What was published, corrected, retracted, merged or erased, in one order.

    Read from the start without ``after``, then go on with ``next`` for ever; an empty
    page means that nothing happened since. An entry appears once no running write could
    still come before it.
    """

    @extend_schema(
        operation_id="changes_list",
        tags=["facts"],
        auth=[],
        parameters=[
            OpenApiParameter("after", str, description="The `next` you got last."),
            OpenApiParameter(
                "limit",
                {"type": "integer", "minimum": 1, "maximum": MAX_FACTS, "default": 50},
            ),
        ],
        responses=ChangePage,
        examples=[OpenApiExample("A correction", value=EXAMPLE, response_only=True)],
    )
    def get(self, request: Request) -> Response:
        read_query(request, serializers.Serializer, "after", "limit")
        limit = limit_of(request, most=MAX_FACTS)
        place = read_place(request.GET.get("after", ""))
        rows = changes_after(*place, limit=limit)
        if rows:
            place = tuple(rows[-1][name] for name in ("number", "xid", "id"))
        response = Response(
            {
                "results": [entry(row) for row in rows],
                "next": sign(list(place), "changes"),
            }
        )
        response["Cache-Control"] = "no-cache"
        response["Access-Control-Allow-Origin"] = "*"
        return response


def read_place(after: str) -> tuple[int, ...]:
    return tuple(unsign(after, "changes", length=3)) if after else START


def entry(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "kind": row["kind"],
        "record": row["record"],
        "version": row["version"],
        "digest": row["digest"],
        "at": row["at"],
        "url": fact_url(row["record"], row["version"]),
        "superseded_by": row["superseded_by"],
        "epoch": row["number"],
    }
