"""What of the API goes away, and how its callers are told.

In: the table ``RETIRED``. Out: headers on each answer of a retired operation
(Deprecation, RFC 9745; Sunset, RFC 8594), ``deprecated`` in the description of the API,
and a page that says what may change and what never does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import http_date


@dataclass(frozen=True, slots=True)
class Retirement:
    """Since when an operation is deprecated, when it ends, what takes its place.

    ``successor`` is a path, empty where nothing does. Between the two lie twelve months
    at least.
    """

    since: datetime
    sunset: datetime
    successor: str = ""


#: (method, Django route) → its retirement. Empty: version 1 is whole.
RETIRED: Mapping[tuple[str, str], Retirement] = {}


class TellOfRetirement:
    """Adds to each answer of a retired operation when it ends and what to use then."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if RETIRED and (match := request.resolver_match) is not None:
            method = "GET" if request.method == "HEAD" else request.method or ""
            retirement = RETIRED.get((method, f"/{match.route}"))
            if retirement is not None:
                tell(response, retirement)
        return response


def tell(response: HttpResponse, retirement: Retirement) -> None:
    response["Deprecation"] = f"@{int(retirement.since.timestamp())}"
    response["Sunset"] = http_date(retirement.sunset.timestamp())
    links = [f'<{settings.PUBLIC_URL}/api/v1/lifecycle/>; rel="deprecation"']
    if retirement.successor:
        address = f"{settings.PUBLIC_URL}{retirement.successor}"
        links.append(f'<{address}>; rel="successor-version"')
    if "Link" in response:
        links.insert(0, response["Link"])
    response["Link"] = ", ".join(links)


def mark_retired(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Postprocessing hook: the description marks what is retired."""
    for (method, route), retirement in RETIRED.items():
        operation = result["paths"][path_of(route)][method.lower()]
        operation["deprecated"] = True
        day = retirement.sunset.astimezone(UTC).date()
        operation["description"] = (
            f"{operation.get('description', '')}\n\nEnds on {day}.".strip()
        )
    return result


def path_of(route: str) -> str:
    """Return a Django route as OpenAPI writes it: ``<uuid:id>`` as ``{id}``."""
    parts = route.replace("<", "{").replace(">", "}").split("/")
    return "/".join(
        f"{{{part.rpartition(':')[2]}" if part.startswith("{") and ":" in part else part
        for part in parts
    )


def lifecycle(request: HttpRequest) -> HttpResponse:
    """Public: what of the API may change, and what never does."""
    retired = [
        {"method": method, "path": path_of(route), "retirement": one}
        for (method, route), one in RETIRED.items()
    ]
    return render(request, "api_lifecycle.html", {"retired": retired})
