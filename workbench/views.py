"""Is the process alive, is it ready, and what do its figures say."""

from __future__ import annotations

import hmac
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from workbench.metrics import exposition, oldest_due_s, queues_idle

# A due job older than this means that nobody is working.
STUCK_S = 120


def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return JsonResponse({"status": "ok"})


def readyz(request: HttpRequest) -> HttpResponse:
    """Database, broker, oldest due job and worker heartbeat; 503 when one fails."""
    checks = {
        "database": check(database_answers),
        "broker": check(broker_answers),
        "jobs": check(jobs_move),
        "workers": check(workers_beat),
    }
    ready = all(result == "ok" for result in checks.values())
    body = {"status": "ok" if ready else "unready", "checks": checks}
    return JsonResponse(body, status=200 if ready else 503)


def metrics(request: HttpRequest) -> HttpResponse:
    """Figures for operators: counts of jobs are nobody else's business."""
    if not for_operators(request):
        raise Http404
    body, media_type = exposition()
    return HttpResponse(body, content_type=media_type)


def for_operators(request: HttpRequest) -> bool:
    """Asked on this machine itself (not through a proxy), or with the token."""
    token = settings.METRICS_TOKEN
    sent = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if token and hmac.compare_digest(sent.encode(), token.encode()):
        return True
    proxied = "X-Forwarded-For" in request.headers or "Forwarded" in request.headers
    return request.META.get("REMOTE_ADDR") in {"127.0.0.1", "::1", ""} and not proxied


def check(ask: Any) -> str:
    """Return "ok" or what is wrong, without addresses or secrets."""
    try:
        return ask() or "ok"
    except Exception as error:  # any engine's own kind of failure
        return f"not reachable ({type(error).__name__})"


def database_answers() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return ""


def broker_answers() -> str:
    import redis

    client = redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=2)
    client.ping()
    return ""


def jobs_move() -> str:
    age = oldest_due_s()
    return f"the oldest due job has waited {age:.0f} s" if age > STUCK_S else ""


def workers_beat() -> str:
    idle = ", ".join(queues_idle())
    return f"no worker was seen within a minute for: {idle}" if idle else ""


def too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Refuse a form without its token (another login since), and lose none of it."""
    page = request.headers.get("Referer", "")
    own = url_has_allowed_host_and_scheme(page, {request.get_host()})
    context = {"page": page if own else "/"}
    if not request.htmx:
        return render(request, "too_old.html", context, status=403)
    response = render(request, "parts/_too_old.html", context, status=403)
    response["HX-Retarget"] = "#problem"
    response["HX-Reswap"] = "innerHTML"
    return response
