"""Extraction over stored texts: runs and their candidates.

A candidate's identity is revision and segments: a new method that finds the same words
keeps the row; one that no longer does retires it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from claims.extraction import load_extractor
from claims.extraction.base import Extraction, Extractor, FoundCandidate, FoundQuote
from claims.extraction.codec import candidate_to_json
from claims.models import Candidate, CandidateGroup, ExtractionRun
from claims.places import lay_groups
from sources.ingest.revisions import current_facts, load_document
from sources.models import Job, TextRevision
from sources.models.selector import selector_columns
from sources.text.base import ReadDocument

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
    store_candidates(run, unique(extraction.candidates))
    part = str(extraction.first)
    with transaction.atomic():
        # Other parts of the text may be stored at this moment, and add theirs.
        held = ExtractionRun.objects.select_for_update().get(pk=run.pk)
        quotes = [*held.quotes, *map(quote_to_json, extraction.quotes)]
        run.quotes = list({str(quote["segments"]): quote for quote in quotes}.values())
        run.names = {**held.names, part: [asdict(name) for name in extraction.names]}
        run.save(update_fields=["quotes", "names"])


def store_candidates(run: ExtractionRun, found: Sequence[FoundCandidate]) -> None:
    """Insert or refresh these; no two of them may have equal segments."""
    Candidate.objects.bulk_create(
        [row_of(run, one) for one in found],
        update_conflicts=True,
        unique_fields=["revision", "segments"],
        update_fields=UPDATED,
        batch_size=500,
    )


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


def show_first(run: ExtractionRun) -> None:
    """Let a new document's first candidates stand in triage before they are compared.

    Each is a group of its own until the story is related. Nothing is shown before words
    of the text that stand there already, nor of a document that was compared or is
    known by another run: a person may have decided about its words.
    """
    grouped = run.revision.document.candidates.exclude(group=None)
    if run.related_at or grouped.exclude(run=run).exists():
        return
    last = grouped.aggregate(last=Max("position"))["last"]
    shown = run.candidates.filter(retired_at=None, group=None)
    candidates = list(shown.filter(position__gt=-1 if last is None else last))
    for one in candidates:
        one.group = CandidateGroup(
            story_id=one.story_id,
            scope_id=one.scope_id,
            best=one,
            wording=one.words,
            score=one.score,
            documents=1,
            origins=1,
        )
    CandidateGroup.objects.bulk_create([one.group for one in candidates])
    Candidate.objects.bulk_update(candidates, ["group"], batch_size=100)
    lay_groups(one.group_id for one in candidates)


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
    rows = Candidate.objects.filter(retired_at=None).exclude(run=run)
    rows.filter(stale_for(run)).update(retired_at=now)


def stale_for(run: ExtractionRun) -> Q:
    """Which candidates of other runs this one replaces: those of its text, and those of
    earlier texts of the document when its own is the current one."""
    document = run.revision.document
    if document.current_revision_id == run.revision_id:
        return Q(document=document)
    return Q(revision_id=run.revision_id)
