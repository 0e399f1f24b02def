"""Which utterances can meet: near vectors, shared rare words, or one slot.

Each new utterance is held against all others, in blocks of rows, so that nothing
depends on the order of arrival and memory stays small. All that is known of a pair
comes from the two alone: a pair compared today and a year ago is one and the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from claims.evidence.rarity import rarity
from claims.evidence.views import View

NEAR = 0.5  # cosine; true pairs of the sample story begin at .55
# Cosine of rare words. It brings in what is a copy but for its length; from .25 a half
# more pairs met on three stories, and no relation.
SHARED = 0.4
BLOCK = 512
DIGITS = 3  # scores are rounded: the last bits depend on how sums are made
SLACK = 1e-3  # far more than one way of adding up 384 numbers differs from another


@dataclass(frozen=True, slots=True)
class Pair:
    """Indices into the views, ``a < b``; cosine of vectors and of rare words."""

    a: int
    b: int
    cosine: float
    shared: float


@dataclass(frozen=True, slots=True)
class Meeting:
    """Pairs worth deciding about, in order; ``done``: whose pairs are all there."""

    pairs: list[Pair]
    done: frozenset[str]


def pairs_that_meet(
    views: Sequence[View],
    new: frozenset[str] | None = None,
    *,
    most: int | None = None,
) -> Meeting:
    """Return every pair worth deciding about; ``new`` must touch each.

    About ``most`` pairs at most: the new are taken by check-worthiness, and one that is
    not ``done`` is held against nothing yet, nor others against it.
    """
    turns = _turns(views, new)
    rows = np.argsort(turns, kind="stable")[(turns < 0).sum() :]
    found: list[Pair] = []
    count = 0
    features = _Features(views) if len(rows) else None
    while features and count < len(rows) and (most is None or len(found) < most):
        block = rows[count : count + BLOCK]
        meet = features.meet(block) & (turns[None, :] < turns[block, None])
        block = block[: _within(meet, None if most is None else most - len(found))]
        found += features.pairs(block, meet[: len(block)])
        count += len(block)
    done = frozenset(views[at].key for at in rows[:count].tolist())
    return Meeting(sorted(found, key=lambda one: (one.a, one.b)), done)


def pair_of(a: View, b: View) -> Pair | None:
    """Return what is known of two views, None where they cannot meet."""
    meeting = pairs_that_meet([a, b])
    return meeting.pairs[0] if meeting.pairs else None


def _turns(views: Sequence[View], new: frozenset[str] | None) -> NDArray[np.int64]:
    """Return when each is taken, the most check-worthy first; -1 for what is not new"""
    turns = np.full(len(views), -1, dtype=np.int64)
    fresh = [at for at, view in enumerate(views) if new is None or view.key in new]
    fresh.sort(key=lambda at: (-views[at].found.score, views[at].key))
    turns[fresh] = np.arange(len(fresh))
    return turns


def _within(meet: NDArray[np.bool_], most: int | None) -> int:
    """Return how many rows hold ``most`` pairs together, one at least."""
    if most is None:
        return len(meet)
    return max(1, int(np.searchsorted(meet.sum(axis=1).cumsum(), most, side="right")))


class _Features:
    """What is known of all pairs: vectors, rare words and slots, as matrices."""

    def __init__(self, views: Sequence[View]) -> None:
        self._vectors = np.stack([view.utterance.vector for view in views])
        self._words = _word_matrix(views)
        self._slots = _matrix(
            [{(slot.kind, slot.topic): 1.0 for slot in view.slots} for view in views]
        )

    def meet(self, rows: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return rows × all: whether the two meet, a few too many."""
        near = self._vectors[rows] @ self._vectors.T >= NEAR - SLACK
        shared = (self._words[rows] @ self._words.T).toarray() >= SHARED - SLACK
        slots = (self._slots[rows] @ self._slots.T).toarray() > 0
        met: NDArray[np.bool_] = near | shared | slots
        return met

    def pairs(self, rows: NDArray[np.int64], meet: NDArray[np.bool_]) -> Iterator[Pair]:
        at, others = meet.nonzero()
        for first in range(0, len(at), BLOCK):
            some = rows[at[first : first + BLOCK]]
            many = others[first : first + BLOCK]
            yield from self._scored(np.minimum(some, many), np.maximum(some, many))

    def _scored(
        self, left: NDArray[np.int64], right: NDArray[np.int64]
    ) -> Iterator[Pair]:
        """Sum up pair by pair: in a product of matrices the last bits depend on it."""
        vectors, words = self._vectors, self._words
        cosines = (vectors[left].astype(float) * vectors[right]).sum(axis=1)
        shared = words[left].multiply(words[right]).sum(axis=1)
        slots = self._slots[left].multiply(self._slots[right]).sum(axis=1)
        rounded = np.round(cosines, DIGITS), np.round(shared, DIGITS)
        keep = (rounded[0] >= NEAR) | (rounded[1] >= SHARED) | (slots > 0)
        columns = (left, right, *rounded)
        for a, b, cosine, rare in zip(
            *(column[keep].tolist() for column in columns), strict=True
        ):
            yield Pair(a, b, cosine, rare)


def _word_matrix(views: Sequence[View]) -> csr_array:
    """Return one unit row per view; a word weighs by how rare it is."""
    rows = []
    for view in views:
        weights = {term: rarity(term) for term in sorted(view.terms)}
        square = reduce(lambda total, one: total + one * one, weights.values(), 0.0)
        length = max(square, 1e-9) ** 0.5
        rows.append({term: weight / length for term, weight in weights.items()})
    return _matrix(rows)


def _matrix(rows: Sequence[Mapping[Any, float]]) -> csr_array:
    """Return these rows as a sparse matrix, a column for each key in sorted order."""
    keys = sorted({key for row in rows for key in row})
    column = {key: at for at, key in enumerate(keys)}
    places = [(column[k], value) for row in rows for k, value in sorted(row.items())]
    indices = np.array([place for place, _ in places], dtype=np.int64)
    values = np.array([value for _, value in places], dtype=np.float64)
    ends = np.cumsum([0, *(len(row) for row in rows)])
    return csr_array((values, indices, ends), shape=(len(rows), max(len(keys), 1)))
