"""Seconds of relating each of fifty reports of one story, as they come one by one.

The reports are read and searched for claims first; what is counted is the CPU time of
comparing, storing and grouping, of this process alone: the database works beside it.
The caller undoes what is written.
"""

from __future__ import annotations

import hashlib
import time
from typing import Any

from claims.evidence.service import relate
from claims.extraction.service import extract_candidates
from claims.models import Candidate
from sources.ingest.revisions import store_revision
from sources.models import Blob, Capture, Document, Story, TextRevision
from sources.text.base import ExtractedText
from sources.text.document import read_document
from workbench.accounts.ids import new_id
from workbench.accounts.models import Team, User
from workbench.stack.reports import OUTLETS, reports


def one_by_one(number: int = 50) -> dict[str, Any]:
    """Relate after each report.

    Returns:
        ``documents``, ``candidates``, ``cpu_s`` and ``clock_s``: lists in the order of
        arrival.
    """
    story = scratch_story()
    cpu, clock = [], []
    for index, text in enumerate(reports(number)):
        revision = found(story, text, index)
        begun = time.process_time(), time.perf_counter()
        relate(revision)()
        cpu.append(time.process_time() - begun[0])
        clock.append(time.perf_counter() - begun[1])
    candidates = Candidate.objects.filter(story=story, retired_at=None).count()
    return {
        "documents": number,
        "candidates": candidates,
        "cpu_s": cpu,
        "clock_s": clock,
    }


def all_at_once(number: int = 50) -> dict[str, Any]:
    """Relate once, when all reports are there."""
    story = scratch_story()
    revisions = [found(story, text, at) for at, text in enumerate(reports(number))]
    begun = time.process_time(), time.perf_counter()
    relate(revisions[-1])()
    return {
        "cpu_s": [time.process_time() - begun[0]],
        "clock_s": [time.perf_counter() - begun[1]],
    }


def scratch_story() -> Story:
    name = f"bench-{new_id()}"
    user = User.objects.with_email(f"{name}@localhost")
    team = Team.objects.create(name=name, slug=name)
    story: Story = Story.objects.create(title=name, team=team, created_by=user)
    return story


def found(story: Story, text: str, index: int) -> TextRevision:
    """Store a report with its candidates, as reading and finding leave it."""
    data = text.encode()
    document = Document.objects.create(
        story=story,
        title=text.splitlines()[0],
        via="paste",
        language="en",
        outlet=OUTLETS[index % len(OUTLETS)],
        created_by_id=story.created_by_id,
    )
    sha256 = hashlib.sha256(data).hexdigest()
    blob, _ = Blob.objects.get_or_create(
        sha256=sha256, defaults={"size_bytes": len(data)}
    )
    capture = Capture.objects.create(
        document=document, blob=blob, media_type="text/plain"
    )
    read = read_document(str(document.pk), ExtractedText(text=text))
    revision = store_revision(capture, read, reader="plain", version="1")
    document.current_revision = revision
    document.save(update_fields=["current_revision"])
    extract_candidates(revision)
    return revision
