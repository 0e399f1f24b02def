"""Who said what, word by word, in single sentences that others cut into tokens."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any

from claims.evaluation import Item
from claims.extraction.speech import find_speech
from sources.text.base import ExtractedText, Span
from sources.text.document import read_document

# Treebank tokens as they stood in print.
_MARKS = {
    "``": "“", "''": "”", "`": "‘", "-LSB-": "[", "-RSB-": "]", "-LRB-": "(",
    "-RRB-": ")", "-LCB-": "{", "-RCB-": "}", "--": "—",
}  # fmt: skip
_NO_SPACE_BEFORE = frozenset(".,:;?!%)]}”")
_NO_SPACE_AFTER = frozenset("([{“‘$")
ROLES = ("content", "cue", "source")  # a later one overwrites an earlier one


def predict(items: Sequence[Item]) -> Iterator[dict[str, Any]]:
    """Give ``labels``, one a token: O, or B- and I- with source, cue or content."""
    for item in items:
        yield {"id": item["id"], "labels": labels_of(item["tokens"])}


def labels_of(tokens: Sequence[str]) -> list[str]:
    """Return one label for each token, B- where a new span of its role begins."""
    text, starts = as_printed(tokens)
    labels = ["O"] * len(tokens)
    found = find_speech(read_document("sentence", ExtractedText(text)))
    for role in ROLES:
        for speech in found:
            for span in getattr(speech, role):
                _write(labels, role, _tokens_of(span, starts))
    return labels


def as_printed(tokens: Sequence[str]) -> tuple[str, list[int]]:
    """Return the sentence as it was printed, and where each token starts in it."""
    text, starts = "", []
    for token in tokens:
        words = _MARKS.get(token, token)
        if text and not _joins(text[-1], words):
            text += " "
        starts.append(len(text))
        text += words
    return text, starts


def _joins(before: str, word: str) -> bool:
    clitic = word[0] in "'’" and len(word) > 1 or word.lower() in ("n't", "n’t")
    return clitic or word[0] in _NO_SPACE_BEFORE or before in _NO_SPACE_AFTER


def _tokens_of(span: Span, starts: list[int]) -> range:
    first = max(0, bisect_right(starts, span[0]) - 1)
    return range(first, max(first + 1, bisect_right(starts, span[1] - 1)))


def _write(labels: list[str], role: str, where: range) -> None:
    for number, index in enumerate(where):
        labels[index] = f"{'I' if number else 'B'}-{role}"
