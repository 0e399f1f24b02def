"""What was found between two accounts, as a mark on each stretch of their words.

In: two accounts held against each other. Out: marks by place. The reading model sees
them beside the words: it need not learn that 57.2 F is 14 C, or that two months differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from claims.evidence.compare.accounts import Word
from claims.evidence.compare.held import Held

MARKS = (
    "plain", "common", "wider", "narrower", "opposite", "left", "left name",
    "figure equal", "figure apart", "figure narrower", "figure wider", "figure near",
    "figure alone", "time equal", "time apart", "time narrower", "time wider",
    "time near",
)  # fmt: skip
_AT = {name: at for at, name in enumerate(MARKS)}
_NEAR = ("rounded", "overlap")


@dataclass(frozen=True, slots=True)
class Mark:
    """``kind`` is an index of :data:`MARKS`; it covers ``[start, end)``."""

    start: int
    end: int
    kind: int


def marks_of(held: Held) -> tuple[list[Mark], list[Mark]]:
    """Return the marks of either account, in the order in which they take effect."""
    a, b = [], []
    for x, y in held.common:
        a.append(_word(x, "common"))
        b.append(_word(y, "common"))
    for pairs, one, two in (
        (held.wider, "wider", "narrower"),
        (held.narrower, "narrower", "wider"),
        (held.opposites, "opposite", "opposite"),
    ):
        a += [_word(x, one) for x, _ in pairs]
        b += [_word(y, two) for _, y in pairs]
    a += _left(held.left_a)
    b += _left(held.left_b)
    a += [Mark(f.start, f.end, _AT["figure alone"]) for f in held.lone_a]
    b += [Mark(f.start, f.end, _AT["figure alone"]) for f in held.lone_b]
    for kind, found in (("figure", held.figures), ("time", held.moments)):
        for pair in found:
            a.append(Mark(pair.a.start, pair.a.end, _AT[f"{kind} {_fit(pair.fit)}"]))
            turned = {"narrower": "wider", "wider": "narrower"}.get(pair.fit, pair.fit)
            b.append(Mark(pair.b.start, pair.b.end, _AT[f"{kind} {_fit(turned)}"]))
    return a, b


def mark_tokens(marks: Iterable[Mark], spans: Sequence[tuple[int, int]]) -> list[int]:
    """Return the mark of each token, 0 where there is none; the last one counts."""
    found = list(marks)
    return [_at(found, start, end) for start, end in spans]


def _at(marks: list[Mark], start: int, end: int) -> int:
    kinds = [one.kind for one in marks if one.start < end and start < one.end]
    return kinds[-1] if kinds else 0


def _word(word: Word, kind: str) -> Mark:
    return Mark(word.at, word.at + len(word.text), _AT[kind])


def _left(words: Iterable[Word]) -> Iterator[Mark]:
    for word in words:
        yield _word(word, "left name" if word.name else "left")


def _fit(found: str) -> str:
    return "near" if found in _NEAR else found
