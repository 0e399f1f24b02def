"""Sentences with their labels: the public debates, and those written for this model."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
FOLDS = 2
LONG = 9  # words
DOUBT = 0.5  # the label where a reader could not decide
OWN = Path(__file__).with_name("sentences.tsv")
CHECKABLE = Path(__file__).with_name("checkable.tsv")


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence, its labels, and the fold it lies in.

    ``worth``: 1 where it deserves checking. ``checkable``: 1 where it holds a fact that
    can be checked, ``DOUBT`` where it could be argued, None where nobody was asked.
    """

    text: str
    worth: float
    checkable: float | None
    fold: int
    own: bool = False


Row = tuple[str, float, float | None]


def load_debates(path: Path, checkable: Mapping[str, float]) -> list[Row]:
    """Read ``id``, ``text`` and ``label`` of a JSON Lines file, equal texts once.

    ``checkable`` holds the second label by id, where there is one.
    Raises ValueError naming the line that holds something else.
    """
    rows: dict[str, Row] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
            text, label = str(item["text"]), int(item["label"])
            rows.setdefault(text, (text, label, checkable.get(item["id"])))
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"{path}, line {number}: {error!r}") from error
    return list(rows.values())


def load_checkable(path: Path = CHECKABLE) -> dict[str, float]:
    """Read our labels of debate sentences: id, tab, label."""
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
    return {name: float(label) for name, label in rows}


def load_own(path: Path = OWN) -> list[Row]:
    """Read the sentences written for this model: both labels, then the sentence."""
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
    return [(text, float(worth), float(can)) for worth, can, text in rows]


def second_thoughts(
    examples: Sequence[Example], shares: Numbers, doubt: float
) -> list[Example]:
    """Return the examples with ``worth`` moved by ``doubt`` towards ``shares``.

    One crowd label in eight is given to a sentence that holds nothing to check. An
    encoder that never saw the label doubts it: Reed et al. 2015, soft bootstrapping.
    """
    return [
        replace(one, worth=(1 - doubt) * one.worth + doubt * float(share))
        for one, share in zip(examples, shares, strict=True)
    ]


def weights_of(drawn: Sequence[Example], whole: Sequence[Example]) -> Numbers:
    """Return how many of the ``whole`` each one that was ``drawn`` stands for.

    More long sentences than short ones were drawn to be labelled, and more worth
    checking than there are; own ones stand for themselves.
    """
    many, few = (Counter(map(_stratum, rows)) for rows in (whole, drawn))
    weights = [many[kind] / few[kind] for kind in map(_stratum, drawn)]
    return np.array(weights) * len(weights) / sum(weights)


def _stratum(one: Example) -> tuple[bool, bool, bool]:
    return one.own, one.worth >= DOUBT, len(one.text.split()) >= LONG


def examples_of(
    debates: Sequence[Row], own: Sequence[Row], *, seed: int
) -> list[Example]:
    """Give every sentence a fold by lot, debates and own ones apart."""
    rng = random.Random(seed)
    made = []
    for rows, is_own in ((debates, False), (own, True)):
        folds = [at % FOLDS for at in range(len(rows))]
        rng.shuffle(folds)
        made += [
            Example(text, worth, can, fold, is_own)
            for (text, worth, can), fold in zip(rows, folds, strict=True)
        ]
    return made
