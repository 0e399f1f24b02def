"""Published findings in the shape of the Google Fact Check Tools API (v1alpha1).

Who has written a client for https://factchecktools.googleapis.com changes its address
and nothing else: parameters, page tokens, empty fields left out, errors as Google's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from claims.api.facts import place_of, read_place
from claims.publication.facts import Fact, list_facts
from sources.errors import SourcesError

DEFAULT_SIZE, MAX_SIZE = 10, 100
MAX_OFFSET = 10_000
MAX_DAYS = 36_500
MAX_QUERY = 500
OWN = frozenset(
    {
        "query",
        "languageCode",
        "reviewPublisherSiteFilter",
        "maxAgeDays",
        "pageSize",
        "pageToken",
        "offset",
    }
)
# What every service of Google takes; none of it changes an answer of ours.
COMMON = frozenset(
    {
        "key",
        "alt",
        "prettyPrint",
        "quotaUser",
        "access_token",
        "oauth_token",
        "uploadType",
        "upload_protocol",
        "$.xgafv",
    }
)
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
STATUSES = {
    400: "INVALID_ARGUMENT",
    404: "NOT_FOUND",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
}


class Refused(Exception):
    """An argument cannot be used; its words say which."""


@csrf_exempt  # whatever the method, nothing is changed
def claims_search(request: HttpRequest) -> HttpResponse:
    """Answer ``GET /v1alpha1/claims:search``."""
    if request.method not in {"GET", "HEAD"}:
        return refusal(404, "Method not found.")
    try:
        size = number(request, "pageSize", DEFAULT_SIZE, MAX_SIZE) or DEFAULT_SIZE
        found = search(request, size)
    except Refused as refused:
        return refusal(400, str(refused))
    facts, more = found[:size], len(found) > size
    body: dict[str, Any] = {}
    if facts:
        body["claims"] = [claim_of(orjson.loads(fact.body)) for fact in facts]
    if more:
        body["nextPageToken"] = place_of(facts[-1])
    return answer(body)


@csrf_exempt
def no_such_method(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Answer whatever else is asked below /v1alpha1/."""
    return refusal(404, "Method not found.")


def search(request: HttpRequest, size: int) -> list[Fact]:
    """Return the findings asked for, one more than ``size`` if there are.

    Raises:
        Refused: an argument is unknown, given twice, missing, or cannot be read.
    """
    wanted = dict(arguments(request))
    words, site = wanted.get("query", ""), wanted.get("reviewPublisherSiteFilter", "")
    if not words.strip() and not site.strip():
        raise Refused("Give at least one of query and reviewPublisherSiteFilter.")
    if len(words) > MAX_QUERY:
        raise Refused(f"query has more than {MAX_QUERY} characters.")
    filters: dict[str, Any] = {"retracted": False}
    if words.strip():
        filters["q"] = words
    if language := wanted.get("languageCode"):
        if not LANGUAGE.fullmatch(language):
            raise Refused("languageCode is no BCP-47 code.")
        filters["language"] = language.partition("-")[0].lower()
    if days := number(request, "maxAgeDays", 0, MAX_DAYS):
        filters["updated_since"] = timezone.now() - timedelta(days=days)
    token, skip = wanted.get("pageToken", ""), number(request, "offset", 0, MAX_OFFSET)
    try:
        after = read_place(token) if token else None
    except SourcesError:
        raise Refused("pageToken was not given by an answer of ours.") from None
    if site.strip() and not is_ours(site):
        return []
    return list_facts(limit=size + 1, after=after, skip=0 if token else skip, **filters)


def arguments(request: HttpRequest) -> Iterator[tuple[str, str]]:
    for name, values in request.GET.lists():
        if name not in OWN | COMMON:
            raise Refused(f"Unknown name “{name[:60]}”: there is no such parameter.")
        if len(values) > 1:
            raise Refused(f"{name} is given more than once.")
        if "\0" in values[0]:
            raise Refused(f"{name} holds a NUL character.")
        yield name, values[0]


def number(request: HttpRequest, name: str, default: int, most: int) -> int:
    """Return a whole number from 0 on; what is beyond ``most`` counts as that."""
    told = request.GET.get(name, str(default))
    if not (told.isascii() and told.isdigit() and len(told) < 10):
        raise Refused(f"{name} must be a whole number.")
    return min(int(told), most)


def is_ours(site: str) -> bool:
    """Whether a site's name is that of ours, or of a domain that ours lies in."""
    wanted = site.strip().lower().removeprefix("www.")
    return host() == wanted or host().endswith(f".{wanted}")


def host() -> str:
    return (urlsplit(settings.PUBLIC_URL).hostname or "").removeprefix("www.")


def claim_of(record: dict[str, Any]) -> dict[str, Any]:
    """Return a frozen record as Google's ``Claim``."""
    claim = record["claim"]
    made_on = claim["made_on"]
    review = {
        "publisher": {"name": settings.ORGANISATION, "site": host()},
        "url": record["url"],
        "title": record["finding"],
        "reviewDate": record["published_at"],
        "textualRating": record["rating"]["label"],
        "languageCode": record["language"],
    }
    told = {
        "text": claim["normalized_text"] or claim["text"],
        "claimant": claim["claimant"],
        "claimDate": f"{made_on}T00:00:00Z" if is_day(made_on) else "",
        "claimReview": [without_empty(review)],
    }
    return without_empty(told)


def is_day(text: str) -> bool:
    return bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII))


def without_empty(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value}


def answer(body: dict[str, Any], status: int = 200) -> HttpResponse:
    response = HttpResponse(
        orjson.dumps(body),
        status=status,
        content_type="application/json; charset=UTF-8",
    )
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = "public, max-age=60" if status == 200 else "no-store"
    return response


def refusal(code: int, message: str) -> HttpResponse:
    """Return an error as Google's services write them."""
    status = STATUSES.get(code, "UNKNOWN")
    error = {"code": code, "message": message, "status": status}
    return answer({"error": error}, code)
