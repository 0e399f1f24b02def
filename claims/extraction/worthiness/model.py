"""The trained reader of single sentences: int8, on the CPU, nothing to download."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

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


@lru_cache(maxsize=64)
def read_sentence(text: str, *, folder: Path = WEIGHTS) -> float:
    """Return a logit: above 0 where ``text`` reads like sentences worth checking.

    One sentence at a time: an int8 model scales its numbers by batch, so that beside
    others the same sentence would score otherwise. About 3 ms on one core, and once
    for all clauses of a sentence: they come one after the other.
    Raises :class:`ModelDamaged` at first use when a shipped file is wrong.
    """
    tokenizer, session = _load(folder)
    row = tokenizer.encode(text)
    feed = {
        "input_ids": np.array([row.ids], dtype=np.int64),
        "attention_mask": np.array([row.attention_mask], dtype=np.int64),
    }
    return float(session.run(None, feed)[0][0])


@lru_cache(maxsize=1)
def _load(folder: Path) -> tuple[Tokenizer, InferenceSession]:
    return load_weights(folder, MODEL, max_tokens=MAX_TOKENS, threads=THREADS)
