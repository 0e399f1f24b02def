"""Two wordings of one thing, their differences marked word by word.

Values in, frozen dataclasses out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_TOKEN = re.compile(r"\w+(?:[.,:’'-]\w+)*|[^\w\s]", re.UNICODE)
LONGEST = 400  # words compared one by one; what is longer is another text


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that both have (``same``), or that stand in one alone."""

    words: str
    same: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """Ours and theirs in pieces; ``likeness`` in [0, 1], 1 for the same words."""

    ours: list[Piece]
    theirs: list[Piece]
    likeness: float

    @property
    def same(self) -> bool:
        return self.likeness == 1


def differences(ours: str, theirs: str) -> Difference:
    """Compare two wordings word by word; case and the kind of quote marks count not."""
    left, right = _tokens(ours), _tokens(theirs)
    a, b = [_fold(ours[s:e]) for s, e in left], [_fold(theirs[s:e]) for s, e in right]
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    mine: list[tuple[int, int, bool]] = []
    yours: list[tuple[int, int, bool]] = []
    for tag, low, high, other_low, other_high in matcher.get_opcodes():
        if high > low:
            mine.append((low, high, tag == "equal"))
        if other_high > other_low:
            yours.append((other_low, other_high, tag == "equal"))
    return Difference(
        _pieces(ours, left, mine), _pieces(theirs, right, yours), matcher.ratio()
    )


def likeness(ours: str, theirs: str) -> float:
    """The share of words two wordings have in common and in order, in [0, 1]."""
    a = [_fold(t) for t in _TOKEN.findall(ours)]
    b = [_fold(t) for t in _TOKEN.findall(theirs)]
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() > 0.3 else 0.0


def _tokens(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _TOKEN.finditer(text)][:LONGEST]


_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "’": "'", "‘": "'"})


def _fold(token: str) -> str:
    return token.casefold().translate(_QUOTES)


def _pieces(
    text: str, spans: Sequence[tuple[int, int]], runs: Sequence[tuple[int, int, bool]]
) -> list[Piece]:
    """The whole text in pieces; white space around a difference is no part of it."""
    found: list[Piece] = []
    at = 0
    for low, high, same in runs:
        start, end = spans[low][0], spans[high - 1][1]
        if start > at:
            found.append(Piece(text[at:start], True))
        found.append(Piece(text[start:end], same))
        at = end
    if at < len(text):
        found.append(Piece(text[at:], True))
    return found
