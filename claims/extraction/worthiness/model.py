"""The trained reader of single sentences: int8, on the CPU, nothing to download."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from claims.extraction.weights import load_weights

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

WEIGHTS = Path(__file__).parent / "weights"
MODEL = "checkworthy-int8.onnx"
BLEND = "blend.json"
MAX_TOKENS = 96  # as in training; the end of a longer sentence is not read
THREADS = 1  # sentences are short: a second thread costs more than it brings


class Reading(NamedTuple):
    """Two logits of a sentence: above 0 for yes.

    ``worth``: it deserves checking. ``checkable``: it holds a fact that can be checked,
    be it worth the trouble or not: a plan, a date of birth, a deed of last week.
    """

    worth: float
    checkable: float


UNREAD = Reading(0.0, 0.0)


@lru_cache(maxsize=64)
def read_sentence(text: str, *, folder: Path = WEIGHTS) -> Reading:
    """Return the two logits of one sentence.

    One sentence at a time: an int8 model scales its numbers by batch, so that beside
    others the same sentence would score otherwise. About 3 ms on one core, and once
    for all clauses of a sentence: they come one after the other. Alone, it needs no
    padding and the graph no mask.
    Raises :class:`ModelDamaged` at first use when a shipped file is wrong.
    """
    tokenizer, session = _load(folder)
    row = tokenizer.encode(text)
    feed = {"input_ids": np.array([row.ids], dtype=np.int64)}
    worth, checkable = session.run(None, feed)[0][0]
    return Reading(float(worth), float(checkable))


@lru_cache(maxsize=1)
def _load(folder: Path) -> tuple[Tokenizer, InferenceSession]:
    return load_weights(folder, MODEL, max_tokens=MAX_TOKENS, threads=THREADS)
