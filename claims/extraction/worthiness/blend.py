"""How the model's reading of a sentence and the rules' of a clause become one score."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

from claims.extraction.worthiness.model import BLEND, WEIGHTS, Reading


def sigmoid(logit: float) -> float:
    return 1 / (1 + math.exp(-logit))


@dataclass(frozen=True, slots=True)
class Line:
    """A logistic regression over the model's two logits and the rules' total.

    From ``threshold`` on a sentence is called worth checking, or checkable.
    """

    worth: float
    checkable: float
    rules: float
    bias: float
    threshold: float

    def probability(self, reading: Reading, *, rules: float) -> float:
        """Return the share of such sentences that people gave the label to."""
        return sigmoid(self.moved_by(reading) + self.rules * rules + self.bias)

    def moved_by(self, reading: Reading) -> float:
        """Return the model's part of the logit."""
        return self.worth * reading.worth + self.checkable * reading.checkable


@dataclass(frozen=True, slots=True)
class Blend:
    """The lines that are shipped.

    ``sentences`` and ``rules_alone`` score a sentence by its best clause, with the
    model and without; ``clauses`` scores one clause among the others of a document.
    ``checkable`` says whether a sentence holds a fact at all, worth checking or not.
    """

    sentences: Line
    checkable: Line
    clauses: Line
    rules_alone: Line

    def to_json(self) -> str:
        return json.dumps(asdict(self), indent=1) + "\n"


@lru_cache(maxsize=1)
def load_blend(folder: Path = WEIGHTS) -> Blend:
    told = json.loads((folder / BLEND).read_text(encoding="utf-8"))
    return Blend(**{name: Line(**line) for name, line in told.items()})
