"""The jobs of extraction. A long document has parts, first things first, and a closing.

    beginning (a text of its own) ┐
    part 1 (small), part 2, … n   ┴→ closing: votes over the whole → relate

The beginning is there while the rest is still being read. What was found in it moves to
the whole text when that is stored, so that no decision about it is lost.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db.models import Q

from claims.extraction import load_extractor
from claims.extraction.base import Extraction, Extractor
from claims.extraction.closing import revise
from claims.extraction.codec import candidate_from_json
from claims.extraction.service import (
    close_run,
    document_now,
    open_run,
    revision_of,
    show_first,
    store,
    store_candidates,
)
from claims.models import Candidate, ExtractionRun, TriageDecision
from claims.tasks import submit_relating
from sources.jobs.service import Progress, Save, give_way, submit
from sources.models import Document, Job, TextRevision
from sources.text.base import ReadDocument

# Sentences of a document that is read in one go, and of a longer one those whose claims
# are shown before the rest is found; then the sentences in one part.
WHOLE = 300
PART = 100
# What others wait for is done between so many sentences of a part, some 0.2 s of work.
SLICE = 34
# The first part is small: its claims are seen while the others wait.
FIRST_PART = 30
# The jobs that a person waits for: they bring a document's first claims.
AWAITED = Q(kind="extract") | Q(kind="extract_part", inputs__first=0)


def handle_extract(job: Job, progress: Progress) -> Save:
    """Job kind ``extract``: subject is a TextRevision."""
    revision = revision_of(job)
    extractor = load_extractor(settings.EXTRACTOR)
    count = len(revision.sentences)
    if count > WHOLE:
        return lambda: split(job, open_run(revision, extractor), count)
    progress(*place_of(revision, 0))
    extraction = extractor.extract(document_now(revision))

    def save() -> None:
        if revision.partial and not is_current(revision):
            # The whole text is here, and has its own job; some of it is found already.
            if whole := not_searched_yet(revision):
                run = open_run(whole, extractor)
                store(run, extraction)
                show_first(run)
            return
        run = open_run(revision, extractor)
        store(run, extraction)
        show_first(run)
        close_run(run)
        submit_relating(run, after=job, created_by_id=job.created_by_id)

    return save


def not_searched_yet(beginning: TextRevision) -> TextRevision | None:
    """Return the whole text, if it begins so and nothing was found in it until now."""
    document = Document.objects.select_related("current_revision").get(
        pk=beginning.document_id
    )
    whole = document.current_revision
    if whole is None or whole.candidates.exists():
        return None
    return whole if whole.text.startswith(beginning.text) else None


def is_current(revision: TextRevision) -> bool:
    """Say whether this is still the document's text, which it stays until the end of
    the transaction."""
    documents = Document.objects.select_for_update(no_key=True)
    document = documents.get(pk=revision.document_id)
    return document.current_revision_id == revision.pk


def ranges(count: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of a document of so many sentences."""
    yield 0, min(FIRST_PART, count)
    for first in range(FIRST_PART, count, PART):
        yield first, min(first + PART, count)


def split(job: Job, run: ExtractionRun, count: int) -> None:
    """Insert a child job for each range of sentences, the first range first."""
    for first, last in ranges(count):
        submit(
            "extract_part",
            run.revision_id,
            inputs={
                "run": str(run.pk),
                "of": str(job.pk),
                "first": first,
                "last": last,
            },
            label=f"{job.label} · from sentence {first + 1}",
            story_id=job.story_id,
            scope_id=job.scope_id,
            parent=job,
            created_by_id=job.created_by_id,
        )


def handle_part(job: Job, progress: Progress) -> Save:
    """Job kind ``extract_part``: a range of sentences of one run."""
    revision = revision_of(job)
    first, last = job.inputs["first"], job.inputs["last"]
    progress(*place_of(revision, first))
    extractor = load_extractor(settings.EXTRACTOR)
    extraction = in_slices(extractor, document_now(revision), first, last)

    def save() -> None:
        run = open_run(revision, extractor)
        store(run, extraction)
        if first < WHOLE:
            show_first(run)
        close_when_whole(job)

    return save


def in_slices(
    extractor: Extractor, document: ReadDocument, first: int, last: int
) -> Extraction:
    """Extract from sentences ``[first, last)``, giving way to what others wait for."""
    found: list[Extraction] = []
    for at in range(first, last, SLICE):
        if found:
            give_way(AWAITED)
        found.append(extractor.extract(document, first=at, last=min(at + SLICE, last)))
    return Extraction(
        tuple(candidate for one in found for candidate in one.candidates),
        tuple(quote for one in found for quote in one.quotes),
        tuple(name for one in found for name in one.names),
        first,
    )


def place_of(revision: TextRevision, sentence: int) -> tuple[int, int, str]:
    """Return where a sentence stands, as people count: page, else sentence."""
    if not revision.pages:
        return sentence, len(revision.sentences), "sentence"
    passage = revision.passages.filter(index__gte=sentence).order_by("index").first()
    start = passage.selector.start if passage else 0
    return bisect_right(revision.pages, start), len(revision.pages), "page"


def close_when_whole(job: Job) -> None:
    """The part that finishes last, under the parent's lock, asks for the closing."""
    parent = Job.objects.select_for_update().get(pk=job.parent_id)
    if parent.children.filter(kind="extract_part").exclude(state="done").exists():
        return
    submit(
        "extract_close",
        parent.subject,
        inputs={"run": job.inputs["run"], "of": job.inputs["of"]},
        label=parent.label,
        story_id=parent.story_id,
        scope_id=parent.scope_id,
        parent=parent,
        created_by_id=parent.created_by_id,
    )


def handle_close(job: Job, progress: Progress) -> Save:
    """Job kind ``extract_close``: all parts are stored; vote, make the run current."""

    def save() -> None:
        run = ExtractionRun.objects.select_related("revision__document").get(
            pk=job.inputs["run"]
        )
        vote(run)
        close_run(run)
        submit_relating(run, after=job, created_by_id=job.created_by_id)

    return save


def vote(run: ExtractionRun) -> None:
    """Let the whole document correct what its parts read of names."""
    rows = list(run.candidates.filter(retired_at=None).order_by("position"))
    found = [candidate_from_json(row.reading, row.selector) for row in rows]
    changed = revise(found)
    store_candidates(run, changed)


def carry_over(revision: TextRevision) -> None:
    """Give the whole text what was found in its beginning, as the rows they are."""
    beginnings: Any = TextRevision.objects.filter(
        document_id=revision.document_id, partial=True
    )
    for first in beginnings.exclude(pk=revision.pk):
        rows = Candidate.objects.filter(revision=first, retired_at=None)
        if not revision.text.startswith(first.text) or not rows.exists():
            continue
        run = open_run(revision, load_extractor(settings.EXTRACTOR))
        rows.update(revision=revision, run=run)
        move_decisions(first, revision)


def move_decisions(first: TextRevision, revision: TextRevision) -> None:
    """Let decisions about words of the beginning be found at the same words here."""
    decisions = TriageDecision.objects.filter(
        story_id=revision.document.story_id, created_at__gte=first.created_at
    )
    old, new = str(first.pk), str(revision.pk)
    for row in decisions:
        moved = [[new if at == old else at, spans] for at, spans in row.selectors]
        if moved != row.selectors:
            row.selectors = moved
            row.save(update_fields=["selectors"])
