"""One question: its versions side by side, who holds each, in one zone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.postgres.expressions import ArraySubquery
from django.core.paginator import Paginator
from django.db.models import Count, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from claims import roles
from claims.choices import Status
from claims.models import Claim, Question, TriageDecision
from claims.publication.matter import (
    Lack,
    for_publishing,
    lacks_of,
    publish_matter,
    still_to_publish,
)
from claims.review.grouping import (
    join_groups,
    merge_questions,
    reword_question,
    split_question,
)
from claims.views.answers import answers_of
from claims.views.charts import timeline
from claims.views.context import counts_of
from claims.views.moments import near, of_candidates
from claims.views.origins import whence
from claims.views.queries import TriageRow, Version, loaded_groups, versions_of
from claims.views.triage import choices
from sources.http import back, page_or_part, page_size, visible_or_404
from sources.query import whole_number
from workbench.accounts.decorators import member_required

VERSIONS_A_PAGE = 24
SAME_SHOWN = 8


def find_question(request: HttpRequest, pk: Any) -> Question:
    rows = Question.objects.select_related("story__team", "reworded_by")
    return visible_or_404(rows, request.user, pk=pk)


@member_required
def question(request: HttpRequest, pk: Any) -> HttpResponse:
    row = find_question(request, pk)
    groups = loaded_groups(request.user).filter(question=row, best__isnull=False)
    pages = Paginator(
        groups.order_by("-score", "id"), page_size(request, VERSIONS_A_PAGE)
    )
    [pages.count] = counts_of(request).along(groups.order_by().values("pk"))
    page = pages.get_page(request.GET.get("page"))
    versions = versions_of(request.user, list(page.object_list))
    members = [c for v in versions for c in v.candidates]
    homes = {version.group.pk: version.group for version in versions}
    for member in members:
        member.group = homes[member.group_id]
    times, left_out = near(of_candidates(members))
    claims = claims_of(request.user, row)
    waiting = sum(version.waiting for version in versions)
    context = {
        "question": row,
        "page": page,
        "row": TriageRow(row, versions, of=page.paginator.count, left=waiting),
        "cards": cards_of(versions, claims),
        "answers": answers_of(versions),
        "whence": whence(members, rivals=True) if members else None,
        "may": roles.holds(request.user, row.story.team_id, roles.REVIEWER_UP),
        "own_claims": claims,
        "matter": matter_for(request.user, row, claims),
        "line": timeline(times),
        "left_out": left_out,
        **choices(),
    }
    return page_or_part(
        request, "claims/question.html", "claims/parts/_question.html", context
    )


@dataclass(frozen=True)
class Card:
    """A version, and the claim that people made of it."""

    version: Version
    claim: Claim | None


def claims_of(user: Any, row: Question) -> list[Any]:
    """Claims with ``standing_verdict``, and the groups that were ``settled`` so."""
    rows = row.claims.visible_to(user).filter(merged_into=None)
    settled = TriageDecision.objects.filter(claim=OuterRef("pk"), undone_at=None)
    rows = rows.annotate(settled=ArraySubquery(settled.values("group")))
    return list(for_publishing(rows).order_by("number"))


def cards_of(versions: list[Version], claims: list[Any]) -> list[Card]:
    held: dict[Any, Claim] = {}
    for claim in claims:
        for group in (claim.group_id, *claim.settled):
            held.setdefault(group, claim)
    return [Card(version, held.get(version.group.pk)) for version in versions]


@dataclass(frozen=True)
class Matter:
    """What publishing all of it together would do, and what it still lacks."""

    claims: list[Claim]
    lacks: list[Lack]
    may: bool


def matter_for(user: Any, row: Question, claims: list[Claim]) -> Matter | None:
    """None while no claim of the question is near to being published."""
    if not any(claim.status == Status.APPROVED for claim in claims):
        return None
    rows = still_to_publish(claims)
    may = roles.holds(user, row.story.team_id, roles.EDITOR)
    return Matter(rows, lacks_of(rows, by=user), may)


@member_required
def same(request: HttpRequest, pk: Any) -> HttpResponse:
    """GET: other questions of the story, found by words."""
    row = find_question(request, pk)
    q = request.GET.get("q", "").strip()
    context = {
        "question": row,
        "q": q,
        "questions": list(others_of(request.user, row, q)[:SAME_SHOWN]),
        "back": request.GET.get("next", ""),
    }
    return page_or_part(
        request,
        "claims/question_same.html",
        "claims/parts/_question_same.html",
        context,
    )


def others_of(user: Any, row: Question, q: str) -> QuerySet[Question]:
    rows = Question.objects.visible_to(user).filter(story=row.story_id)
    for word in q.split()[:12]:
        rows = rows.filter(
            Q(wording__icontains=word) | Q(groups__wording__icontains=word)
        )
    counted = rows.exclude(pk=row.pk).annotate(answers=Count("groups", distinct=True))
    return counted.filter(answers__gt=0).order_by("-answers", "wording")


@member_required
@require_POST
def merge(request: HttpRequest, pk: Any) -> HttpResponse:
    """POST: the question is the same as another, which goes on."""
    row = find_question(request, pk)
    chosen = request.POST.get("into") or None
    into = visible_or_404(Question.objects.all(), request.user, pk=chosen)
    merge_questions(row, into, by=request.user)
    here = reverse("question", args=[row.pk])
    there = reverse("question", args=[into.pk])
    note = _("One question now: %(question)s") % {"question": into}
    if request.POST.get("next", "").startswith(here):
        request.POST = request.POST.copy()
        request.POST["next"] = there
    return back(request, there, note)


@member_required
@require_POST
def arrange(request: HttpRequest, pk: Any, action: str) -> HttpResponse:
    """POST: of the ticked versions, split them off or make them one."""
    row = find_question(request, pk)
    roles.require(request.user, row.story.team_id, roles.REVIEWER_UP)
    ticked = set(request.POST.getlist("group"))
    groups = [one for one in row.groups.all() if str(one.pk) in ticked]
    if action == "split":
        split_question(row, groups, by=request.user)
        note = ngettext(
            "%(number)s version stands by itself now.",
            "%(number)s versions are a question of their own now.",
            len(groups),
        ) % {"number": len(groups)}
    else:
        join_groups(groups, by=request.user)
        note = _("They are one version now, for words to come, too.")
    if not row.groups.model.objects.filter(question=row.pk).exists():
        # With one answer left it is no question any more, and has no page.
        messages.success(request, note)
        return redirect(f"{reverse('triage')}?story={row.story_id}")
    return back(request, reverse("question", args=[row.pk]), note)


@member_required
@require_POST
def reword(request: HttpRequest, pk: Any) -> HttpResponse:
    """POST: a person's words for the question."""
    row = find_question(request, pk)
    reword_question(row, request.POST.get("wording", ""), by=request.user)
    return back(request, reverse("question", args=[row.pk]), _("Reworded."))


@member_required
@require_POST
def publish(request: HttpRequest, pk: Any) -> HttpResponse:
    """POST: publish all claims of the question together, or none."""
    row = find_question(request, pk)
    seen = {
        name.removeprefix("seen_"): version
        for name, value in request.POST.items()
        if name.startswith("seen_") and (version := whole_number(value)) is not None
    }
    made = publish_matter(row, by=request.user, seen=seen)
    note = ngettext(
        "%(number)s finding is public.", "%(number)s findings are public.", len(made)
    ) % {"number": len(made)}
    return back(request, reverse("question", args=[row.pk]), note)
