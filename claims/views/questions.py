"""One question: its versions side by side, who holds each, in one zone."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from claims import roles
from claims.forms import DISMISSALS, SNOOZES
from claims.models import Question
from claims.views.answers import answers_of
from claims.views.charts import timeline
from claims.views.moments import near, of_candidates
from claims.views.origins import whence
from claims.views.queries import (
    TriageRow,
    loaded_groups,
    versions_of,
)
from sources.http import page_or_part, visible_or_404
from workbench.accounts.decorators import member_required


@member_required
def question(request: HttpRequest, pk: Any) -> HttpResponse:
    rows = Question.objects.select_related("story__team")
    row = visible_or_404(rows, request.user, pk=pk)
    groups = loaded_groups(request.user).filter(question=row, best__isnull=False)
    versions = versions_of(request.user, list(groups.order_by("-score", "id")))
    members = [c for v in versions for c in v.candidates]
    for member in members:
        member.group = next(v.group for v in versions if v.group.pk == member.group_id)
    waiting = sum(version.waiting for version in versions)
    triage_row = TriageRow(row, versions, of=len(versions), left=waiting)
    times, left_out = near(of_candidates(members))
    context = {
        "question": row,
        "row": triage_row,
        "answers": answers_of(versions),
        "whence": whence(members, rivals=True) if members else None,
        "may": roles.holds(request.user, row.story.team_id, roles.REVIEWER_UP),
        "own_claims": row.claims.visible_to(request.user).filter(merged_into=None),
        "line": timeline(times),
        "left_out": left_out,
        "dismissals": DISMISSALS,
        "snoozes": SNOOZES,
        "now": timezone.now(),
    }
    return page_or_part(
        request, "claims/question.html", "claims/parts/_question.html", context
    )
