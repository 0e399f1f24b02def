"""Workers load what they need beside their start, not in their first job."""

from __future__ import annotations

import contextlib
import logging
import os
import threading
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
    queues = current_app.amqp.queues.consume_from
    if "extract" in queues:
        threading.Thread(target=load_language_parts, daemon=True).start()
    elif "relate" in queues:
        stand_back()
        threading.Thread(target=load_vectors, daemon=True).start()


def stand_back() -> None:
    """Let this process have the CPU when no other wants it.

    Linux shares CPUs between sessions first, and a process's niceness counts within
    its session alone; the session's own stands in ``autogroup``.
    """
    with contextlib.suppress(OSError):
        os.nice(NICENESS)
    with contextlib.suppress(OSError):
        Path("/proc/self/autogroup").write_text(str(NICENESS))


def load_vectors() -> None:
    from claims.evidence.embedding import embed

    try:
        embed(["The ministry said on Monday that 14 people were hurt."])
    except Exception:  # the first job will say the same, with its reason kept
        logger.exception("sentence vectors could not be loaded")


def load_language_parts() -> None:
    from claims.extraction import load_extractor
    from sources.text.base import ExtractedText
    from sources.text.document import read_document

    try:
        text = "The ministry said on Monday that 14 people were hurt in the town."
        load_extractor(settings.EXTRACTOR).extract(
            read_document("warm", ExtractedText(text=text))
        )
    except Exception:  # the first job will say the same, with its reason kept
        logger.exception("language parts could not be loaded")
