"""Model files that ship with the code: checked against their recorded hashes, then
loaded for the CPU with nothing to download."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

SUMS = "SHA256SUMS"
TOKENIZER = "tokenizer.json"


class ModelDamaged(RuntimeError):
    """A shipped model file is missing or not the one that was recorded."""

    code = "model_damaged"


def check_weights(folder: Path) -> None:
    """Compare each shipped file of ``folder`` with its SHA256SUMS.

    Raises :class:`ModelDamaged` naming the first that is missing or another.
    """
    for line in (folder / SUMS).read_text(encoding="utf-8").splitlines():
        wanted, name = line.split()
        path = folder / name
        if not path.is_file():
            raise ModelDamaged(f"{name} is missing from {folder}")
        if hashlib.sha256(path.read_bytes()).hexdigest() != wanted:
            raise ModelDamaged(f"{name} does not have the recorded sha256")


def load_weights(
    folder: Path, model: str, *, max_tokens: int, threads: int
) -> tuple[Tokenizer, InferenceSession]:
    """Return the tokenizer, cutting at ``max_tokens``, and the session of ``model``.

    Raises :class:`ModelDamaged` when a file is not the recorded one.
    """
    # Loaded on first use: a process that only names a method must not wait for these.
    from onnxruntime import InferenceSession, SessionOptions
    from tokenizers import Tokenizer

    check_weights(folder)
    tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
    tokenizer.enable_truncation(max_tokens)
    tokenizer.no_padding()
    options = SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # On a CPU the fused kernel takes three times as long as the two it stands for.
    options.add_session_config_entry(
        "optimization.disable_specified_optimizers", "SkipLayerNormFusion"
    )
    session = InferenceSession(
        str(folder / model), options, providers=["CPUExecutionProvider"]
    )
    return tokenizer, session
