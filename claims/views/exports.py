"""Everything published as files, and the page that lists them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from claims.publication.estimate import about_published
from claims.publication.exports import EXPORTS, writer_of
from claims.publication.exports.base import Export, Site
from claims.publication.exports.pieces import in_blocks
from claims.publication.walk import every_version
from claims.views.machines import PlainView
from sources.query import read_query

FRESH_S = 300
WORDS: dict[str, tuple[Promise, Promise]] = {
    "facts.ndjson": (
        _("Every version, whole"),
        _(
            "One version a line, oldest first, with its SHA-256: the frozen records "
            "byte for byte. A workbench reads it back."
        ),
    ),
    "facts.csv": (
        _("Every version, for spreadsheets"),
        _(
            "One version a line. No cell is a formula: take one apostrophe from the "
            "front of each cell that begins with one."
        ),
    ),
    "claimreview.json": (
        _("ClaimReview"),
        _("The newest version of each finding as a schema.org DataFeed."),
    ),
    "annotations.jsonld": (
        _("Evidence"),
        _(
            "The quotations that findings rest on, as W3C Web Annotations with their "
            "place in each document."
        ),
    ),
}
BY_NAME = {export.name: export for export in EXPORTS}


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the list of files."""

    export: Export
    title: Any
    holds: Any
    url: str


def listed() -> list[Listed]:
    return [Listed(one, *WORDS[one.name], reverse_of(one)) for one in EXPORTS]


def reverse_of(export: Export) -> str:
    return reverse("export_file", args=[export.name])


@cache_control(public=True, max_age=FRESH_S)
def exports(request: HttpRequest) -> HttpResponse:
    """The files; ``?about=size`` tells about how much they hold."""
    about = about_published() if request.GET.get("about") == "size" else None
    context = {"files": listed(), "about": about, "licence": settings.LICENCE_LINE}
    return render(request, "public/exports.html", context)


class ExportFile(PlainView):
    """One file, written while it is sent; compressed for whoever takes gzip."""

    @extend_schema(exclude=True)
    @method_decorator(gzip_page)
    def get(self, request: Request, name: str) -> StreamingHttpResponse:
        read_query(request, serializers.Serializer)
        export = BY_NAME.get(name)
        if export is None:
            raise Http404
        response = StreamingHttpResponse(
            in_blocks(writer_of(export)(every_version(), site_of(export))),
            content_type=export.media_type,
        )
        response["Content-Disposition"] = f'attachment; filename="{export.name}"'
        response["Cache-Control"] = f"public, max-age={FRESH_S}"
        return response


def site_of(export: Export) -> Site:
    base = settings.PUBLIC_URL
    return Site(
        name=settings.ORGANISATION,
        home=f"{base}/",
        licence=settings.LICENCE_LINE,
        file=f"{base}{reverse_of(export)}",
    )
