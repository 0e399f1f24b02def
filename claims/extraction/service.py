"""Extraction over stored texts: runs, parts of long documents, candidates.

A candidate's identity is revision and segments: a new method that finds the same words
keeps the row; one that no longer does retires it.
"""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from django.conf import settings
from django.utils import timezone

from claims.extraction import load_extractor
from claims.extraction.base import Extraction, Extractor, FoundCandidate, FoundQuote
from claims.extraction.codec import candidate_to_json
from claims.models import Candidate, ExtractionRun
from claims.tasks import submit_relating
from sources.ingest.revisions import current_facts, load_document
from sources.jobs.service import Progress, Save, submit
from sources.models import Job, TextRevision
from sources.models.selector import selector_columns
from sources.text.base import ReadDocument

# Sentences in one part. Shorter documents are read in one go.
PART = 300

UPDATED = (
    "run",
    "story",
    "document",
    "exact",
    "prefix",
    "suffix",
    "position",
    "sentence",
    "words",
    "score",
    "type",
    "factuality",
    "speaker",
    "reading",
    "event_start",
    "event_end",
    "retired_at",
)


def extract_candidates(revision: TextRevision) -> ExtractionRun:
    """Extract from a whole revision at once and store it; for commands and tests."""
    extractor = load_extractor(settings.EXTRACTOR)
    extraction = extractor.extract(document_now(revision))
    run = open_run(revision, extractor)
    store(run, extraction)
    close_run(run)
    return run


def handle_extract(job: Job, progress: Progress) -> Save:
    """Job kind ``extract``: subject is a TextRevision."""
    revision = revision_of(job)
    extractor = load_extractor(settings.EXTRACTOR)
    count = len(revision.sentences)
    if count > PART:
        return lambda: split(job, open_run(revision, extractor), count)
    progress(0, count)
    extraction = extractor.extract(document_now(revision))

    def save() -> None:
        run = open_run(revision, extractor)
        store(run, extraction)
        close_run(run)
        submit_relating(run, after=job, created_by_id=job.created_by_id)

    return save


def split(job: Job, run: ExtractionRun, count: int) -> None:
    """Insert a child job for each range of sentences, the first range first."""
    for first in range(0, count, PART):
        submit(
            "extract_part",
            run.revision_id,
            inputs={
                "run": str(run.pk),
                "of": str(job.pk),
                "first": first,
                "last": min(first + PART, count),
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
    extractor = load_extractor(settings.EXTRACTOR)
    extraction = extractor.extract(
        document_now(revision), first=job.inputs["first"], last=job.inputs["last"]
    )

    def save() -> None:
        store(open_run(revision, extractor), extraction)
        close_when_whole(job)

    return save


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
    """Job kind ``extract_close``: all parts are stored; make the run current."""

    def save() -> None:
        run = ExtractionRun.objects.select_related("revision__document").get(
            pk=job.inputs["run"]
        )
        close_run(run)
        submit_relating(run, after=job, created_by_id=job.created_by_id)

    return save


def document_now(revision: TextRevision) -> ReadDocument:
    """The text as it was read, with facts as editors have corrected them."""
    return replace(load_document(revision), facts=current_facts(revision))


def revision_of(job: Job) -> TextRevision:
    return TextRevision.objects.select_related("document__story").get(pk=job.subject)


def open_run(revision: TextRevision, extractor: Extractor) -> ExtractionRun:
    run, _ = ExtractionRun.objects.get_or_create(
        revision=revision,
        method=extractor.method,
        version=extractor.version,
        defaults={"scope_id": revision.scope_id},
    )
    return run


def store(run: ExtractionRun, extraction: Extraction) -> None:
    """Insert or refresh the candidates found; rows keep their identity."""
    rows = [row_of(run, found) for found in unique(extraction.candidates)]
    Candidate.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["revision", "segments"],
        update_fields=UPDATED,
        batch_size=500,
    )
    quotes = [*run.quotes, *map(quote_to_json, extraction.quotes)]
    run.quotes = list({str(quote["segments"]): quote for quote in quotes}.values())
    part = str(extraction.first)
    run.names = {**run.names, part: [asdict(name) for name in extraction.names]}
    run.save(update_fields=["quotes", "names"])


def unique(found: tuple[FoundCandidate, ...]) -> list[FoundCandidate]:
    """Keep the best-scored of candidates with equal segments."""
    best: dict[Any, FoundCandidate] = {}
    for one in found:
        kept = best.get(one.selector.segments)
        if kept is None or one.score > kept.score:
            best[one.selector.segments] = one
    return list(best.values())


def row_of(run: ExtractionRun, found: FoundCandidate) -> Candidate:
    time = found.event_time
    document = run.revision.document
    return Candidate(
        run=run,
        revision_id=run.revision_id,
        document=document,
        story_id=document.story_id,
        scope_id=run.scope_id,
        position=found.selector.start,
        sentence=found.sentence,
        words=found.words,
        score=min(max(found.score, 0.0), 1.0),
        type=found.type,
        factuality=found.factuality,
        speaker=found.speaker[:300],
        reading=candidate_to_json(found),
        event_start=time.start if time else None,
        event_end=time.end if time else None,
        retired_at=None,
        **selector_columns(found.selector),
    )


def quote_to_json(quote: FoundQuote) -> dict[str, Any]:
    return {
        "segments": [list(s) for s in quote.selector.segments],
        "words": quote.words,
        "kind": quote.kind,
        "speaker": quote.speaker,
        "cue": quote.cue,
    }


def close_run(run: ExtractionRun) -> None:
    """Make the run current and retire what only earlier runs found."""
    now = timezone.now()
    earlier = ExtractionRun.objects.filter(revision_id=run.revision_id, current=True)
    earlier.exclude(pk=run.pk).update(current=False)
    run.current = True
    run.finished_at = now
    run.related_at = None
    run.save(update_fields=["current", "finished_at", "related_at"])
    Candidate.objects.filter(revision_id=run.revision_id, retired_at=None).exclude(
        run=run
    ).update(retired_at=now)
