"""Weigh what was found between two accounts: which label does it speak for?

In: two sentences, what is held of them, the signals. Out: a probability of each label.
The model is a small encoder that reads both sentences with the marks of the rules; it
is made by ``manage.py train stance`` and lies in ``weights`` beside its card.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from claims.evidence.compare.held import Held
from claims.evidence.compare.marks import marks_of
from claims.evidence.compare.reading import tokens_of
from claims.extraction.weights import load_weights

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

WEIGHTS = Path(__file__).parent / "weights"
MODEL, SCALES = "stance-int8.onnx", "scales.json"
MAX_TOKENS = 512  # what the model has places for; each sentence is cut before
LIMIT = 4.0  # how far from its mean, in its own width, a signal may lie


@dataclass(frozen=True, slots=True)
class Weigher:
    """``temperature`` brings shares that are too sure down to what they are worth."""

    tokenizer: Tokenizer
    session: InferenceSession
    labels: tuple[str, ...]
    names: tuple[str, ...]
    mean: NDArray[np.float32]
    width: NDArray[np.float32]
    temperature: float

    def __call__(
        self, a: str, b: str, held: Held, signals: Mapping[str, float]
    ) -> dict[str, float]:
        """Return the probability of each label; they sum to one."""
        tokens = tokens_of(self.tokenizer, a, b, marks_of(held))
        values = np.array([signals[name] for name in self.names], dtype=np.float32)
        scaled = np.clip((values - self.mean) / self.width, -LIMIT, LIMIT)
        rows = {"ids": tokens.ids, "sides": tokens.sides, "marks": tokens.marks}
        feed = {name: np.array([row], dtype=np.int64) for name, row in rows.items()}
        feed["signals"] = scaled[None, :].astype(np.float32)
        logits = self.session.run(None, feed)[0][0].astype(float) / self.temperature
        odds = np.exp(logits - logits.max())
        shares = (odds / odds.sum()).tolist()
        return dict(zip(self.labels, shares, strict=True))


@lru_cache(maxsize=2)
def load_weigher(folder: Path = WEIGHTS) -> Weigher:
    """Load the shipped model. Raises :class:`ModelDamaged` when a file is wrong."""
    tokenizer, session = load_weights(folder, MODEL, max_tokens=MAX_TOKENS, threads=1)
    read = json.loads((folder / SCALES).read_text(encoding="utf-8"))
    signals = read["signals"]
    return Weigher(
        tokenizer,
        session,
        tuple(read["labels"]),
        tuple(signals),
        np.array([one["mean"] for one in signals.values()], dtype=np.float32),
        np.array([one["width"] for one in signals.values()], dtype=np.float32),
        read["temperature"],
    )
