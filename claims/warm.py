"""Workers load what they need beside their start, not in their first job."""

from __future__ import annotations

import contextlib
import logging
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from celery import current_app
from django.conf import settings

logger = logging.getLogger(__name__)

# Comparing may take its time: nobody waits for it as for a document's first claims.
NICENESS = 10


def warm_up(**_: Any) -> None:
    """Load the models beside the worker's start, not in its first job.

    In a thread: a pool process that is not up within four seconds is ended by Celery.
    Workers that find no claims never hold the language parts.
    """
    queues = consumed()
    if queues & {"relate"} and not queues & {"read", "extract"}:
        stand_back()
    for queue, load in LOADS.items():
        if queue in queues:
            threading.Thread(target=ready, args=(queue, load), daemon=True).start()


def consumed() -> set[str]:
    return set(current_app.amqp.queues.consume_from)


def ready(queue: str, load: Callable[[], None]) -> None:
    try:
        load()
    except Exception:  # the first job will say the same, with its reason kept
        logger.exception("what %s needs could not be loaded", queue)


def stand_back() -> None:
    """Let this process have the CPU when no other wants it.

    Linux shares CPUs between sessions first, and a process's niceness counts within
    its session alone; the session's own stands in ``autogroup``.
    """
    with contextlib.suppress(OSError):
        os.nice(NICENESS)
    with contextlib.suppress(OSError):
        Path("/proc/self/autogroup").write_text(str(NICENESS))


def load_readers() -> None:
    from sources.ingest.formats.base import HTML
    from sources.ingest.reading import handle_read  # noqa: F401 - its imports take a second
    from sources.ingest.revisions import revision_columns
    from sources.ingest.sandbox import extract_text
    from sources.text.document import read_document

    page = b"<html><body><p>The road was closed on Monday.</p></body></html>"
    revision_columns(read_document("warm", extract_text(page, HTML)))


def load_extraction() -> None:
    from claims.extraction import load_extractor
    from claims.extraction.stages import handle_extract  # noqa: F401 - see above
    from sources.text.base import ExtractedText
    from sources.text.document import read_document

    text = "The ministry said on Monday that 14 people were hurt in the town."
    extractor = load_extractor(settings.EXTRACTOR)
    extractor.extract(read_document("warm", ExtractedText(text=text)))


def load_relating() -> None:
    from claims.evidence.embedding import embed
    from claims.evidence.service import handle_relate  # noqa: F401 - see above

    embed(["The ministry said on Monday that 14 people were hurt."])


LOADS = {"read": load_readers, "extract": load_extraction, "relate": load_relating}
