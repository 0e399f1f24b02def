"""Find quoted words in a changed text, exactly or nearly.

Weights and error bound follow Hypothesis's ``match-quote.ts``: quote 50, prefix 20,
suffix 20, position 2; at most min(256, length / 2) errors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sources.text.base import Segments, Selector, Span

QUOTE, PREFIX, SUFFIX, POSITION = 50, 20, 20, 2
MOST_ERRORS = 256
#: Foreign text between two segments may have grown by this much.
LONGEST_GAP = 2000
MOST_HITS = 200
_EDGE = 48
_BOUNDARY = re.compile(r"\b")


@dataclass(frozen=True, slots=True)
class _Hit:
    segments: Segments
    score: float


def find_quoted(selector: Selector, text: str) -> Segments | None:
    """Return the best place where every segment stands word for word, in order."""
    best: _Hit | None = None
    for segments in _occurrences(selector.exact, text):
        hit = _Hit(segments, _score(selector, text, segments, 1.0))
        if best is None or hit.score > best.score:
            best = hit
    return best.segments if best else None


def _occurrences(exact: tuple[str, ...], text: str) -> Iterator[Segments]:
    position = text.find(exact[0])
    for _ in range(MOST_HITS):
        if position < 0:
            return
        if segments := _follow(exact, text, position):
            yield segments
        position = text.find(exact[0], position + 1)


def _follow(exact: tuple[str, ...], text: str, start: int) -> Segments | None:
    found: list[Span] = [(start, start + len(exact[0]))]
    for words in exact[1:]:
        low = found[-1][1]
        at = text.find(words, low, low + LONGEST_GAP + len(words))
        if at < 0:
            return None
        found.append((at, at + len(words)))
    return tuple(found)


def _score(selector: Selector, text: str, segments: Segments, likeness: float) -> float:
    start, end = segments[0][0], segments[-1][1]
    before = text[max(0, start - len(selector.prefix)) : start]
    after = text[end : end + len(selector.suffix)]
    away = abs(start - selector.start) / max(1, len(text))
    return (
        QUOTE * likeness
        + PREFIX * _likeness(selector.prefix, before)
        + SUFFIX * _likeness(selector.suffix, after)
        + POSITION * (1 - away)
    )


def _likeness(one: str, other: str) -> float:
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.normalized_similarity(one, other) if one else 1.0


def find_fuzzy(selector: Selector, text: str) -> Segments | None:
    """Return where nearly these words stand; every segment must be found, in order."""
    found: list[Span] = []
    shift = 0
    for (start, _), words in zip(selector.segments, selector.exact, strict=True):
        low = found[-1][1] if found else 0
        high = low + LONGEST_GAP + 2 * len(words) if found else len(text)
        span = _best_span(selector, words, text, low, high, start + shift)
        if span is None:
            return None
        shift = span[0] - start
        found.append(span)
    return tuple(found)


def _best_span(
    selector: Selector, words: str, text: str, low: int, high: int, hint: int
) -> Span | None:
    from rapidfuzz.distance import Levenshtein

    bound = min(MOST_ERRORS, len(words) // 2)
    best: tuple[float, Span] | None = None
    for area in _areas(low, min(high, len(text)), hint, len(words)):
        span = _align(words, text, area)
        if span is None:
            continue
        errors = Levenshtein.distance(words, text[span[0] : span[1]])
        if errors > bound:
            continue
        score = _score(selector, text, (span,), 1 - errors / len(words))
        if best is None or score > best[0]:
            best = (score, span)
    return best[1] if best else None


def _areas(low: int, high: int, hint: int, length: int) -> list[Span]:
    """Return where to look: near the old place first, then everywhere."""
    near = (max(low, hint - 4 * length - 200), min(high, hint + 5 * length + 200))
    return [near, (low, high)] if near[0] < near[1] else [(low, high)]


def _align(words: str, text: str, area: Span) -> Span | None:
    from rapidfuzz import fuzz

    window = text[area[0] : area[1]]
    if not window.strip() or not words:
        return None
    if len(window) <= len(words):
        return area
    found = fuzz.partial_ratio_alignment(words, window)
    if found is None or found.dest_start >= found.dest_end:
        return None
    start, end = area[0] + found.dest_start, area[0] + found.dest_end
    return _tighten(words, text, (start, end), area)


def _tighten(words: str, text: str, span: Span, area: Span) -> Span:
    """Move both ends to the word boundaries that leave the fewest errors."""
    from rapidfuzz.distance import Levenshtein

    starts = _boundaries(text, span[0], area)
    ends = _boundaries(text, span[1], area)
    choices = [
        (Levenshtein.distance(words, text[a:b]), abs(b - a - len(words)), a, b)
        for a in starts
        for b in ends
        if a < b
    ]
    _, _, start, end = min(choices)
    return start, end


def _boundaries(text: str, near: int, area: Span) -> list[int]:
    low, high = max(area[0], near - _EDGE), min(area[1], near + _EDGE)
    found = {low + match.start() for match in _BOUNDARY.finditer(text[low:high])}
    marks = {low + m.end() for m in re.finditer(r"[.!?,\"”’)]", text[low:high])}
    quotes = {low + m.start() for m in re.finditer(r"[\"“‘(]", text[low:high])}
    return sorted(found | marks | quotes | {near})
