"""Quotations that a page sets apart without marks: block quotes and embedded posts."""

from __future__ import annotations

from claims.extraction.parsing import Parsed
from claims.extraction.quotemarks import Marks
from sources.text.base import Span


def paragraph_spans(parsed: Parsed) -> dict[int, Span]:
    """Return paragraph number → reading span of its parsed sentences."""
    spans: dict[int, Span] = {}
    for entry in parsed.sentences:
        sentence = entry.sentence
        start, _ = spans.get(sentence.paragraph, (sentence.start, 0))
        spans[sentence.paragraph] = (start, sentence.end)
    return spans


def with_blocks(parsed: Parsed, marks: list[Marks]) -> list[Marks]:
    """Add block quotes as quotations, in order; marks inside them are their own words.

    A block that opens with a mark is left to its marks.
    """
    starts = {m.start for m in marks}
    blocks = [
        block
        for block in runs_of(parsed, "quote")
        if not starts & {block[0], block[0] + 1}
    ]
    if not blocks:
        return marks
    loose = [m for m in marks if not any(low <= m.start < high for low, high in blocks)]
    made = [Marks(low, high, low, high, True) for low, high in blocks]
    return sorted([*loose, *made], key=lambda m: m.start)


def runs_of(parsed: Parsed, kind: str) -> list[Span]:
    """Return the reading spans of neighbouring sentences of one kind of block."""
    runs: list[Span] = []
    last = -2
    for position, entry in enumerate(parsed.sentences):
        sentence = entry.sentence
        if sentence.kind != kind:
            continue
        if position == last + 1:
            runs[-1] = (runs[-1][0], sentence.end)
        else:
            runs.append((sentence.start, sentence.end))
        last = position
    return runs
