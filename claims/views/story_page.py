"""What one story shows: times, who agrees, questions, claims, documents, work."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import (
    Count,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    UUIDField,
)
from django.db.models.functions import Coalesce, Greatest, Least
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.choices import Status
from claims.models import Candidate, Claim, ExtractionRun, Question, Relation
from claims.views.charts import Map, ring_map, timeline
from claims.views.moments import near, of_candidates, table_of
from claims.views.reading import with_counts
from sources.choices import JobState
from sources.models import Capture, Document, Job, Story, TextRevision

DOCUMENTS_READ, DOCUMENTS_SHOWN = 200, 25
QUESTIONS_SHOWN, CLAIMS_SHOWN, TIMES_SHOWN = 30, 40, 40
BUSY = (JobState.QUEUED, JobState.RUNNING)
STEPS = {
    "fetch": _("fetching it"),
    "read": _("reading its text"),
    "extract": _("finding its claims"),
    "extract_part": _("finding its claims"),
    "extract_close": _("finding its claims"),
    "relate": _("comparing them"),
}
CONFLICTING = ("contradicts", "partially_contradicts")
AGREEING = ("same", "supports")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two documents, and how many relations of either kind join them."""

    one: Document
    other: Document
    names: tuple[str, str]
    conflicts: int
    agreements: int


@dataclass(frozen=True, slots=True)
class Work:
    """What is being done on a story just now, and what was set aside."""

    busy: int
    failed: int
    job: Job | None
    step: str


def counted_story(rows: QuerySet[Story]) -> QuerySet[Story]:
    """Add what tells how far a story is; costs no query of its own."""
    found = Candidate.objects.filter(story=OuterRef("pk"), retired_at=None)
    runs = ExtractionRun.objects.filter(
        revision__document__story=OuterRef("pk"), current=True
    )
    documents = Document.objects.filter(story=OuterRef("pk"))
    return rows.annotate(
        n_documents=_count(documents, "story"),
        n_read=_count(documents.filter(current_revision__isnull=False), "story"),
        n_related=_count(
            runs.filter(related_at__isnull=False), "revision__document__story"
        ),
        n_assertions=_count(found, "story"),
        n_claims=_count(Claim.objects.filter(story=OuterRef("pk")), "story"),
    )


def _count(rows: QuerySet[Any], by: str) -> Coalesce:
    counted = rows.order_by().values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


def state_of(row: Any) -> str:
    """Changes when a document was read or compared, or a claim was made."""
    return f"{row.n_documents}.{row.n_read}.{row.n_related}.{row.n_claims}"


def story_context(row: Any, page: str = "") -> dict[str, Any]:
    documents = documents_of(row)
    shown = documents_page(documents, page)
    jobs = unfinished(row)
    for document in shown.object_list:
        document.work = jobs.get(document.pk)
    times = list(timed(row))
    moments, left_out = near(of_candidates(times))
    pairs = pairs_of(row, documents)
    claims = list(
        row.claims.filter(merged_into=None).order_by("-updated_at")[:CLAIMS_SHOWN]
    )
    return {
        "story": row,
        "page": shown,
        "work": work_on(jobs),
        "state": state_of(row),
        "asking": [d for d in documents if d.asks_date],
        "questions": questions_of(row),
        "claims": by_status(claims),
        "by_state": counts_by_state(row),
        "line": timeline(moments),
        "left_out": left_out,
        "times": table_of(times),
        "pairs": pairs,
        "map": map_of(documents, pairs),
    }


def documents_of(row: Story) -> list[Document]:
    """The newest documents."""
    return list(row.documents.select_related("source", "story")[:DOCUMENTS_READ])


def documents_page(documents: list[Document], page: str) -> Page:
    """A page of them with what each contributed: counted for those that are shown."""
    shown = Paginator(documents, DOCUMENTS_SHOWN).get_page(page)
    rows = Document.objects.filter(pk__in=[d.pk for d in shown.object_list])
    counted = with_counts(rows.select_related("source", "story")).in_bulk()
    shown.object_list = [counted[d.pk] for d in shown.object_list]
    return shown


