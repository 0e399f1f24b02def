"""Webhook endpoints of a team: whom events go to, and what became of each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from claims.errors import ClaimsError
from claims.forms.endpoints import EndpointForm, ReplayForm
from claims.models import WebhookDelivery, WebhookEndpoint
from claims.publication.webhooks import secrets, service
from claims.views.teams import managed_team
from sources.http import paged
from workbench.accounts.decorators import member_required

LOGGED = 25


@member_required
def endpoints(request: HttpRequest, pk: Any) -> HttpResponse:
    """GET: a team's endpoints. POST: another one."""
    team = managed_team(request, pk)
    form = EndpointForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = service.add(team, **form.cleaned_data, by=request.user)
        except ClaimsError as error:
            form.add_error(None, error.message)
        else:
            words = _("“%s” is kept. Give its secret to the program, then send a test.")
            messages.success(request, words % made)
            return redirect("endpoint", team.pk, made.pk)
    waiting = Count("deliveries", filter=Q(deliveries__state="waiting"))
    rows = team.endpoints.annotate(waiting=waiting)
    context = {"team": team, "endpoints": rows, "form": form}
    status = 422 if form.errors else 200
    return render(request, "accounts/endpoints.html", context, status=status)


@member_required
def endpoint(request: HttpRequest, pk: Any, endpoint: Any) -> HttpResponse:
    """GET: one endpoint and its log. POST: change it."""
    row = find(request, pk, endpoint)
    first = {name: getattr(row, name) for name in service.FIELDS}
    form = EndpointForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        service.change(row, **form.cleaned_data, by=request.user)
        messages.success(request, _("Saved."))
        return redirect("endpoint", pk, endpoint)
    return page(request, row, 422 if form.errors else 200, form=form)


def find(request: HttpRequest, team: Any, endpoint: Any) -> WebhookEndpoint:
    rows = WebhookEndpoint.objects.select_related("team")
    return get_object_or_404(rows, pk=endpoint, team=managed_team(request, team))


def page(
    request: HttpRequest, row: WebhookEndpoint, status: int = 200, **more: Any
) -> HttpResponse:
    first = {name: getattr(row, name) for name in service.FIELDS}
    state = request.GET.get("state", "")
    rows = row.deliveries.all()
    if state in dict(WebhookDelivery._meta.get_field("state").choices or ()):
        rows = rows.filter(state=state)
    log = paged(request, rows, LOGGED)
    context = {
        "team": row.team,
        "endpoint": row,
        "page": log,
        "state": state,
        "states": WebhookDelivery._meta.get_field("state").choices,
        "waiting": row.deliveries.filter(state="waiting").count(),
        "form": EndpointForm(initial=first),
        "replay_form": ReplayForm(),
        **more,
    }
    response = render(request, "accounts/endpoint.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


@member_required
@require_POST
def step(request: HttpRequest, pk: Any, endpoint: Any, step: str) -> HttpResponse:
    """POST: one of ``STEPS``; what cannot be done is told, nothing is lost."""
    row = find(request, pk, endpoint)
    try:
        return STEPS[step](request, row)
    except ClaimsError as error:
        messages.error(request, error.message)
        return redirect("endpoint", pk, endpoint)


def show_secret(request: HttpRequest, row: WebhookEndpoint) -> HttpResponse:
    """Show it on this answer alone, which nobody keeps."""
    try:
        return page(request, row, secret=secrets.unseal(row.secret))
    except secrets.SealedElsewhere:
        words = _("The secret cannot be read any more: make a new one.")
        messages.error(request, words)
        return redirect("endpoint", row.team_id, row.pk)


def rotate(request: HttpRequest, row: WebhookEndpoint) -> HttpResponse:
    made = service.rotate(row, by=request.user)
    return page(request, made, secret=secrets.unseal(made.secret), rotated=True)


def test(request: HttpRequest, row: WebhookEndpoint) -> HttpResponse:
    service.send_test(row, by=request.user)
    messages.success(request, _("A test is on its way; the log tells what came of it."))
    return redirect("endpoint", row.team_id, row.pk)


def pause(request: HttpRequest, row: WebhookEndpoint) -> HttpResponse:
    words = _("Paused by %s.") % request.user
    service.pause(row, by=request.user, why=words)
    messages.success(request, _("Paused: what happens now waits."))
    return redirect("endpoint", row.team_id, row.pk)


def resume(request: HttpRequest, row: WebhookEndpoint) -> HttpResponse:
    tell_sent(request, service.resume(row, by=request.user))
    return redirect("endpoint", row.team_id, row.pk)


def replay(request: HttpRequest, row: WebhookEndpoint) -> HttpResponse:
    form = ReplayForm(request.POST)
    if not form.is_valid():
        return page(request, row, 422, replay_form=form)
    rows = row.deliveries.filter(created_at__gte=form.cleaned_data["since"])
    tell_sent(request, service.replay(rows, row, by=request.user))
    return redirect("endpoint", row.team_id, row.pk)


def tell_sent(request: HttpRequest, count: int) -> None:
    words = ngettext(
        "%d delivery is on its way.", "%d deliveries are on their way.", count
    )
    messages.success(request, words % count)


def remove(request: HttpRequest, row: WebhookEndpoint) -> HttpResponse:
    service.remove(row, by=request.user)
    messages.success(request, _("“%s” gets no more events.") % row)
    return redirect("endpoints", row.team_id)


STEPS: dict[str, Callable[[HttpRequest, WebhookEndpoint], HttpResponse]] = {
    "secret": show_secret,
    "rotate": rotate,
    "test": test,
    "pause": pause,
    "resume": resume,
    "replay": replay,
    "remove": remove,
}


@member_required
def delivery(
    request: HttpRequest, pk: Any, endpoint: Any, delivery: Any
) -> HttpResponse:
    """GET: what is sent, and each try. POST: send it again."""
    row = find(request, pk, endpoint)
    found = get_object_or_404(WebhookDelivery, pk=delivery, endpoint=row)
    if request.method == "POST":
        try:
            rows = WebhookDelivery.objects.filter(pk=found.pk)
            tell_sent(request, service.replay(rows, row, by=request.user))
        except ClaimsError as error:
            messages.error(request, error.message)
        return redirect("delivery", pk, endpoint, delivery)
    context = {
        "team": row.team,
        "endpoint": row,
        "delivery": found,
        "attempts": found.attempts.all()[:LOGGED],
    }
    return render(request, "accounts/delivery.html", context)
