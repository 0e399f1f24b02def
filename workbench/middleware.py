"""Doors translate errors once; services raise, and know nothing of HTTP."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_vary_headers

from claims.review import drafts
from workbench.errors import problem_of
from workbench.problems import for_programs

# What programs read says the same to all: its words depend on the address alone.
FOR_PROGRAMS = ("/api/", "/v1alpha1/", "/feeds/", "/exports/data/", "/oembed")


class RefuseNul:
    """Answers 400 to a page's address with NUL in it: the database holds none.

    The API checks its own parameters, and tells which is bad.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        values = (v for row in request.GET.lists() for v in (row[0], *row[1]))
        if not request.path.startswith(FOR_PROGRAMS) and any("\0" in v for v in values):
            raise BadRequest("The address holds NUL characters.")
        return self.get_response(request)


class SpeakTheirLanguage:
    """Answers in the language a person chose, else in the one their browser asks for.

    The API speaks one language to all: programs read its words, and what is published
    depends on nothing but the address. Public pages go by the browser alone, so that
    one answer may be kept for all who ask alike.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        told_alike = request.path.startswith(FOR_PROGRAMS)
        request.for_everybody = request.path.startswith(OPEN)
        language = settings.LANGUAGE_CODE if told_alike else language_of(request)
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        if not told_alike:
            response.headers.setdefault("Content-Language", language)
            patch_vary_headers(response, ["Accept-Language"])
        return response


# What is the same for all who read it; nobody asks who that is.
OPEN = ("/findings/", "/corrections/")


def language_of(request: HttpRequest) -> str:
    """The language of an answer; one the product no longer speaks counts as none."""
    if request.for_everybody:
        # Django asks a cookie first, which no cache between us and readers heeds.
        request.COOKIES.pop(settings.LANGUAGE_COOKIE_NAME, None)
    person = None if request.for_everybody else request.user
    chosen = getattr(person, "language", "")
    if chosen in dict(settings.LANGUAGES):
        return chosen
    return translation.get_language_from_request(request)


class TranslateErrors:
    """Answers a page's SourcesError or ClaimsError with its own page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, error: Exception
    ) -> HttpResponse | None:
        problem = problem_of(error)
        if problem is None or for_programs(request.path):
            return None
        template = "parts/_problem.html" if request.htmx else "problem.html"
        response = render(
            request, template, {"problem": problem}, status=problem.status
        )
        if request.htmx:
            response["HX-Retarget"] = "#problem"
            response["HX-Reswap"] = "innerHTML"
        return response


class EndDrafts:
    """A form that was accepted takes its draft with it; a refused one keeps it.

    The field ``draft`` says which, as the script that keeps drafts fills it in. A page
    that asks for a login redirects, too, but then nobody is logged in.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        form = request.method == "POST" and not for_programs(request.path)
        if form and response.status_code < 400 and request.user.is_authenticated:
            key, _, mark = request.POST.get("draft", "").partition(" ")
            if mark:
                drafts.end(request.user, key, mark)
        return response
