"""How bytes go out: pages and what they need are compressed, and are fetched once."""

from __future__ import annotations

import hashlib
from functools import cache
from http import HTTPStatus
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

from workbench.sheets import SHARED

# Says that this browser has fetched the style sheet that all pages share, and which.
STYLE_COOKIE = "style"
COMPRESSED = {"text/html", "text/css", "text/javascript", "image/svg+xml"}


class CompressPages(GZipMiddleware):
    """Django's gzip, with its padding against BREACH, for what a browser shows.

    Not for the API: gzip makes an ETag weak, and ``If-Match`` compares strongly.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        kind = response.headers.get("Content-Type", "").partition(";")[0].strip()
        part = response.status_code == HTTPStatus.PARTIAL_CONTENT
        if part or kind not in COMPRESSED or request.path.startswith("/api/"):
            return response
        return super().process_response(request, response)


class VersionedFiles(StaticFilesStorage):
    """A file's address names its content, so that a browser may keep it.

    There is no build: the files are those of the source, found once and read once.
    """

    def url(self, name: str | None) -> str:
        address = super().url(name)
        version = version_of(name) if name else ""
        return f"{address}?v={version}" if version else address


@cache
def version_of(name: str) -> str:
    """Eight digits of the file's digest; "" when there is no such file."""
    path = finders.find(name)
    if not isinstance(path, str):
        return ""
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:8]


def stands_in_page(name: str, request: HttpRequest | None) -> bool:
    """Whether a sheet is sent within the page, which saves a cold reader a round trip.

    The shared one is not, where the browser says that it has it; but what everybody
    reads, and caches keep, depends on nobody's cookies.
    """
    if not settings.STYLES_IN_PAGES:
        return False
    alike = request is None or getattr(request, "for_everybody", False)
    known = None if alike else request.COOKIES.get(STYLE_COOKIE)
    return name != SHARED or known != version_of(SHARED)