def unfinished(row: Story) -> dict[Any, Job]:
    """The job of each document that is not done with; what runs before what waits."""
    owner = Coalesce(
        Subquery(Capture.objects.filter(pk=OuterRef("subject")).values("document")),
        Subquery(
            TextRevision.objects.filter(pk=OuterRef("subject")).values("document")
        ),
        F("subject"),
        output_field=UUIDField(),
    )
    jobs = (
        Job.objects.filter(story=row)
        .exclude(state__in=[JobState.DONE, "given_up"])
        .select_related("story")
        .annotate(document=owner)
        .order_by("created_at", "id")[:1000]
    )
    rank = {JobState.RUNNING.value: 2, JobState.QUEUED.value: 1}
    found: dict[Any, Job] = {}
    for job in jobs:
        held = found.get(job.document)
        if held is None or rank.get(job.state, 0) >= rank.get(held.state, 0):
            found[job.document] = job
    return found


def work_on(jobs: dict[Any, Job]) -> Work:
    busy = [job for job in jobs.values() if job.state in BUSY]
    running = [job for job in busy if job.state == JobState.RUNNING]
    first = (running or busy or [None])[0]
    failed = sum(job.state == JobState.QUARANTINED for job in jobs.values())
    return Work(len(busy), failed, first, STEPS.get(first.kind, "") if first else "")


def timed(row: Story) -> QuerySet[Candidate]:
    """The best candidate of each group that tells a time, most worth checking first."""
    ids = row.groups.filter(best__event_start__isnull=False).order_by("-score")
    best = Candidate.objects.filter(pk__in=ids.values("best")[:TIMES_SHOWN])
    return best.select_related("document__source", "group").order_by("-score")


def questions_of(row: Story) -> list[Question]:
    rows = row.questions.filter(groups__isnull=False).annotate(
        versions=Count("groups", distinct=True)
    )
    return list(rows.order_by("-versions", "wording")[:QUESTIONS_SHOWN])


def by_status(claims: list[Claim]) -> list[tuple[str, list[Claim]]]:
    """Claims under the name of their state, in the order of the work."""
    held: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        held[claim.status].append(claim)
    return [(status.label, held[status.value]) for status in Status if held[status]]


def counts_by_state(row: Story) -> list[tuple[str, str, int]]:
    rows = row.claims.filter(merged_into=None).order_by().values_list("status")
    held = dict(rows.annotate(n=Count("pk")))
    return [(s.value, s.label, held[s.value]) for s in Status if held.get(s.value)]


def pairs_of(row: Story, documents: list[Document]) -> list[Pair]:
    """Pairs of these documents that agree or conflict, most conflicts first."""
    known = {document.pk: document for document in documents}
    rows = (
        Relation.objects.filter(story=row, label__in=(*CONFLICTING, *AGREEING))
        .exclude(a__document=F("b__document"))
        .values_list(
            Least("a__document", "b__document"), Greatest("a__document", "b__document")
        )
        .annotate(
            conflicts=Count("pk", filter=Q(label__in=CONFLICTING)),
            agreements=Count("pk", filter=Q(label__in=AGREEING)),
        )
    )
    names = names_of(documents)
    pairs = [
        Pair(known[a], known[b], (names[str(a)], names[str(b)]), conflicts, agreements)
        for a, b, conflicts, agreements in rows
        if a in known and b in known
    ]
    pairs.sort(key=lambda p: (-p.conflicts, -p.agreements, p.names))
    return pairs


def map_of(documents: list[Document], pairs: list[Pair]) -> Map | None:
    """Documents on an oval, joined where their words agree or conflict."""
    names = names_of(documents)
    counts: dict[tuple[str, str, str], int] = {}
    for pair in pairs:
        ends = str(pair.one.pk), str(pair.other.pk)
        for tone, n in (("contradicts", pair.conflicts), ("supports", pair.agreements)):
            if n:
                counts[(*ends, tone)] = n
    urls = {key: reverse("document", args=[key]) for key in names}
    return ring_map(names, counts, urls)


def names_of(documents: list[Document]) -> dict[str, str]:
    """Labels by id; outlets with several documents are told apart by date."""
    held = Counter(d.label for d in documents)
    return {
        str(d.pk): f"{d.label} {d.published[5:10]}" if held[d.label] > 1 else d.label
        for d in documents
    }
