"""Minimal pairs judge the comparer. In: open.jsonl, kept.jsonl. Out: its figures.

Pairs that are kept out are counted here and never shown: figures by label and kind,
nothing else, so that no rule can be written for one of them.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Literal

from claims.evidence.compare.sentences import Told, compare_sentences

FOLDER = Path(__file__).parent
LABELS = (
    "same", "supports", "detail", "contradicts", "partially_contradicts",
    "look_alike", "unrelated",
)  # fmt: skip
CONFLICTS = ("contradicts", "partially_contradicts")
Half = Literal["open", "kept"]
HALVES: tuple[Half, ...] = ("open", "kept")
SAMPLE = 6  # every test run measures each sixth pair of the open half


@dataclass(slots=True)
class PairFigures:
    """Counts of (gold, found) by label, and of right ones by kind."""

    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    kinds: dict[str, Counter[bool]] = field(default_factory=dict)

    def add(self, kind: str, gold: str, found: str) -> None:
        self.confusion[gold, found] += 1
        self.kinds.setdefault(kind, Counter())[gold == found] += 1

    @property
    def pairs(self) -> int:
        return self.confusion.total()

    @property
    def accuracy(self) -> float:
        right = sum(self.confusion[label, label] for label in LABELS)
        return right / max(1, self.pairs)

    @property
    def coarse(self) -> float:
        """Share of right answers to: conflict, agreement or no bearing?"""
        right = sum(
            count
            for (gold, found), count in self.confusion.items()
            if stand(gold) == stand(found)
        )
        return right / max(1, self.pairs)

    @property
    def shares(self) -> dict[str, float]:
        """Return the figures that have floors; alarms on look-alikes have a ceiling."""
        return {
            "label accuracy": round(self.accuracy, 4),
            "conflict, agreement or none": round(self.coarse, 4),
            "conflicts on look-alikes": self.conflicts_on("look_alike"),
        }

    def conflicts_on(self, *golds: str) -> int:
        """Return how many pairs of these labels were said to conflict."""
        return sum(self.confusion[gold, found] for gold in golds for found in CONFLICTS)


def stand(label: str) -> str:
    """Fold a label to "conflict", "agreement" or "none"."""
    if label in CONFLICTS:
        return "conflict"
    return "none" if label in ("look_alike", "unrelated") else "agreement"


def digest(half: Half) -> str:
    return hashlib.sha256((FOLDER / f"{half}.jsonl").read_bytes()).hexdigest()


@dataclass(frozen=True, slots=True)
class Pair:
    kind: str
    label: str
    a: Told
    b: Told


def load_pairs(half: Half) -> Iterator[Pair]:
    """Yield the pairs of one half as the comparer takes them."""
    for line in (FOLDER / f"{half}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        a, b = (
            Told(
                row[end],
                date=row.get(f"{end}_date", ""),
                zone=row.get(f"{end}_zone", ""),
                source=row.get(f"{end}_source", ""),
            )
            for end in "ab"
        )
        yield Pair(row["kind"], row["label"], a, b)


@cache
def measure_pairs(half: Half, *, step: int = 1) -> PairFigures:
    """Compare pairs of one half, every one or each of ``step``, with the product's own
    comparer."""
    figures = PairFigures()
    for pair in islice(load_pairs(half), 0, None, step):
        figures.add(pair.kind, pair.label, compare_sentences(pair.a, pair.b).label)
    return figures
