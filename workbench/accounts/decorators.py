"""Who may open a page at all."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

View = Callable[..., HttpResponse]


def member_required(view: View) -> View:
    """Require a login; people of no team yet are told how to get in."""

    @login_required
    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.team_ids:
            return render(request, "no_team.html", status=403)
        return view(request, *args, **kwargs)

    return checked
