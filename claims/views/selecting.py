"""From what a person selected to a selector in the untouched text."""

from __future__ import annotations

import re
from typing import Any

from sources.text.base import Segments, Selector, merge_adjacent
from sources.text.selectors import make_selector


def selector_of(revision: Any, segments: Any) -> Selector:
    """A selector of segments, joined where they touch."""
    return make_selector(revision.text, merge_adjacent(segments))


def segments_between(revision: Any, start: int, end: int) -> Segments:
    """Return text ``[start, end)`` without the white space at its ends.

    Empty when nothing but white space was selected or the range is not in the text.
    """
    words = revision.text[start:end]
    start += len(words) - len(words.lstrip())
    end = start + len(words.strip())
    return ((start, end),) if 0 <= start < end <= len(revision.text) else ()


def find_words(revision: Any, words: str) -> Segments:
    """Return where ``words`` stand in the text, empty when they do not.

    White space counts alike however long it is, since pasting changes line ends.
    """
    parts = [re.escape(part) for part in words.split()]
    found = re.search(r"\s+".join(parts), revision.text) if parts else None
    return (found.span(),) if found else ()


def narrowed(revision: Any, segments: Any, words: str) -> Segments:
    """Return where ``words`` stand within the span of ``segments``; empty if nowhere.

    White space counts alike however long it is.
    """
    parts = [re.escape(part) for part in words.split()]
    low = min(start for start, _end in segments)
    high = max(end for _start, end in segments)
    pattern = re.compile(r"\s+".join(parts))
    found = pattern.search(revision.text, low, high) if parts else None
    return (found.span(),) if found else ()
