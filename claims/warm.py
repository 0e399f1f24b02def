"""Workers load the language parts beside their start, not in their first job."""

from __future__ import annotations

import logging
import threading
from typing import Any

from celery import current_app
from django.conf import settings

logger = logging.getLogger(__name__)


def warm_up(**_: Any) -> None:
    """Load the language parts beside the worker's start, not in its first job.

    In a thread: a pool process that is not up within four seconds is ended by Celery.
    Workers that find no claims never hold them.
    """
    if "extract" not in current_app.amqp.queues.consume_from:
        return
    threading.Thread(target=load_language_parts, daemon=True).start()


def load_language_parts() -> None:
    from claims.evidence.embedding import embed
    from claims.extraction import load_extractor
    from sources.text.base import ExtractedText
    from sources.text.document import read_document

    try:
        text = "The ministry said on Monday that 14 people were hurt in the town."
        load_extractor(settings.EXTRACTOR).extract(
            read_document("warm", ExtractedText(text=text))
        )
        embed([text])
    except Exception:  # the first job will say the same, with its reason kept
        logger.exception("language parts could not be loaded")
