"""The changes feed: who reads only this can mirror us and misses nothing."""

from __future__ import annotations

import threading
import time
from typing import Any

import orjson
from django.conf import settings
from django.http import HttpResponse
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from claims.api.facts import MAX_FACTS, PublicView
from claims.choices import ChangeKind
from claims.publication.addresses import entry_url
from claims.publication.changes import Entry, Place, changes_after
from claims.publication.landmark import look_now_and_then
from sources.paging import bad_cursor, limit_of, sign, unsign
from sources.query import read_query

LONGEST_WAIT_S = 30
# Asking again costs less than a connection kept listening, and a commit alone does not
# say that its entry may be shown: an older transaction may run on.
LOOK_EVERY_S = 0.25
# Who finds no room to wait is answered at once, and told when to come back.
COME_BACK_S = 5
# Whoever waits holds a thread of the web server: some are always left for others.
WAITERS = threading.BoundedSemaphore(settings.FEED_WAITERS)


class ChangeOut(serializers.Serializer):
    """``digest`` is the SHA-256 of the version's canonical JSON."""

    kind = serializers.ChoiceField(ChangeKind.choices)
    record = serializers.UUIDField()
    version = serializers.IntegerField()
    digest = serializers.CharField(
        allow_blank=True, help_text="Empty for a tombstone: there is nothing to read."
    )
    at = serializers.DateTimeField()
    url = serializers.URLField()
    superseded_by = serializers.UUIDField(
        allow_null=True, help_text="Of a merge: the record that goes on."
    )
    note = serializers.CharField(
        allow_blank=True, help_text="Of a merge or a tombstone: why."
    )
    epoch = serializers.IntegerField(
        help_text="Grows when the database was restored from a copy."
    )


class ChangePage(serializers.Serializer):
    results = ChangeOut(many=True)
    next = serializers.CharField(help_text="Send it as `after`; always given.")


class ChangeQuery(serializers.Serializer):
    wait = serializers.IntegerField(
        required=False, min_value=0, max_value=LONGEST_WAIT_S
    )


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
            "note": "",
            "epoch": 1,
        }
    ],
    "next": "WzEsNzQyLDE4XQ:3k1…",
}


class ChangeList(PublicView):
    """What was published, corrected, retracted, merged or erased, in one order.

    Read from the start without ``after``, then go on with ``next`` for ever; an empty
    page means that nothing happened since. An entry appears once no running write could
    still come before it. Ignore kinds that you do not know.

    With ``wait`` the answer comes as soon as there is an entry, or empty when the time
    is up. When too many wait already it comes at once, with ``Retry-After``.

    After the database was restored from a copy, older cursors are answered by 410
    ``cursor_from_lost_history``: read from the start again, keep what has the digest
    that you have, and drop at the end what the feed did not name.
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
            OpenApiParameter(
                "wait",
                {"type": "integer", "minimum": 0, "maximum": LONGEST_WAIT_S},
                description="Seconds to wait for an entry when there is none yet.",
            ),
        ],
        responses=ChangePage,
        examples=[OpenApiExample("A correction", value=EXAMPLE, response_only=True)],
    )
    def get(self, request: Request) -> HttpResponse:
        wait_s = read_query(request, ChangeQuery, "after", "limit").get("wait", 0)
        limit = limit_of(request, most=MAX_FACTS)
        place = read_place(request.GET.get("after", ""))
        look_now_and_then()
        entries, following = changes_after(place, limit=limit)
        full = False
        if wait_s and not entries:
            full = not WAITERS.acquire(blocking=False)
            if not full:
                try:
                    entries, following = wait_for(following, limit, wait_s)
                finally:
                    WAITERS.release()
        body = {
            "results": [shape(entry) for entry in entries],
            "next": sign(list(following), "changes"),
        }
        response = HttpResponse(
            orjson.dumps(body, option=orjson.OPT_UTC_Z), content_type="application/json"
        )
        response["Cache-Control"] = "no-cache"
        if full:
            response["Retry-After"] = str(COME_BACK_S)
        return response


def wait_for(place: Place, limit: int, wait_s: int) -> tuple[list[Entry], Place]:
    """Look again until there is an entry or the time is up; between looks no
    transaction is open."""
    end = time.monotonic() + wait_s
    entries: list[Entry] = []
    while not entries and time.monotonic() < end:
        time.sleep(LOOK_EVERY_S)
        entries, place = changes_after(place, limit=limit)
    return entries, place


def read_place(after: str) -> Place:
    """Return where the reader is.

    Raises:
        SourcesError: ``bad_cursor``; also for cursors of before the first release.
    """
    if not after:
        return Place()
    place = Place(*unsign(after, "changes", length=5))
    if not all(isinstance(part, str) for part in (place.life, place.sign)):
        raise bad_cursor()
    return place


def shape(entry: Entry) -> dict[str, Any]:
    return {
        "kind": entry.kind,
        "record": entry.record,
        "version": entry.version,
        "digest": entry.digest,
        "at": entry.at,
        "url": entry_url(entry),
        "superseded_by": entry.superseded_by,
        "note": entry.note,
        "epoch": entry.epoch,
    }
