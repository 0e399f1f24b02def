"""Triage: one row for each question or group, its versions beneath."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from claims.choices import Level, TriageAction
from claims.errors import BadClaim, ClaimsError
from claims.forms import DISMISSALS, SNOOZES, DismissForm, SnoozeForm, TriageFilter
from claims.forms.filters import ANY_SCORE
from claims.models import CandidateGroup, Claim, Question, TriageDecision
from claims.review import triage as service
from claims.review.batch import kind_of
from claims.review.grouping import join_groups, part_group
from claims.views.batch import begin
from claims.views.context import counts_of
from claims.views.queries import (
    groups_on,
    last_decisions,
    loaded_groups,
    low_places,
    triage_places,
    triage_rows,
    versions_of,
    waiting_groups,
)
from sources.http import Capped, back, page_or_part, page_size, visible_or_404
from workbench.accounts.decorators import member_required

ROWS_A_PAGE = 25
LOW_SHOWN = 1_000
WORDINGS_SHOWN = 100
PARTS = "claims/parts"


@member_required
def triage(request: HttpRequest) -> HttpResponse:
    """The list, filtered by what the address says."""
    form = TriageFilter(request.user, request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    places = triage_places(request.user, wanted)
    pages = Capped(places, page_size(request, ROWS_A_PAGE))
    low = low_places(request.user, wanted)[: LOW_SHOWN + 1]
    pages.counted, fewer = counts_of(request).along(pages.first_rows, low)
    page = pages.get_page(request.GET.get("page"))
    shown = page.object_list.select_related("story", "question").defer("terms")
    context = {
        "form": form,
        "page": page,
        "rows": triage_rows(request.user, shown),
        "low": fewer,
        "low_most": LOW_SHOWN,
        "low_url": f"?{urlencode({**request.GET.dict(), 'score': ANY_SCORE})}",
        "decisions": last_decisions(request.user),
        **choices(),
    }
    return page_or_part(
        request, "claims/triage.html", "claims/parts/_triage.html", context
    )


def choices() -> dict[str, Any]:
    """What the small forms of a row offer, and the instant that leases are held to.

    The fields are alike in every row: drawn once, they cost a long list nothing.
    """
    offered = {"dismissals": DISMISSALS, "snoozes": SNOOZES}
    dismiss = {**offered, "legend": _("Why?")}
    return {
        **offered,
        "dismiss_fields": render_to_string(f"{PARTS}/_dismiss_fields.html", dismiss),
        "snooze_fields": render_to_string(f"{PARTS}/_snooze_fields.html", offered),
        "now": timezone.now(),
    }


@member_required
def group(request: HttpRequest, pk: Any) -> HttpResponse:
    """What a row folds away: all wordings, the reasons of its score, what can be done.

    Whole pages link here where there are no scripts; ``next`` is where one came from.
    """
    visible_or_404(CandidateGroup.objects.all(), request.user, pk=pk)
    row = loaded_groups(request.user, WORDINGS_SHOWN).filter(best__isnull=False)
    found = list(row.filter(pk=pk))
    if not found:
        raise Http404
    [version] = versions_of(request.user, found)
    context = {
        "group": found[0],
        "version": version,
        "r": found[0].best.reading,
        "here": request.GET.get("next", ""),
        **choices(),
    }
    return page_or_part(
        request, "claims/group.html", f"{PARTS}/_group_fold.html", context
    )


@member_required
@require_POST
def decide(request: HttpRequest, pk: Any, action: str) -> HttpResponse:
    """POST: one decision about one group."""
    group = visible_or_404(CandidateGroup.objects.all(), request.user, pk=pk)
    note = DECISIONS[action](group, request)
    return back(request, reverse("triage"), note)


def accept(group: CandidateGroup, request: HttpRequest) -> str:
    level = request.POST.get("level", "")
    claim = service.accept(group, level=level, by=request.user)
    return _("Accepted as %(claim)s: %(matter)s.") % {
        "claim": claim,
        "matter": matter(level),
    }


def matter(level: str) -> str:
    so = level == Level.SO.value
    return _("whether it is so") if so else _("whether it was said")


def attach(group: CandidateGroup, request: HttpRequest) -> str:
    chosen = request.POST.get("claim")
    if not chosen:
        raise BadClaim(_("Choose the claim these words belong to."))
    claim = visible_or_404(Claim.objects.all(), request.user, pk=chosen)
    service.attach(group, claim, by=request.user)
    return _("Attached to %(claim)s.") % {"claim": claim}


def join(group: CandidateGroup, request: HttpRequest) -> str:
    """The group is the same as another that waits: from now on they are one row."""
    chosen = request.POST.get("group")
    if not chosen:
        raise BadClaim(_("Choose the row these words are the same as."))
    other = visible_or_404(waiting_groups(request.user), request.user, pk=chosen)
    service.require_deciders(group, other, by=request.user)
    join_groups([other, group], by=request.user)
    return _("Joined: they are one row now, for words to come, too.")


def dismissal(request: HttpRequest) -> dict[str, Any]:
    form = DismissForm(request.POST)
    if not form.is_valid():
        raise BadClaim(_("Say why it is dismissed, in at most 500 characters."))
    return {"reason": form.cleaned_data["reason"]}


def sleep(request: HttpRequest) -> dict[str, Any]:
    form = SnoozeForm(request.POST)
    if not form.is_valid():
        raise BadClaim(_("Choose until when."))
    return {"until": form.until, "reason": form.cleaned_data["reason"]}


def dismiss(group: CandidateGroup, request: HttpRequest) -> str:
    service.dismiss(group, by=request.user, **dismissal(request))
    return _("Dismissed.")


def snooze(group: CandidateGroup, request: HttpRequest) -> str:
    service.snooze(group, by=request.user, **sleep(request))
    return _("Set aside; it comes back by itself.")


DECISIONS: dict[str, Callable[[CandidateGroup, HttpRequest], str]] = {
    "accept": accept,
    "attach": attach,
    "dismiss": dismiss,
    "join": join,
    "snooze": snooze,
}


@member_required
@require_POST
def part(request: HttpRequest, pk: Any) -> HttpResponse:
    """POST: the ticked words of a group are another claim than the rest."""
    group = visible_or_404(CandidateGroup.objects.all(), request.user, pk=pk)
    rows = group.candidates.filter(retired_at=None)
    chosen = set(request.POST.getlist("candidate"))
    ticked = [one for one in rows if str(one.pk) in chosen]
    part_group(group, ticked, by=request.user)
    return back(request, reverse("triage"), _("Parted; they are rows of their own."))


@member_required
@require_POST
def lease(request: HttpRequest, pk: Any) -> HttpResponse:
    """POST, when a row has the focus: others see who is on it. Never in the way."""
    group = visible_or_404(CandidateGroup.objects.all(), request.user, pk=pk)
    with suppress(ClaimsError):  # held by another, or the role only looks
        service.take_lease(group, by=request.user)
    return HttpResponse(status=204)


@member_required
@require_POST
def question_lease(request: HttpRequest, pk: Any) -> HttpResponse:
    """POST: the same for all answers to a question."""
    question = visible_or_404(Question.objects.all(), request.user, pk=pk)
    groups = list(waiting_groups(request.user).filter(question=question))
    with suppress(ClaimsError):
        service.take_leases(groups, by=request.user)
    return HttpResponse(status=204)


@member_required
@require_POST
def decide_question(request: HttpRequest, pk: Any, action: str) -> HttpResponse:
    """POST: the same decision about every version that waits."""
    question = visible_or_404(Question.objects.all(), request.user, pk=pk)
    decision, given = QUESTION_DECISIONS[action]
    made = service.decide_question(
        question, decision, by=request.user, **given(request)
    )
    return back(request, reverse("triage"), told(action, made))


QUESTION_DECISIONS: dict[str, tuple[Callable[..., Any], Callable[..., Any]]] = {
    "accept": (service.accept, lambda request: {"level": request.POST.get("level")}),
    "dismiss": (service.dismiss, dismissal),
    "snooze": (service.snooze, sleep),
}


def told(action: str, made: list[Any]) -> str:
    if not made:
        return _("Nothing waited here any more.")
    if action == "accept":
        names = ", ".join(str(claim) for claim in made)
        return _("Accepted as %(claims)s.") % {"claims": names}
    number = {"number": len(made)}
    if action == "dismiss":
        words = ngettext(
            "%(number)s version dismissed.",
            "%(number)s versions dismissed.",
            len(made),
        )
    else:
        words = ngettext(
            "%(number)s version set aside; it comes back by itself.",
            "%(number)s versions set aside; they come back by themselves.",
            len(made),
        )
    return words % number


@member_required
@require_POST
def decide_all(request: HttpRequest) -> HttpResponse:
    """POST: decide alike about all that a filter holds: asked, previewed, undone."""
    kind = kind_of(request.POST.get("kind", ""))
    if not kind.name.startswith("triage_"):
        raise Http404
    form = TriageFilter(request.user, QueryDict(request.POST.get("asked", "")))
    wanted = form.cleaned_data if form.is_valid() else {}
    rows = groups_on(request.user, triage_places(request.user, wanted))
    return begin(request, kind, rows, home=reverse("triage"))


def find_decision(request: HttpRequest, pk: Any) -> TriageDecision:
    rows = TriageDecision.objects.select_related("group", "claim")
    return visible_or_404(rows, request.user, pk=pk)


@member_required
@require_POST
def undo(request: HttpRequest, pk: Any) -> HttpResponse:
    service.undo(find_decision(request, pk), by=request.user)
    return back(request, reverse("triage"), _("Undone; the row is back."))


@member_required
@require_POST
def change(request: HttpRequest, pk: Any) -> HttpResponse:
    """POST: decide otherwise about what was decided."""
    decision = find_decision(request, pk)
    given = CHANGES.get(decision.action, dict)
    made = service.change(decision, by=request.user, **given(request))
    note = _("Changed.")
    if made.claim is not None:
        note = _("Changed: accepted as %(claim)s, %(matter)s.") % {
            "claim": made.claim,
            "matter": matter(made.level),
        }
    return back(request, reverse("triage"), note)


CHANGES: dict[str, Callable[[HttpRequest], dict[str, Any]]] = {
    TriageAction.ACCEPT: lambda request: {"level": request.POST.get("level", "")},
    TriageAction.DISMISS: dismissal,
    TriageAction.SNOOZE: sleep,
}
