"""Finding what something may be the same as, and merging claims that are one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims import roles
from claims.choices import Label
from claims.errors import BadMerge, Leased, StaleClaim, TransitionNotAllowed
from claims.forms import ClaimsMergeForm
from claims.models import CandidateGroup, Claim, Relation
from claims.review.merging import merge_claims, unmerge
from claims.views.queries import waiting_groups
from sources.http import back, page_or_part, visible_or_404
from sources.query import whole_number
from workbench.accounts.decorators import member_required

SHOWN = 6
REFUSALS = (BadMerge, Leased, StaleClaim, TransitionNotAllowed)
MOST = 50  # claims that are merged at once


def standing_claims(user: Any) -> QuerySet[Claim]:
    """Claims to which something may still be added."""
    rows = Claim.objects.visible_to(user).filter(merged_into=None)
    return rows.exclude(status__in=["published", "dismissed", "retracted"])


def with_words(rows: QuerySet[Any], column: str, q: str) -> QuerySet[Any]:
    """Rows that hold every word of ``q``, wherever in the column."""
    for word in q.split()[:12]:
        held = Q(**{f"{column}__icontains": word})
        if column == "normalized_text" and word.isdecimal() and len(word) < 10:
            held |= Q(number=int(word))
        rows = rows.filter(held)
    return rows


def agreeing_groups(group: CandidateGroup) -> list[Any]:
    """Ids of groups of its story whose words agree with this one's."""
    own = list(group.candidates.filter(retired_at=None).values_list("pk", flat=True))
    ties = Relation.objects.filter(
        Q(a__in=own) | Q(b__in=own),
        story_id=group.story_id,
        label__in=[Label.SAME, Label.SUPPORTS],
    )
    ends = ties.order_by("-score").values_list("a__group", "b__group")
    found = dict.fromkeys(end for pair in ends[:200] for end in pair)
    return [key for key in found if key not in {None, group.pk}]


def same_claims(user: Any, group: CandidateGroup, q: str) -> list[Claim]:
    """Claims these words may belong to; likely ones first, else the newest."""
    rows = standing_claims(user).filter(story=group.story_id)
    if q:
        return list(with_words(rows, "normalized_text", q).order_by("-number")[:SHOWN])
    near = agreeing_groups(group)
    likely = Q(group__in=near) | Q(decisions__group__in=near, decisions__undone_at=None)
    if group.question_id:
        likely |= Q(question=group.question_id)
    first = list(rows.filter(likely).distinct().order_by("-number")[:SHOWN])
    known = [claim.pk for claim in first]
    rest = rows.exclude(pk__in=known).order_by("-number")
    return first + list(rest[: SHOWN - len(first)])


def same_groups(user: Any, group: CandidateGroup, q: str) -> list[CandidateGroup]:
    """Rows that wait and may be the same; those that agree when nothing is asked."""
    rows = waiting_groups(user).filter(story=group.story_id).exclude(pk=group.pk)
    rows = (
        with_words(rows, "wording", q)
        if q
        else rows.filter(pk__in=agreeing_groups(group))
    )
    rows = rows.select_related("best__document__source")
    return list(rows.order_by("-score", "pk")[:SHOWN])


@member_required
def group_same(request: HttpRequest, pk: Any) -> HttpResponse:
    """GET: what the words of a group may be the same as; ``q`` searches."""
    rows = CandidateGroup.objects.select_related("story", "best__document__source")
    group = visible_or_404(rows, request.user, pk=pk)
    q = request.GET.get("q", "").strip()
    context = {
        "group": group,
        "q": q,
        "claims": same_claims(request.user, group, q),
        "groups": same_groups(request.user, group, q),
        "back": request.GET.get("next", ""),
    }
    return page_or_part(
        request,
        "claims/triage_same.html",
        "claims/parts/_triage_same.html",
        context,
    )


@member_required
def merge(request: HttpRequest) -> HttpResponse:
    """GET, or POST of ticked rows: choose the survivor. POST with it: merge."""
    sent = request.POST if request.method == "POST" else request.GET
    rows = chosen(request.user, sent.getlist("claim") or sent.getlist("ids"))
    q = sent.get("q", "").strip()
    decided = request.method == "POST" and "into" in request.POST
    form = ClaimsMergeForm(rows, request.POST if decided else None)
    refused: Any = None
    if decided and form.is_valid():
        into = visible_or_404(
            Claim.objects.all(), request.user, pk=form.cleaned_data["into"]
        )
        try:
            return merged(request, rows, into, form)
        except REFUSALS as error:
            refused = error
    stories = {row.story_id for row in rows}
    context = {
        "rows": rows,
        "q": q,
        "form": form,
        "refused": refused,
        "found": survivors(request.user, rows, q),
        "into": sent.get("into", ""),
        "may": all(
            roles.holds(request.user, row.story.team_id, roles.REVIEWER_UP)
            for row in rows
        ),
        "stories": len(stories),
    }
    status = 422 if refused or form.errors else 200
    if refused and not isinstance(refused, BadMerge):
        status = 409
    return render(request, "claims/claims_merge.html", context, status=status)


def merged(
    request: HttpRequest, rows: list[Claim], into: Claim, form: ClaimsMergeForm
) -> HttpResponse:
    """Merge all of them, or none."""
    with transaction.atomic():
        for row in rows:
            if row.pk != into.pk:
                merge_claims(
                    row,
                    into,
                    by=request.user,
                    reason=form.cleaned_data["reason"],
                    seen_version=form.seen(row),
                )
    note = _("%(claims)s merged into %(into)s.") % {
        "claims": ", ".join(str(row) for row in rows if row.pk != into.pk),
        "into": into,
    }
    return back(request, into.get_absolute_url(), note)


def chosen(user: Any, ids: list[str]) -> list[Claim]:
    """Ticked claims, in the order they were ticked; what is no id is no claim."""
    wanted = list(dict.fromkeys(ids))[:MOST]
    rows = Claim.objects.visible_to(user).filter(pk__in=[i for i in wanted if is_id(i)])
    found = {str(row.pk): row for row in rows.select_related("story__team", "checker")}
    return [found[pk] for pk in wanted if pk in found]


def is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def survivors(user: Any, rows: list[Claim], q: str) -> list[Claim]:
    """Where one ticked claim may go: claims of its story and level."""
    if len(rows) != 1:
        return []
    (row,) = rows
    others = standing_claims(user).filter(story=row.story_id, level=row.level)
    others = with_words(others.exclude(pk=row.pk), "normalized_text", q)
    alike = Q(question=row.question_id) if row.question_id and not q else Q()
    return list(others.filter(alike).order_by("-number")[:10])


@member_required
@require_POST
def part(request: HttpRequest, pk: Any) -> HttpResponse:
    """POST: take a merge back."""
    row = visible_or_404(
        Claim.objects.select_related("merged_into", "story"), request.user, pk=pk
    )
    seen = whole_number(request.POST.get("seen_version", ""))
    version = row.version if seen is None else seen
    unmerge(row, by=request.user, seen_version=version)
    note = _("%(claim)s stands by itself again.") % {"claim": row}
    return back(request, reverse("claim", args=[row.pk]), note)
