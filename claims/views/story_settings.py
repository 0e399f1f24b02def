"""How a story is kept: title, deadline, embargo, closing; each with its history."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims import roles
from claims.errors import EmbargoRefused
from claims.forms.story import EmbargoForm, ReasonForm, StoryEditForm
from claims.review import embargo as service
from claims.views.stories import find_story
from sources.errors import StaleStory
from sources.http import back
from sources.models import Story
from sources.stories import close_story, edit_story, reopen_story, story_digest
from workbench.accounts.decorators import member_required

EDITS_SHOWN = 50


@member_required
def settings(request: HttpRequest, pk: Any) -> HttpResponse:
    """GET: how the story is kept. POST: another title or deadline."""
    row = find_story(request, pk)
    form = StoryEditForm(row, request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return settings_page(request, row, form=form)
    if not form.is_valid():
        return settings_page(request, row, form=form, status=422)
    try:
        edit_story(row, by=request.user, **form.cleaned_data)
    except StaleStory as stale:
        # Sent once more, it is meant for what stands now.
        form.data = form.data.copy()
        form.data["seen"] = story_digest(Story.objects.get(pk=pk))
        return settings_page(
            request, row, form=form, now=stale.extra["now"], status=409
        )
    return back(request, here(pk), _("Saved."))


def settings_page(
    request: HttpRequest, row: Story, *, status: int = 200, **more: Any
) -> HttpResponse:
    lifting = row.scope_id is not None
    context = {
        "story": row,
        "form": StoryEditForm(row),
        "embargo_form": EmbargoForm(lifting=lifting),
        "reason_form": ReasonForm(prefix="close"),
        "against": service.reasons_against(row, setting=not lifting),
        "counted": service.counted(row),
        "edits": row.edits.select_related("by")[:EDITS_SHOWN],
        "may": roles.holds(request.user, row.team_id, roles.EDITOR),
        **more,
    }
    return render(request, "claims/story_settings.html", context, status=status)


@member_required
@require_POST
def embargo(request: HttpRequest, pk: Any) -> HttpResponse:
    """POST: put the story under embargo, or lift it; ``lift`` says which was seen."""
    row = find_story(request, pk)
    lifting = request.POST.get("do") == "lift"
    form = EmbargoForm(lifting=lifting, data=request.POST)
    if not form.is_valid():
        return settings_page(request, row, embargo_form=form, status=422)
    change = service.lift_embargo if lifting else service.set_embargo
    try:
        change(row, by=request.user, reason=form.cleaned_data["reason"])
    except EmbargoRefused as refused:
        return settings_page(
            request, row, embargo_form=form, refused=refused, status=409
        )
    note = (
        _("The embargo is lifted. The story is being compared with all others.")
        if lifting
        else _("Under embargo: only %(team)s sees it now.") % {"team": row.team}
    )
    return back(request, here(pk), note)


@member_required
@require_POST
def close(request: HttpRequest, pk: Any) -> HttpResponse:
    """POST: close the story, or open it again."""
    row = find_story(request, pk)
    if request.POST.get("do") == "reopen":
        reopen_story(row, by=request.user)
        return back(request, here(pk), _("Open again."))
    form = ReasonForm(request.POST, prefix="close")
    if not form.is_valid():
        return settings_page(request, row, reason_form=form, status=422)
    close_story(row, by=request.user, reason=form.cleaned_data["reason"])
    return back(request, here(pk), _("Closed. All of it stays to be read."))


def here(pk: Any) -> str:
    return reverse("story_settings", args=[pk])
