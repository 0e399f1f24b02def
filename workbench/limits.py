"""The API's brake: counts requests by address, and tells every caller what is left."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from rest_framework.exceptions import Throttled

from claims.api.search_tools import refusal
from workbench.accounts import limits
from workbench.problems import for_programs, translate
from workbench.problems import problem_response as told

EXPOSED = "ETag, Last-Modified, Link, RateLimit, RateLimit-Policy, Retry-After"


class LimitRate:
    """Answers 429 to an address that asks too much; keys count where they are read.

    An answer that says "what you have is current" (304) is not counted.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not for_programs(request.path):
            return self.get_response(request)
        address = limits.address_of(request)
        share = limits.spend("address", address)
        if share is not None and share.spent:
            response = refuse(request, share.reset_s)
        else:
            response = self.get_response(request)
        shares = [share] if share else []
        shares += getattr(request, "limit_shares", [])
        for name, value in limits.headers_of(shares).items():
            response[name] = value
        if "Access-Control-Allow-Origin" in response:
            response["Access-Control-Expose-Headers"] = EXPOSED
        if response.status_code == 304 and share is not None:
            limits.give_back("address", address)
        return response


def refuse(request: HttpRequest, wait_s: int) -> HttpResponse:
    problem = translate(Throttled(wait=wait_s), request)
    response = told(problem, request)
    if request.path.startswith("/v1alpha1/"):
        response = refusal(response.status_code, problem.detail)
    response["Retry-After"] = str(wait_s)
    return response
