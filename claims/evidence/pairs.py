"""Which utterances can meet: near vectors, shared rare words, or one slot.

All pairs of a story are looked at, in blocks of rows, so that nothing depends on the
order of arrival and memory stays small.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from claims.evidence.views import View

NEAR = 0.5  # cosine; true pairs of the sample story begin at .55
SHARED = 0.25  # cosine of rare words
BLOCK = 1024
DIGITS = 3  # scores are rounded: the last bits depend on the size of the block


@dataclass(frozen=True, slots=True)
class Pair:
    """Indices into the views, ``a < b``; cosine of vectors and of rare words."""

    a: int
    b: int
    cosine: float
    shared: float


def pairs_that_meet(
    views: Sequence[View], new: frozenset[str] | None = None
) -> list[Pair]:
    """Return every pair worth deciding about, in order; ``new`` must touch each."""
    if len(views) < 2:
        return []
    vectors = np.stack([view.utterance.vector for view in views])
    words = _word_matrix(views)
    by_slot = _slot_partners(views)
    fresh = np.array([new is None or view.key in new for view in views])
    found: list[Pair] = []
    for first in range(0, len(views), BLOCK):
        rows = slice(first, first + BLOCK)
        near = np.round(vectors[rows] @ vectors.T, DIGITS)
        shared = np.round(words[rows] @ words.T, DIGITS)
        meet = (near >= NEAR) | (shared >= SHARED)
        for at, partners in _rows_of(by_slot, first, len(near)):
            meet[at, list(partners)] = True
        meet &= fresh[rows, None] | fresh[None, :]
        found += _pairs(meet, near, shared, first)
    return found


def _pairs(
    meet: NDArray[np.bool_],
    near: NDArray[np.float32],
    shared: NDArray[np.float32],
    first: int,
) -> Iterator[Pair]:
    rows, columns = meet.nonzero()
    for at, other in zip(rows.tolist(), columns.tolist(), strict=True):
        if first + at < other:
            cosine, words = float(near[at, other]), float(shared[at, other])
            yield Pair(first + at, other, cosine, words)


def _word_matrix(views: Sequence[View]) -> NDArray[np.float32]:
    """Return one unit row per view; a word weighs by how rare it is in the story."""
    count: dict[str, int] = defaultdict(int)
    for view in views:
        for term in view.terms:
            count[term] += 1
    column = {t: at for at, t in enumerate(sorted(t for t in count if count[t] > 1))}
    matrix = np.zeros((len(views), max(len(column), 1)), dtype=np.float32)
    lengths = np.full(len(views), 1e-9, dtype=np.float32)
    for row, view in enumerate(views):
        for term in sorted(view.terms):
            weight = float(np.log((1 + len(views)) / count[term]))
            lengths[row] += weight * weight
            if term in column:
                matrix[row, column[term]] = weight
    return np.divide(matrix, np.sqrt(lengths)[:, None], dtype=np.float32)


def _slot_partners(views: Sequence[View]) -> dict[int, set[int]]:
    holders: dict[tuple[str, str], set[int]] = defaultdict(set)
    for at, view in enumerate(views):
        for slot in view.slots:
            holders[slot.kind, slot.topic].add(at)
    partners: dict[int, set[int]] = defaultdict(set)
    for members in holders.values():
        for a, b in combinations(sorted(members), 2):
            partners[a].add(b)
    return partners


def _rows_of(
    partners: dict[int, set[int]], first: int, count: int
) -> Iterator[tuple[int, set[int]]]:
    for at in range(count):
        if first + at in partners:
            yield at, partners[first + at]
