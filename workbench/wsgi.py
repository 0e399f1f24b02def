"""The way in for the web server."""

from __future__ import annotations

import codecs
import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application
from django.utils.http import parse_header_parameters

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workbench.settings")

# Python knows codecs that make bytes of bytes, or fail on purpose.
CHARSETS = frozenset({"utf-8", "ascii", "iso8859-1", "cp1252"})
Answer = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def without_odd_charsets(application: Answer) -> Answer:
    """Drop from Content-Type a charset that no text is sent in: UTF-8 is meant then.

    Django decodes the query by it before any middleware runs, and would break.
    """

    def answer(
        environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        kind, parameters = parse_header_parameters(environ.get("CONTENT_TYPE", ""))
        if not usable(parameters.pop("charset", "utf-8")):
            rest = (f'; {name}="{value}"' for name, value in parameters.items())
            environ["CONTENT_TYPE"] = kind + "".join(rest)
        return application(environ, start_response)

    return answer


def usable(charset: str) -> bool:
    try:
        return codecs.lookup(charset).name in CHARSETS
    except (LookupError, ValueError):  # unknown, or not even a name
        return False


application = without_odd_charsets(get_wsgi_application())
