"""Who said what, in whole articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from claims.evaluation import Item
from claims.extraction.speech import find_speech
from sources.text.base import ExtractedText
from sources.text.document import read_document


def predict(items: Sequence[Item]) -> Iterator[dict[str, Any]]:
    """Give ``attributions``: source, cue and content as lists of spans of ``text``."""
    for item in items:
        document = read_document(str(item["id"]), ExtractedText(item["text"]))
        found = [
            {"source": s.source, "cue": s.cue, "content": s.content}
            for s in find_speech(document)
        ]
        yield {"id": item["id"], "attributions": found}
