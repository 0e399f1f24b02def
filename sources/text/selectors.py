"""Make selectors, and find their words again in a text that may have changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sources.text.base import Segments, Selector, Span, merge_adjacent
from sources.text.matching import find_fuzzy, find_quoted

#: Context kept on each side, as in Hypothesis and Apache Annotator.
CONTEXT = 32


def make_selector(text: str, segments: Iterable[Span]) -> Selector:
    """Return the selector of ``segments`` (text offsets) with context around.

    Segments are sorted and those that touch are joined. ValueError when there is
    none, when one is empty or outside the text, or when two overlap.
    """
    spans = sorted(segments)
    if not spans:
        raise ValueError("a selector needs at least one segment")
    for start, end in spans:
        if not 0 <= start < end <= len(text):
            raise ValueError(f"segment {start}:{end} is empty or outside the text")
    for (_, before), (after, _) in zip(spans, spans[1:], strict=False):
        if after < before:
            raise ValueError(f"segments overlap at {after}")
    merged = merge_adjacent(spans)
    first, last = merged[0][0], merged[-1][1]
    return Selector(
        segments=merged,
        exact=tuple(text[start:end] for start, end in merged),
        prefix=text[max(0, first - CONTEXT) : first],
        suffix=text[last : last + CONTEXT],
    )


def resolve(selector: Selector, text: str) -> Segments | None:
    """Return where the selector's words stand in ``text``; None for an orphan.

    1. where they stood; 2. the same words elsewhere, the best context winning;
    3. nearly the same words. After 3 the slices differ from ``exact``: whoever shows
    them must say that they were altered.
    """
    slices = tuple(text[start:end] for start, end in selector.segments)
    if slices == selector.exact:
        return selector.segments
    return find_quoted(selector, text) or find_fuzzy(selector, text)


def to_w3c(selector: Selector) -> list[dict[str, Any]]:
    """Return W3C Web Annotation selectors, a position and a quote per segment.

    One segment gives the usual pair of alternatives. Of several, each dict carries
    ``segment``, its number from 0: each segment is a target of its own there.
    Offsets count code points, as in this product; see :func:`codepoints_to_utf16`.
    """
    found: list[dict[str, Any]] = []
    last = len(selector.segments) - 1
    pairs = zip(selector.segments, selector.exact, strict=True)
    for number, ((start, end), exact) in enumerate(pairs):
        quote = {
            "type": "TextQuoteSelector",
            "exact": exact,
            "prefix": selector.prefix if number == 0 else "",
            "suffix": selector.suffix if number == last else "",
        }
        position = {"type": "TextPositionSelector", "start": start, "end": end}
        numbered = {"segment": number} if last else {}
        found += [position | numbered, quote | numbered]
    return found


def utf16_to_codepoints(text: str, offset: int) -> int:
    """Return the code point offset of a browser's UTF-16 ``offset`` into ``text``.

    An offset inside a surrogate pair counts as before its character. ValueError when
    it lies outside the text.
    """
    units = 0
    for index, char in enumerate(text):
        width = 2 if char > "\uffff" else 1
        if units + width > offset:
            return index
        units += width
    if offset == units:
        return len(text)
    raise ValueError(f"UTF-16 offset {offset} is outside the text")


def codepoints_to_utf16(text: str, offset: int) -> int:
    """Return the UTF-16 offset of code point ``offset``, as browsers count."""
    if not 0 <= offset <= len(text):
        raise ValueError(f"offset {offset} is outside the text")
    return offset + sum(char > "\uffff" for char in text[:offset])
