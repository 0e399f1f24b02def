"""Teams, invitations, a person's own settings and keys."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db.models import Count, Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from workbench.accounts import invitations, keys, notifying
from workbench.accounts.decorators import member_required
from workbench.accounts.events import Event, Mail
from workbench.accounts.forms import AcceptForm, KeyForm, ProfileForm
from workbench.accounts.invitations import InvitationError, may_manage
from workbench.accounts.models import ApiKey, Invitation, Membership, Role, Team, User

BACKEND = "workbench.accounts.backends.ByName"


@member_required
def teams(request: HttpRequest) -> HttpResponse:
    rows = Team.objects.filter(pk__in=request.user.team_ids).annotate(
        people=Count("memberships__user", distinct=True)
    )
    return render(request, "accounts/teams.html", {"teams": rows})


def find_team(request: HttpRequest, pk: Any) -> Team:
    if pk not in request.user.team_ids:
        raise Http404
    return get_object_or_404(Team, pk=pk)


def team_context(row: Team, user: Any) -> dict[str, Any]:
    held = Membership.objects.filter(team=row).order_by("role")
    people = (
        User.objects.filter(memberships__team=row)
        .distinct()
        .order_by("name", "email")
        .prefetch_related(Prefetch("memberships", held, to_attr="roles_here"))
    )
    waiting = Invitation.objects.filter(team=row, accepted_at=None)
    return {
        "team": row,
        "people": people,
        "may_manage": may_manage(user, row),
        "invitations": waiting.select_related("invited_by").order_by("-created_at"),
        "now": timezone.now(),
        "roles": Role.choices,
    }


@member_required
@require_POST
def role_add(request: HttpRequest, pk: Any) -> HttpResponse:
    """POST: give a member another role."""
    row = find_team(request, pk)
    people = User.objects.filter(memberships__team=row).distinct()
    try:
        person = get_object_or_404(people, pk=request.POST.get("person"))
    except ValidationError:  # what can be no id
        raise Http404 from None
    try:
        held = invitations.give_role(
            row, person, request.POST.get("role", ""), by=request.user
        )
        told = _("%(who)s is now %(role)s.")
        messages.success(request, told % {"who": person, "role": held.role_in_words})
    except InvitationError as error:
        messages.error(request, str(error))
    return redirect("team", pk)


@member_required
@require_POST
def role_remove(request: HttpRequest, pk: Any, membership: int) -> HttpResponse:
    held = get_object_or_404(Membership, pk=membership, team=find_team(request, pk))
    try:
        invitations.remove_role(held, by=request.user)
        messages.success(request, _("%s no longer holds that role.") % held.user)
    except InvitationError as error:
        messages.error(request, str(error))
    return redirect("team", pk)


@member_required
@require_POST
def invitation_revoke(request: HttpRequest, pk: Any, invitation: Any) -> HttpResponse:
    row = get_object_or_404(Invitation, pk=invitation, team=find_team(request, pk))
    try:
        invitations.revoke(row, by=request.user)
        told = _("The invitation of %s no longer holds.")
        messages.success(request, told % row.email)
    except InvitationError as error:
        messages.error(request, str(error))
    return redirect("team", pk)


@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """GET: what one is invited to. POST: join, with a new account or one's own."""
    row = invitations.find(token)
    if row is None:
        return render(request, "accounts/invitation_gone.html", status=410)
    form = AcceptForm(request.POST or None)
    own = request.user if request.user.is_authenticated else None
    if request.method == "POST" and (own or form.is_valid()):
        data = {} if own else form.cleaned_data
        try:
            person = invitations.accept(token, user=own, **data)
            if own is None:
                login(request, person, backend=BACKEND)
            messages.success(request, _("Welcome to %s.") % row.team)
            return redirect("desk")
        except ValidationError as error:
            form.add_error("password", error)
        except InvitationError as error:
            form.add_error(None, str(error))
    context = {"row": row, "form": form, "own": own}
    status = 422 if form.errors and not own else 200
    return render(request, "accounts/invitation.html", context, status=status)


@login_required
def settings(request: HttpRequest) -> HttpResponse:
    """GET: profile, keys, keyboard. POST: save the profile."""
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Profile saved."))
        return redirect("settings")
    context = settings_context(request, form)
    status = 422 if form.errors else 200
    return render(request, "accounts/settings.html", context, status=status)


def settings_context(
    request: HttpRequest, form: ProfileForm, **more: Any
) -> dict[str, Any]:
    rows = ApiKey.objects.filter(user=request.user).order_by("-created_at")
    return {
        "form": form,
        "keys": rows,
        "key_form": KeyForm(),
        "now": timezone.now(),
        "writes_pages": any(
            Role.ADMIN.value in held
            for held in request.user.memberships_by_team.values()
        ),
        **more,
    }


@login_required
@require_POST
def key_create(request: HttpRequest) -> HttpResponse:
    """POST: make a key; it is shown on this answer and never again."""
    form = KeyForm(request.POST)
    more: dict[str, Any] = {"key_form": form}
    if form.is_valid():
        data = form.cleaned_data
        more["new_row"], more["new_key"] = keys.create_key(
            request.user,
            name=data["name"],
            scopes=data["scopes"],
            expires_at=form.expires_at,
        )
        more["key_form"] = KeyForm()
    context = settings_context(request, ProfileForm(instance=request.user), **more)
    response = render(
        request, "accounts/settings.html", context, status=422 if form.errors else 200
    )
    response["Cache-Control"] = "no-store"
    return response


@login_required
@require_POST
def key_revoke(request: HttpRequest, pk: Any) -> HttpResponse:
    row = get_object_or_404(ApiKey, pk=pk, user=request.user)
    keys.revoke(row)
    told = _("“%(name)s” no longer opens anything.") % {"name": row.name}
    messages.success(request, told)
    return redirect("settings")


@login_required
def notification_settings(request: HttpRequest) -> HttpResponse:
    """GET: each event with how one is told of it. POST: save the choices."""
    refused = False
    if request.method == "POST":
        try:
            notifying.choose(request.user, chosen_events(request))
            messages.success(request, _("Saved."))
            return redirect("notification_settings")
        except ValueError:
            refused = True
    context = {
        "choices": notifying.choices_of(request.user),
        "mails": Mail.choices,
        "refused": refused,
    }
    status = 422 if refused else 200
    return render(request, "accounts/notifications.html", context, status=status)


def chosen_events(request: HttpRequest) -> dict[str, tuple[bool, str]]:
    """A box that is not ticked is not sent, so every event is read."""
    return {
        event.value: (
            f"page_{event.value}" in request.POST,
            request.POST.get(f"mail_{event.value}", ""),
        )
        for event in Event
    }
