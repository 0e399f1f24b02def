"""A team's page: members and who is away, stories with deadlines, messenger."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims.forms.teams import AbsenceForm, WebhookForm
from claims.review.team_webhooks import send_test
from sources.models import Story
from workbench.accounts import absences, invitations
from workbench.accounts.absences import AbsenceError
from workbench.accounts.decorators import member_required
from workbench.accounts.forms import InviteForm
from workbench.accounts.invitations import InvitationError, may_manage
from workbench.accounts.models import Absence, Team, TeamWebhook
from workbench.accounts.views import find_team, team_context

STORIES, WEBHOOKS = 30, 10


@member_required
def team(request: HttpRequest, pk: Any) -> HttpResponse:
    """GET: all about the team. POST: invite."""
    row = find_team(request, pk)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            invitations.invite(row, **form.cleaned_data, by=request.user)
            messages.success(request, _("Invited %s.") % form.cleaned_data["email"])
            return redirect("team", pk)
        except InvitationError as error:
            form.add_error(None, str(error))
    return team_page(request, row, 422 if form.errors else 200, form=form)


def team_page(
    request: HttpRequest, row: Team, status: int = 200, **forms: Any
) -> HttpResponse:
    """``forms`` replaces forms that were refused, so nothing typed is lost."""
    user = request.user
    manages = may_manage(user, row)
    away = list(absences.absences_of(row))
    known = team_context(row, user)
    known["people"] = members = list(known["people"])
    context = {
        **known,
        "form": InviteForm(),
        "absences": away,
        "away": absences.away_today(away),
        "absence_form": AbsenceForm(
            row, user, manages, auto_id="absence_%s", members=members
        ),
        "stories": stories_of(row, user),
        "webhooks": list(row.webhooks.all()) if manages else [],
        "endpoints": list(row.endpoints.all()) if manages else [],
        "webhook_form": WebhookForm(auto_id="webhook_%s"),
        **forms,
    }
    return render(request, "accounts/team.html", context, status=status)


def stories_of(row: Team, user: Any) -> list[Story]:
    """Open stories of the team, the next deadline first."""
    rows = Story.objects.visible_to(user).filter(team=row, closed_at=None)
    return list(rows.order_by("deadline", "-created_at")[:STORIES])


@member_required
@require_POST
def absence_add(request: HttpRequest, pk: Any) -> HttpResponse:
    """POST: somebody is away."""
    row = find_team(request, pk)
    manages = may_manage(request.user, row)
    form = AbsenceForm(row, request.user, manages, request.POST, auto_id="absence_%s")
    if form.is_valid():
        try:
            made = absences.note_absence(row, **form.cleaned_data, by=request.user)
            words = _("%(deputy)s stands in for %(user)s.")
            told = {"deputy": made.deputy, "user": made.user}
            messages.success(request, words % told)
            return redirect("team", pk)
        except AbsenceError as error:
            form.add_error(None, str(error))
    return team_page(request, row, 422, absence_form=form, open_form="absence")


@member_required
@require_POST
def absence_end(request: HttpRequest, pk: Any, absence: int) -> HttpResponse:
    row = find_team(request, pk)
    rows = Absence.objects.filter(user__memberships__team=row).distinct()
    found = get_object_or_404(rows.select_related("user"), pk=absence)
    try:
        absences.end_absence(found, row, by=request.user)
        messages.success(request, _("%s is back.") % found.user)
    except AbsenceError as error:
        messages.error(request, str(error))
    return redirect("team", pk)


def managed_team(request: HttpRequest, pk: Any) -> Team:
    row = find_team(request, pk)
    if not may_manage(request.user, row):
        raise PermissionDenied(_("Only editors and admins of the team do this."))
    return row


@member_required
@require_POST
def webhook_add(request: HttpRequest, pk: Any) -> HttpResponse:
    """POST: another channel that takes messages."""
    row = managed_team(request, pk)
    form = WebhookForm(request.POST, auto_id="webhook_%s")
    if form.is_valid() and row.webhooks.count() >= WEBHOOKS:
        words = _("A team has %d channels at most; remove one first.")
        form.add_error(None, words % WEBHOOKS)
    if form.is_valid():
        made = TeamWebhook.objects.create(
            team=row, created_by=request.user, **form.cleaned_data
        )
        send_test(made, by=request.user)
        words = _("“%s” is kept. A test is on its way there.")
        messages.success(request, words % made)
        return redirect("team", pk)
    return team_page(request, row, 422, webhook_form=form, open_form="webhook")


@member_required
@require_POST
def webhook_test(request: HttpRequest, pk: Any, webhook: Any) -> HttpResponse:
    """POST: send a test; a paused channel is tried again."""
    row = managed_team(request, pk)
    found = get_object_or_404(TeamWebhook, pk=webhook, team=row)
    send_test(found, by=request.user)
    messages.success(request, _("A test is on its way to “%s”.") % found)
    return redirect("team", pk)


@member_required
@require_POST
def webhook_remove(request: HttpRequest, pk: Any, webhook: Any) -> HttpResponse:
    row = managed_team(request, pk)
    found = get_object_or_404(TeamWebhook, pk=webhook, team=row)
    found.delete()
    messages.success(request, _("“%s” gets no more messages.") % found)
    return redirect("team", pk)
