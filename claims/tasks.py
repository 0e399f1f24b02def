"""The automatic stages in order, on one page.

    fetch → read → extract → relate → (people) → publish → deliver

Each is one Job kind in :mod:`sources.jobs`; the transaction that finishes a stage
inserts the next Job. Reading ends by sending ``text_ready``, which leads here.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.utils import timezone

from claims.extraction import load_extractor
from claims.models import ExtractionRun
from sources.ingest.revisions import current_facts
from sources.jobs.service import digest_of, submit
from sources.models import Job, TextRevision


def submit_extraction(
    revision: TextRevision, *, created_by_id: Any = None, again: bool = False
) -> Job:
    """Look for claims in this revision by the extractor now in use.

    A corrected date or language makes it another piece of work: times are read anew,
    also (``again``) when a correction is taken back.
    """
    extractor = load_extractor(settings.EXTRACTOR)
    facts = digest_of(asdict(current_facts(revision)))
    return submit(
        "extract",
        revision.pk,
        inputs={
            "method": extractor.method,
            "version": extractor.version,
            "facts": facts,
            **({"asked": timezone.now().isoformat()} if again else {}),
        },
        label=str(revision.document),
        story_id=revision.document.story_id,
        scope_id=revision.scope_id,
        created_by_id=created_by_id,
    )


def submit_relating(
    run: ExtractionRun, *, after: Job | None = None, created_by_id: Any = None
) -> Job:
    """Relate what this run found with the rest of its story, once after each job."""
    return submit(
        "relate",
        run.revision_id,
        inputs={"run": str(run.pk), "after": str(after.pk) if after else ""},
        label=str(run.revision.document),
        story_id=run.revision.document.story_id,
        scope_id=run.scope_id,
        created_by_id=created_by_id,
    )


def submit_indexing(revision: TextRevision, *, created_by_id: Any = None) -> Job:
    """Make a text findable by meaning that is no more than looked things up in."""
    return submit(
        "relate",
        revision.pk,
        inputs={"passages": True},
        label=str(revision.document),
        story_id=revision.document.story_id,
        scope_id=revision.scope_id,
        created_by_id=created_by_id,
    )
