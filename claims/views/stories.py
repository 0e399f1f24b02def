"""Stories: the list, and one story as a whole."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from claims.choices import Status
from claims.models import Candidate, CandidateGroup, Claim, Question, Relation
from claims.views.charts import Map, ring_map, timeline
from claims.views.moments import near, of_candidates
from sources.choices import JobState
from sources.http import page_or_part, paged, visible_or_404
from sources.models import Document, Story
from sources.views import add_progress
from workbench.accounts.decorators import member_required

DOCUMENTS_SHOWN = 60
STEPS = {
    "fetch": "fetching it",
    "read": "reading its text",
    "extract": "finding its claims",
    "extract_part": "finding its claims",
    "extract_close": "finding its claims",
    "relate": "comparing them",
}
BUSY = {JobState.QUEUED, JobState.RUNNING}


@member_required
def stories(request: HttpRequest) -> HttpResponse:
    rows = counted(Story.objects.visible_to(request.user).select_related("team"))
    context = {"page": paged(request, rows)}
    return page_or_part(
        request, "claims/stories.html", "claims/parts/_stories.html", context
    )


def counted(rows: QuerySet[Story]) -> QuerySet[Story]:
    """Add how many documents, claims and groups in conflict each story has."""
    return rows.annotate(
        n_documents=count_in(Document.objects.all()),
        n_claims=count_in(Claim.objects.filter(merged_into=None)),
        n_conflicts=count_in(CandidateGroup.objects.filter(conflicts__gt=0)),
    )


def count_in(rows: QuerySet[Any]) -> Coalesce:
    """A subquery that counts rows of the story; joins would multiply one another."""
    own = rows.filter(story=OuterRef("pk")).order_by().values("story")
    return Coalesce(Subquery(own.annotate(n=Count("pk")).values("n")), 0)


@member_required
def story(request: HttpRequest, pk: Any) -> HttpResponse:
    """Documents, questions, claims by state, event times, who agrees with whom."""
    rows = Story.objects.select_related("team", "scope", "created_by")
    row = visible_or_404(rows, request.user, pk=pk)
    documents = list(row.documents.select_related("source", "story")[:DOCUMENTS_SHOWN])
    add_progress(documents)
    claims = list(row.claims.filter(merged_into=None).order_by("-updated_at"))
    times, left_out = near(of_candidates(timed(row)))
    busy = [d for d in documents if d.work and d.work.state in BUSY]
    context = {
        "story": row,
        "documents": documents,
        "busy": busy,
        "asking": [d for d in documents if d.asks_date],
        "step": STEPS.get(busy[0].work.kind, "") if busy else "",
        "questions": questions_of(row),
        "claims": claims,
        "by_state": by_state(claims),
        "n_groups": row.groups.filter(best__isnull=False).count(),
        "line": timeline(times),
        "left_out": left_out,
        "map": map_of(row, documents),
    }
    return page_or_part(
        request, "claims/story.html", "claims/parts/_story.html", context
    )


def timed(row: Story) -> QuerySet[Candidate]:
    """The best candidate of each group that tells a time, most worth checking first."""
    ids = row.groups.filter(best__event_start__isnull=False).order_by("-score")
    best = Candidate.objects.filter(pk__in=ids.values("best")[:40])
    return best.select_related("document__source", "group").order_by("-score")


def questions_of(row: Story) -> list[Question]:
    rows = row.questions.filter(groups__isnull=False).annotate(
        versions=Count("groups", distinct=True)
    )
    return list(rows.order_by("-versions", "wording")[:30])


def by_state(claims: list[Claim]) -> list[tuple[str, str, int]]:
    held = Counter(claim.status for claim in claims)
    return [(s.value, s.label, held[s.value]) for s in Status if held[s.value]]


def map_of(row: Story, documents: list[Document]) -> Map | None:
    """Documents on a ring, joined where their words agree or conflict."""
    ends = ("a__document", "b__document", "label")
    pairs = Relation.objects.filter(story=row, a__isnull=False, b__isnull=False)
    counts: Counter[tuple[str, str, str]] = Counter()
    names = names_of(documents)
    for a, b, label, n in pairs.values_list(*ends).annotate(n=Count("pk")):
        one, two = sorted((str(a), str(b)))
        tone = TONE_OF.get(label)
        if tone and one != two and one in names and two in names:
            counts[(one, two, tone)] += n
    urls = {key: reverse("document", args=[key]) for key in names}
    return ring_map(names, dict(counts), urls)


def names_of(documents: list[Document]) -> dict[str, str]:
    """Labels by id; outlets with several documents are told apart by date."""
    held = Counter(d.label for d in documents)
    return {
        str(d.pk): f"{d.label} {d.published[5:10]}" if held[d.label] > 1 else d.label
        for d in documents
    }


TONE_OF = {
    "contradicts": "contradicts",
    "partially_contradicts": "contradicts",
    "same": "supports",
    "supports": "supports",
}
