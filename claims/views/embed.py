"""A finding on other people's pages: a card without scripts, and oEmbed to find it.

https://oembed.com/. The card is the one page of this site that others may frame.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import orjson
from csp.constants import NONE, SELF
from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import get_template
from django.urls import Resolver404, resolve, reverse
from django.utils.html import format_html
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import APIException
from rest_framework.request import Request

from claims.errors import NotFound
from claims.models import Publication
from claims.publication.exports.feed import xml_text
from claims.views.machines import PlainView
from sources.query import BadParameters, read_query

FRESH_S = 300
WIDTH, NARROW = 560, 440
HEIGHT, TALL = 300, 360
FINDING_PAGES = {"finding", "finding_version", "finding_card"}
MAX_PIXELS = 10_000


class FormatNotSupported(APIException):
    status_code = 501
    default_code = "format_not_supported"
    default_detail = "Embeds are described as json or as xml."


class OEmbedQuery(serializers.Serializer):
    url = serializers.CharField(required=False, max_length=2000)
    format = serializers.CharField(required=False, default="json")
    maxwidth = serializers.IntegerField(
        required=False, min_value=1, max_value=MAX_PIXELS
    )
    maxheight = serializers.IntegerField(
        required=False, min_value=1, max_value=MAX_PIXELS
    )


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a card stands on another's page; sizes in CSS pixels."""

    slug: str
    title: str
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def path(self) -> str:
        return reverse("finding_card", args=[self.slug])

    @property
    def src(self) -> str:
        return f"{settings.PUBLIC_URL}{self.path}"

    @property
    def html(self) -> str:
        """The markup that shows it; it may open links and do nothing else."""
        return format_html(
            '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy" '
            'sandbox="allow-popups allow-popups-to-escape-sandbox" '
            'style="border:0;max-width:100%"></iframe>',
            self.src,
            self.title,
            self.width,
            self.height,
        )


def frame_of(body: dict[str, Any], maxwidth: int = 0, maxheight: int = 0) -> Frame:
    """Return the frame of a finding's card that fits; 0 means any size."""
    width = min(WIDTH, maxwidth or WIDTH)
    height = HEIGHT if width >= NARROW else TALL
    return Frame(body["slug"], title_of(body), width, min(height, maxheight or height))


def title_of(body: dict[str, Any]) -> str:
    label = "Retracted" if body["retracted"] else body["rating"]["label"]
    return f"{label}: {body['claim']['normalized_text']}"


class OEmbed(PlainView):
    """Describe the card of the finding that ``url`` is the page of."""

    @extend_schema(exclude=True)
    def get(self, request: Request) -> HttpResponse:
        asked = read_query(request, OEmbedQuery)
        if "url" not in asked:
            raise BadParameters({"url": ["Say which page."]})
        write = FORMATS.get(asked["format"])
        if write is None:
            raise FormatNotSupported
        body = finding_at(asked["url"])
        frame = frame_of(body, asked.get("maxwidth", 0), asked.get("maxheight", 0))
        response = write(described(body, frame))
        response["Cache-Control"] = f"public, max-age={FRESH_S}"
        return response


def finding_at(url: str) -> dict[str, Any]:
    """Return the newest version of the finding whose page, or card, this is.

    Raises:
        NotFound: it is no page of a finding here.
    """
    slug = slug_at(url)
    body = newest_body(slug) if slug else None
    if body is None:
        raise NotFound("There is no finding to embed at that address.")
    return body


def slug_at(url: str) -> str:
    """Return which finding an address of ours names, "" when it names none."""
    try:
        parts = urlsplit(url)
        match = resolve(parts.path)
    except (ValueError, Resolver404):
        return ""
    ours = parts.netloc.lower() == urlsplit(settings.PUBLIC_URL).netloc.lower()
    web = parts.scheme in ("http", "https")
    if not (ours and web and match.url_name in FINDING_PAGES):
        return ""
    return str(match.kwargs["slug"])


def newest_body(slug: str) -> dict[str, Any] | None:
    rows = Publication.objects.filter(slug=slug).order_by("-version")
    text = rows.values_list("body", flat=True).first()
    return orjson.loads(text) if text else None


def described(body: dict[str, Any], frame: Frame) -> dict[str, Any]:
    return {
        "version": "1.0",
        "type": "rich",
        "title": frame.title,
        "author_name": settings.ORGANISATION,
        "author_url": f"{settings.PUBLIC_URL}{reverse('published')}",
        "provider_name": settings.ORGANISATION,
        "provider_url": f"{settings.PUBLIC_URL}/",
        "cache_age": FRESH_S,
        "html": frame.html,
        "width": frame.width,
        "height": frame.height,
        "licence": body["licence"],
    }


def as_json(answer: dict[str, Any]) -> HttpResponse:
    return HttpResponse(orjson.dumps(answer), content_type="application/json")


def as_xml(answer: dict[str, Any]) -> HttpResponse:
    root = ET.Element("oembed")
    for name, value in answer.items():
        ET.SubElement(root, name).text = xml_text(str(value))
    text = ET.tostring(root, "unicode")
    return HttpResponse(
        f'<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n{text}',
        content_type="text/xml; charset=utf-8",
    )


FORMATS = {"json": as_json, "xml": as_xml}


@xframe_options_exempt
@csp_replace(
    {
        "default-src": [NONE],
        "style-src": [SELF],
        "base-uri": [NONE],
        "form-action": [NONE],
        "frame-ancestors": ["*"],
    }
)
@cache_control(public=True, max_age=FRESH_S)
def card(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest version of a finding in one card; it links to the whole."""
    body = newest_body(slug)
    if body is None:
        raise Http404
    context = {"finding": body, "house": settings.ORGANISATION}
    # Without the request: a card asks nothing about whoever looks at it.
    return HttpResponse(get_template("public/card.html").render(context))
