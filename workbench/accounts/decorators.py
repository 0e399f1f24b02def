"""Who may open a page at all."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

View = Callable[..., HttpResponse]


def member_required(view: View) -> View:
    """Require a login; people of no team yet are told how to get in."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return ask_to_log_in(request)
        if not request.user.team_ids:
            return render(request, "no_team.html", status=403)
        return view(request, *args, **kwargs)

    return checked


def ask_to_log_in(request: HttpRequest) -> HttpResponse:
    """Lead to the login; who sent a form is first shown what was typed, to keep it.

    After the login one comes back to the page the form stood on, which a form's own
    address is not.
    """
    if request.method in {"GET", "HEAD"} and not request.htmx:
        return redirect_to_login(request.get_full_path())
    context = {"login_url": login_url(request)}
    if request.htmx:
        response = render(request, "parts/_logged_out.html", context, status=401)
        response["HX-Retarget"] = "#problem"
        response["HX-Reswap"] = "innerHTML"
        return response
    return render(request, "logged_out.html", context, status=401)


def login_url(request: HttpRequest) -> str:
    """Return the login's address, leading back to the page the person was on."""
    page = request.htmx.current_url or request.headers.get("Referer") or ""
    own = url_has_allowed_host_and_scheme(page, {request.get_host()})
    back = urlsplit(page).path if own else "/"
    return f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': back})}"
