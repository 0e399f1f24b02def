"""Every error of the API as one kind of answer (RFC 9457, ``problem+json``).

In: an exception and the request. Out: a response whose ``type`` leads to a page that
says what it means and what to do (:mod:`workbench.problem_pages`).
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from typing import Any

import orjson
import structlog
from django.conf import settings
from django.core.exceptions import (
    BadRequest,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
)
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.views.decorators.csrf import csrf_exempt
from django.views.defaults import bad_request, server_error
from rest_framework.exceptions import (
    APIException,
    UnsupportedMediaType,
    ValidationError,
)
from rest_framework.views import set_rollback

from workbench.errors import Problem, problem_of
from workbench.problem_pages import PAGES

logger = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
# Django REST framework's words, where the product has its own.
OWN_CODES = {"permission_denied": "not_allowed", "error": "internal_error"}
RETRY_AFTER_S = "5"


def for_programs(path: str) -> bool:
    """Whether an address is of the API, whose answers programs read."""
    return path.startswith(("/api/", "/v1alpha1/"))


def problem_handler(error: Exception, context: dict[str, Any]) -> HttpResponse:
    """Answer any exception of an API view; nothing but the known is told."""
    request = context["request"]
    problem = translate(error, request)
    set_rollback()
    response = problem_response(problem, request)
    for name, value in headers_of(error, problem).items():
        response[name] = value
    return response


@csrf_exempt  # whatever the method, the answer is the same
def nothing_here(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Answer an address below /api/ that matches nothing."""
    return problem_response(
        Problem("not_found", 404, "Not found", "There is no such address."), request
    )


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what middleware refuses before any view (an unknown Host, a bad body)."""
    if not for_programs(request.path):
        return bad_request(request, exception)
    return problem_response(translate(exception, request), request)


def failed(request: HttpRequest) -> HttpResponse:
    """Answer what broke outside of any view of ours; it is logged already."""
    if not for_programs(request.path):
        return server_error(request)
    return problem_response(internal_error(), request)


def problem_response(problem: Problem, request: Any) -> HttpResponse:
    """Return the problem as bytes, whatever the client said it accepts."""
    body = {
        "type": type_of(problem.code),
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
        "code": problem.code,
        "instance": request.path,
        "request_id": structlog.contextvars.get_contextvars().get("request_id"),
    }
    if problem.errors:
        body["errors"] = problem.errors
    if problem.extra:
        body["extra"] = problem.extra
    response = HttpResponse(
        packed(body), status=problem.status, content_type=MEDIA_TYPE
    )
    response["Cache-Control"] = "no-store"
    return response


def packed(body: dict[str, Any]) -> bytes:
    """Return JSON; half characters that a client sent become question marks."""
    try:
        return orjson.dumps(body, default=str)
    except TypeError:
        text = json.dumps(body, default=str, ensure_ascii=False)
        return text.encode("utf-8", "replace")


def type_of(code: str) -> str:
    """Return the address of the code's page, ``about:blank`` for one without."""
    return f"{settings.PUBLIC_URL}/problems/{code}/" if code in PAGES else "about:blank"


def translate(error: Exception, request: Any) -> Problem:
    """Return what the client is told about an exception."""
    problem = problem_of(error)
    if problem is not None:
        return with_precondition(problem, request)
    if isinstance(error, ValidationError):
        return invalid(error)
    if isinstance(error, APIException):
        return of_framework(error)
    if isinstance(error, Http404):
        return Problem("not_found", 404, "Not found", "There is no such thing.")
    if isinstance(error, PermissionDenied):
        return Problem("not_allowed", 403, "Not allowed", "You may not do this.")
    if isinstance(error, RequestDataTooBig):
        return Problem("too_large", 413, "Too large", "The request is too large.")
    if isinstance(error, SuspiciousOperation | BadRequest | UnreadablePostError):
        return Problem("bad_request", 400, "Bad request", "This cannot be read.")
    return unexpected(error, request)


def with_precondition(problem: Problem, request: Any) -> Problem:
    """What is stale is a failed precondition when one was sent (RFC 9110, 13.1.1)."""
    stale = problem.code in {"stale_claim", "stale_comment"}
    if stale and "If-Match" in request.headers:
        return Problem(problem.code, 412, problem.title, problem.detail, problem.extra)
    return problem


def of_framework(error: APIException) -> Problem:
    code = error.get_codes()
    code = code if isinstance(code, str) else error.default_code
    code = OWN_CODES.get(code, code)
    detail = error.detail if isinstance(error.detail, str) else error.default_detail
    return Problem(code, error.status_code, words(code), str(detail))


def words(code: str) -> str:
    return code.replace("_", " ").capitalize()


def invalid(error: ValidationError) -> Problem:
    """One entry per fault, found by JSON Pointer in the body, by name in a query."""
    in_query = error.default_code == "bad_parameters"
    code = "bad_parameters" if in_query else "invalid"
    errors = [
        {"parameter" if in_query else "pointer": place, "code": one.code, "detail": one}
        for place, one in faults(error.detail, "" if in_query else "#")
    ]
    detail = "; ".join(f"{next(iter(e.values()))}: {e['detail']}" for e in errors[:3])
    status = 400 if in_query else 422
    return Problem(code, status, words(code), detail, errors=errors)


def faults(detail: Any, place: str) -> Iterator[tuple[str, Any]]:
    if isinstance(detail, dict):
        for name, inner in detail.items():
            yield from faults(inner, joined(place, name))
    elif isinstance(detail, list):
        for index, inner in enumerate(detail):
            nested = isinstance(inner, dict | list)
            yield from faults(inner, joined(place, index) if nested else place)
    else:
        yield place, detail


def joined(place: str, name: Any) -> str:
    if name == "non_field_errors":
        return place
    if not place.startswith("#"):
        return f"{place}.{name}" if place else str(name)
    return f"{place}/{str(name).replace('~', '~0').replace('/', '~1')}"


def unexpected(error: Exception, request: Any) -> Problem:
    logger.error("%s %s failed", request.method, request.path, exc_info=error)
    if isinstance(error, OperationalError):
        detail = "The database is not reachable now; nothing was changed."
        return Problem("unavailable", 503, "Unavailable", detail)
    return internal_error()


def internal_error() -> Problem:
    detail = "Something went wrong here. The request's id helps us to find it."
    return Problem("internal_error", 500, "Internal error", detail)


def headers_of(error: Exception, problem: Problem) -> dict[str, str]:
    found: dict[str, str] = {}
    if challenge := getattr(error, "auth_header", None):
        found["WWW-Authenticate"] = challenge
    if wait := getattr(error, "wait", None):
        found["Retry-After"] = str(int(wait))
    if problem.status == 503:
        found["Retry-After"] = RETRY_AFTER_S
    if isinstance(error, UnsupportedMediaType):
        found["Accept-Post"] = "application/json"
    return found
