"""The trained reader of single sentences: int8, on the CPU, nothing to download."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

WEIGHTS = Path(__file__).parent / "weights"
MODEL, TOKENIZER = "checkworthy-int8.onnx", "tokenizer.json"
BLEND, SUMS = "blend.json", "SHA256SUMS"
MAX_TOKENS = 96  # as in training; the end of a longer sentence is not read
THREADS = 1  # sentences are short: a second thread costs more than it brings


class ModelDamaged(RuntimeError):
    """A shipped model file is missing or not the one that was recorded."""

    code = "model_damaged"


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
    from onnxruntime import InferenceSession, SessionOptions
    from tokenizers import Tokenizer

    check_weights(folder)
    tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
    tokenizer.enable_truncation(MAX_TOKENS)
    tokenizer.no_padding()
    options = SessionOptions()
    options.intra_op_num_threads = THREADS
    options.inter_op_num_threads = 1
    session = InferenceSession(
        str(folder / MODEL), options, providers=["CPUExecutionProvider"]
    )
    return tokenizer, session


def check_weights(folder: Path = WEIGHTS) -> None:
    """Compare each shipped file with SHA256SUMS. Raises :class:`ModelDamaged`."""
    for line in (folder / SUMS).read_text(encoding="utf-8").splitlines():
        wanted, name = line.split()
        path = folder / name
        if not path.is_file():
            raise ModelDamaged(f"{name} is missing from {folder}")
        if hashlib.sha256(path.read_bytes()).hexdigest() != wanted:
            raise ModelDamaged(f"{name} does not have the recorded sha256")
