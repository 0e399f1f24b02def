"""How the model's reading of a sentence and the rules' of a clause become one score."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

from claims.extraction.worthiness.model import BLEND, WEIGHTS


def sigmoid(logit: float) -> float:
    return 1 / (1 + math.exp(-logit))


@dataclass(frozen=True, slots=True)
class Line:
    """A logistic regression over the model's logit and the rules' total.

    From ``threshold`` on a sentence is called worth checking.
    """

    model: float
    rules: float
    bias: float
    threshold: float

    def probability(self, *, model: float, rules: float) -> float:
        """Return the share of such sentences that was found worth checking."""
        return sigmoid(self.model * model + self.rules * rules + self.bias)


@dataclass(frozen=True, slots=True)
class Blend:
    """The lines that are shipped.

    ``sentences`` and ``rules_alone`` score a sentence by its best clause, with the
    model and without; ``clauses`` scores one clause among the others of a document.
    """

    sentences: Line
    clauses: Line
    rules_alone: Line

    def to_json(self) -> str:
        return json.dumps(asdict(self), indent=1) + "\n"


@lru_cache(maxsize=1)
def load_blend(folder: Path = WEIGHTS) -> Blend:
    told = json.loads((folder / BLEND).read_text(encoding="utf-8"))
    return Blend(**{name: Line(**line) for name, line in told.items()})
