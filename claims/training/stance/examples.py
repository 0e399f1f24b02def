"""Pairs laid open by the product's own rules, as the encoder is shown them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from claims.evidence.compare.bearing import laid_open
from claims.evidence.compare.marks import marks_of
from claims.evidence.compare.reading import Tokens, tokens_of
from claims.evidence.compare.sentences import read_told
from claims.evidence.compare.weighing import LIMIT
from claims.training import Say
from claims.training.stance.pairs import LABELS, Pair

TOLD_EVERY = 1000  # pairs


@dataclass(frozen=True, slots=True)
class Example:
    tokens: Tokens
    signals: tuple[float, ...]
    label: int


@dataclass(frozen=True, slots=True)
class Scales:
    """What brings each signal to mean 0 and width 1, by name."""

    names: tuple[str, ...]
    mean: NDArray[np.float32]
    width: NDArray[np.float32]

    @classmethod
    def of(cls, examples: Sequence[Example], names: Iterable[str]) -> Scales:
        values = np.array([one.signals for one in examples], dtype=np.float32)
        return cls(tuple(names), values.mean(0), values.std(0) + np.float32(1e-3))

    def scale(self, examples: Sequence[Example]) -> torch.Tensor:
        values = np.array([one.signals for one in examples], dtype=np.float32)
        return torch.tensor((values - self.mean) / self.width).clamp(-LIMIT, LIMIT)


def lay_open(
    pairs: Sequence[Pair], tokenizer: Tokenizer, say: Say
) -> tuple[list[Example], tuple[str, ...]]:
    """Return an example for each pair, and the names of the signals in their order."""
    examples, names = [], ()
    for at, pair in enumerate(pairs):
        if at % TOLD_EVERY == 0:
            say(f"laying open {at} of {len(pairs)}")
        a, b = read_told(pair.a), read_told(pair.b)
        found = laid_open(a, b)
        names = tuple(found.signals)
        examples.append(
            Example(
                tokens_of(tokenizer, a.words, b.words, marks_of(found.held)),
                tuple(found.signals.values()),
                LABELS.index(pair.label),
            )
        )
    return examples, names
