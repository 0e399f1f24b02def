"""Who speaks and is spoken of in a story: the list, merging, splitting, undoing."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from claims import roles
from claims.choices import ActorKind
from claims.errors import BadActor, ClaimsError, StaleActor
from claims.evidence.speakers import fold_name
from claims.forms import MergeForm, SideForm, SplitForm
from claims.models import Actor, ActorDecision, Candidate
from claims.review import actors as service
from claims.review.sides import set_side
from sources.http import back, page_or_part, paged, visible_or_404
from sources.models import Story
from workbench.accounts.decorators import member_required

REFUSALS = (BadActor, StaleActor)
WORDS_SHOWN = 12
DECISIONS_SHOWN = 10


@member_required
def actors(request: HttpRequest, pk: Any) -> HttpResponse:
    """The list, narrowed by a spelling and a kind; ticked ones stay in it."""
    story = find_story(request, pk)
    ticked = chosen(story, request.GET.getlist("actor"))
    q, kind = request.GET.get("q", ""), request.GET.get("kind", "")
    rows = searched(story, q, kind).exclude(pk__in=[row.pk for row in ticked])
    context = {
        "story": story,
        "page": paged(request, rows),
        "ticked": ticked,
        "q": q,
        "kind": kind,
        "kinds": ActorKind.choices,
        "may": roles.holds(request.user, story.team_id, roles.REVIEWER_UP),
        "decisions": decisions_in(story),
    }
    return page_or_part(
        request, "claims/actors.html", "claims/parts/_actors.html", context
    )


def find_story(request: HttpRequest, pk: Any) -> Story:
    return visible_or_404(Story.objects.select_related("team"), request.user, pk=pk)


def searched(story: Story, q: str, kind: str) -> QuerySet[Actor]:
    """Actors with all words of ``q`` in a spelling, most documents first."""
    rows = story.actors.standing().select_related("side")
    for word in fold_name(q).split():
        rows = rows.filter(Q(keys__icontains=word))
    if kind in ActorKind.values:
        rows = rows.filter(kind=kind)
    return rows.order_by("-documents", "-said", "name")


def chosen(story: Story, ids: list[str]) -> list[Actor]:
    """Ticked actors, in the order they were ticked; what is no id is no actor."""
    wanted = list(dict.fromkeys(ids))[:50]
    rows = story.actors.standing().select_related("side")
    found = {str(row.pk): row for row in rows if str(row.pk) in wanted}
    return [found[pk] for pk in wanted if pk in found]


def decisions_in(story: Story) -> QuerySet[ActorDecision]:
    rows = story.actor_decisions.select_related("by", "undone_by", "actor")
    return rows[:DECISIONS_SHOWN]


@member_required
def merge(request: HttpRequest, pk: Any) -> HttpResponse:
    """GET: what would become one. POST: make it so."""
    story = find_story(request, pk)
    sent = request.POST if request.method == "POST" else request.GET
    rows = chosen(story, sent.getlist("actor"))
    form = MergeForm(rows, request.POST or None)
    refused: ClaimsError | None = None
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            decision = service.merge(
                rows, into=data["into"], reason=data["reason"], by=request.user
            )
        except REFUSALS as error:
            refused = error
        else:
            words = ngettext(
                "%(count)d actor is one now: %(name)s.",
                "%(count)d actors are one now: %(name)s.",
                len(rows),
            )
            told = words % {"count": len(rows), "name": decision.name}
            return back(request, reverse("actors", args=[pk]), told)
    context = {
        "story": story,
        "rows": rows,
        "form": form,
        "refused": refused,
        "sides": {row.side.get_interest_display() for row in rows if has_side(row)},
        "may": roles.holds(request.user, story.team_id, roles.REVIEWER_UP),
    }
    status = status_of(form, refused)
    return render(request, "claims/actor_merge.html", context, status=status)


def status_of(form: Form, refused: ClaimsError | None) -> int:
    if isinstance(refused, StaleActor):
        return 409
    return 422 if refused or form.errors else 200


def has_side(row: Actor) -> bool:
    side = getattr(row, "side", None)
    return side is not None and side.interest != "unknown"


@member_required
def actor(request: HttpRequest, pk: Any) -> HttpResponse:
    """One actor: spellings, what it says and where it is named, what was decided."""
    row = find_actor(request, pk)
    if row.merged_into is not None:
        return redirect("actor", row.merged_into.pk)
    return actor_page(request, row, SplitForm(row))


def find_actor(request: HttpRequest, pk: Any) -> Actor:
    rows = Actor.objects.select_related(
        "story__team", "side__confirmed_by", "merged_into"
    )
    return visible_or_404(rows, request.user, pk=pk)


def actor_page(
    request: HttpRequest,
    row: Actor,
    form: SplitForm,
    refused: ClaimsError | None = None,
    side_form: SideForm | None = None,
) -> HttpResponse:
    said = Candidate.objects.filter(actor=row, retired_at=None)
    decided = ActorDecision.objects.filter(
        Q(actor=row) | Q(keys__overlap=row.keys), story=row.story
    )
    context = {
        "actor": row,
        "form": form,
        "side_form": side_form or SideForm(getattr(row, "side", None)),
        "refused": refused,
        "said": said.select_related("document__source", "group").order_by("-score")[
            :WORDS_SHOWN
        ],
        "claims": row.claims.filter(merged_into=None).order_by("-number")[:WORDS_SHOWN],
        "decisions": decided.select_related("by", "undone_by")[:DECISIONS_SHOWN],
        "may": roles.holds(request.user, row.story.team_id, roles.REVIEWER_UP),
    }
    status = status_of(side_form or form, refused)
    return render(request, "claims/actor.html", context, status=status)


@member_required
@require_POST
def split(request: HttpRequest, pk: Any) -> HttpResponse:
    """POST: ticked spellings become another actor."""
    row = find_actor(request, pk)
    form = SplitForm(row, request.POST)
    if not form.is_valid():
        return actor_page(request, row, form)
    data = form.cleaned_data
    try:
        decision = service.split(
            row,
            data["spellings"],
            name=data["name"],
            reason=data["reason"],
            by=request.user,
        )
    except REFUSALS as error:
        return actor_page(request, row, form, refused=error)
    here = reverse("actor", args=[pk])
    return back(request, here, _("“%s” is an actor of its own now.") % decision.name)


@member_required
@require_POST
def side(request: HttpRequest, pk: Any) -> HttpResponse:
    """POST: confirm or correct whose interest it speaks for."""
    row = find_actor(request, pk)
    form = SideForm(getattr(row, "side", None), request.POST)
    if not form.is_valid():
        return actor_page(request, row, SplitForm(row), side_form=form)
    try:
        made = set_side(row, by=request.user, **form.cleaned_data)
    except REFUSALS as error:
        return actor_page(request, row, SplitForm(row), error, side_form=form)
    here = reverse("actor", args=[pk])
    return back(request, here, _("%s: confirmed.") % made.get_interest_display())


@member_required
@require_POST
def undo(request: HttpRequest, pk: Any) -> HttpResponse:
    row = visible_or_404(
        ActorDecision.objects.select_related("story"), request.user, pk=pk
    )
    service.undo(row, by=request.user)
    return back(request, reverse("actors", args=[row.story_id]), _("Undone."))
