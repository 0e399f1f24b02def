"""Sentences with their labels: the public debates, and those written for this model."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

FOLDS = 2
OWN = Path(__file__).with_name("sentences.tsv")


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence, 1 where it holds what deserves checking, and the fold it lies in."""

    text: str
    label: int
    fold: int
    own: bool = False


def load_debates(path: Path) -> list[tuple[str, int]]:
    """Read ``text`` and ``label`` of a JSON Lines file, equal texts once.

    Raises ValueError naming the line that holds something else.
    """
    rows: dict[str, int] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
            rows.setdefault(str(item["text"]), int(item["label"]))
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"{path}, line {number}: {error!r}") from error
    return list(rows.items())


def load_own(path: Path = OWN) -> list[tuple[str, int]]:
    """Read the sentences written for this model: label, tab, sentence."""
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
    return [(text, int(label)) for label, text in rows]


def examples_of(
    debates: Sequence[tuple[str, int]], own: Sequence[tuple[str, int]], *, seed: int
) -> list[Example]:
    """Give every sentence a fold by lot, debates and own ones apart."""
    rng = random.Random(seed)
    made = []
    for rows, is_own in ((debates, False), (own, True)):
        folds = [at % FOLDS for at in range(len(rows))]
        rng.shuffle(folds)
        made += [
            Example(text, label, fold, is_own)
            for (text, label), fold in zip(rows, folds, strict=True)
        ]
    return made
