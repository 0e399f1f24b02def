"""The automatic stages in order, on one page.

    fetch → read → extract → relate → (people) → publish → deliver

Each is one Job kind in :mod:`sources.jobs`; the transaction that finishes a stage
inserts the next Job. Reading ends by sending ``text_ready``, which leads here.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings

from claims.extraction import load_extractor
from claims.models import ExtractionRun
from sources.jobs.service import submit
from sources.models import Job, TextRevision


def submit_extraction(revision: TextRevision, *, created_by_id: Any = None) -> Job:
    """Look for claims in this revision by the extractor now in use."""
    extractor = load_extractor(settings.EXTRACTOR)
    return submit(
        "extract",
        revision.pk,
        inputs={"method": extractor.method, "version": extractor.version},
        label=str(revision.document),
        scope_id=revision.scope_id,
        created_by_id=created_by_id,
    )


def submit_relating(run: ExtractionRun, *, created_by_id: Any = None) -> Job:
    """Relate what this run found with the rest of its story."""
    return submit(
        "relate",
        run.revision_id,
        inputs={"run": str(run.pk)},
        label=str(run.revision.document),
        scope_id=run.scope_id,
        created_by_id=created_by_id,
    )
