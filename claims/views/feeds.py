"""Feeds of what is published and of what was corrected, for readers' own programs.

They say the same to everybody, in one language, and depend on their address alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import get_conditional_response
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from claims.api.facts import FactFilter, place_of, read_place
from claims.publication.exports import feed as writers
from claims.publication.facts import Fact
from claims.publication.feeds import ENTRIES, NEVER, PAGE_ENTRIES
from claims.publication.walk import LISTERS
from claims.views.machines import PlainView
from sources.query import read_query

FRESH_S = 300
# Counted up when the same rows are written in other words.
EDITION = "1"
TITLES = {
    "facts": ("findings", "What this newsroom has checked, newest first."),
    "corrections": (
        "corrections",
        "What was corrected or retracted, with the reason, newest first.",
    ),
}
FORMATS: dict[str, tuple[Callable[[writers.Feed], bytes], str]] = {
    "atom": (writers.atom, writers.ATOM_TYPE),
    "json": (writers.json_feed, writers.JSON_TYPE),
}


class FeedView(PlainView):
    """One page of a feed, narrowed by the filters of the list of facts."""

    @extend_schema(exclude=True)
    def get(self, request: Request, kind: str, form: str) -> HttpResponse:
        filters = read_query(request, FactFilter, "cursor")
        cursor = request.GET.get("cursor", "")
        after = read_place(cursor, f"feed:{kind}") if cursor else None
        found = LISTERS[kind](limit=PAGE_ENTRIES + 1, after=after, **filters)
        rows, more = found[:PAGE_ENTRIES], len(found) > PAGE_ENTRIES
        following = place_of(rows[-1], f"feed:{kind}") if more else ""
        write, media_type = FORMATS[form]

        def page() -> bytes:
            return write(feed_of(request, kind, form, rows, following))

        response = unless_known(request, tag_of(rows, following), page, media_type)
        if following:
            response["Link"] = f'<{address(request, cursor=following)}>; rel="next"'
        return response


def feed_of(
    request: Request, kind: str, form: str, rows: list[Fact], following: str
) -> writers.Feed:
    name, subtitle = TITLES[kind]
    entries = tuple(ENTRIES[kind](orjson.loads(row.body)) for row in rows)
    asked = {k: v for k, v in request.GET.items() if k != "cursor"}
    narrowed = "".join(f", {key}: {value}" for key, value in sorted(asked.items()))
    first = address(request, cursor=None)
    return writers.Feed(
        id=first,
        url=address(request),
        first_url=first,
        next_url=address(request, cursor=following) if following else "",
        home_url=f"{settings.PUBLIC_URL}{reverse('published')}",
        title=f"{settings.ORGANISATION}: {name}{narrowed}",
        subtitle=subtitle,
        author=settings.ORGANISATION,
        rights=settings.LICENCE_LINE,
        icon_url=f"{settings.PUBLIC_URL}{static('icon.svg')}",
        updated=max((entry.updated for entry in entries), default=NEVER),
        entries=entries,
    )


def address(request: Request, **changes: str | None) -> str:
    """The feed's own address; ``changes`` replace parameters, None leaves one out."""
    asked = {**request.GET.dict(), **changes}
    query = urlencode({key: value for key, value in asked.items() if value})
    path = f"{settings.PUBLIC_URL}{request.path}"
    return f"{path}?{query}" if query else path


def tag_of(rows: list[Fact], following: str) -> str:
    """A strong tag of what the page is made of, before anything is written."""
    house = [EDITION, settings.PUBLIC_URL, settings.ORGANISATION, settings.LICENCE_LINE]
    parts = [*house, following, *(row.digest for row in rows)]
    return f'"{hashlib.sha256("|".join(parts).encode()).hexdigest()}"'


def unless_known(
    request: Any, etag: str, make: Callable[[], bytes], media_type: str
) -> HttpResponse:
    """Answer 304 to who has it already, else what ``make`` returns."""
    plain: HttpRequest = getattr(request, "_request", request)
    response = get_conditional_response(plain, etag, None, None)
    if response is None:
        response = HttpResponse(make(), content_type=media_type)
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={FRESH_S}"
    return response
