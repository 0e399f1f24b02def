"""Stance from a cross-encoder that a site keeps in a folder: ``onnx:/path/to/folder``.

In the folder: ``model.onnx``, which takes the tokens of premise and hypothesis together
and gives one logit for each label; ``tokenizer.json``, as the ``tokenizers`` library
writes it; ``config.json`` with ``labels`` in the order of the logits (``supports``,
``contradicts``, ``neutral``, or the words that others use for them) and, if wanted,
``name``, ``version`` and ``max_tokens``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from claims.evidence.base import StanceScores
from claims.evidence.stance import BadStanceModel

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

MODEL, TOKENIZER, CONFIG = "model.onnx", "tokenizer.json", "config.json"
MEANT = {
    "supports": "supports",
    "support": "supports",
    "entailment": "supports",
    "contradicts": "contradicts",
    "refutes": "contradicts",
    "refute": "contradicts",
    "contradiction": "contradicts",
    "neutral": "neutral",
    "not_entailment": "neutral",
    "not enough info": "neutral",
}
MAX_TOKENS, MOST_TOKENS = 256, 4096
INPUTS = ("input_ids", "attention_mask", "token_type_ids")


@dataclass(frozen=True, slots=True)
class OnnxStance:
    """``order`` says what each logit speaks for."""

    method: str
    version: str
    order: tuple[str, ...]
    tokenizer: Tokenizer
    session: InferenceSession

    def predict(self, pairs: list[tuple[str, str]]) -> list[StanceScores | None]:
        """Score the pairs one by one: in batches the same pair gets other numbers."""
        return [self._score(*pair) for pair in pairs]

    def _score(self, premise: str, hypothesis: str) -> StanceScores | None:
        row = self.tokenizer.encode(premise, hypothesis)
        values = (row.ids, row.attention_mask, row.type_ids)
        wanted = {one.name for one in self.session.get_inputs()}
        feed = {
            name: np.array([value], dtype=np.int64)
            for name, value in zip(INPUTS, values, strict=True)
            if name in wanted
        }
        logits = np.asarray(self.session.run(None, feed)[0], dtype=np.float64).ravel()
        if logits.size != len(self.order) or not np.isfinite(logits).all():
            return None
        odds = np.exp(logits - logits.max())
        shares = dict.fromkeys(("supports", "contradicts", "neutral"), 0.0)
        for label, share in zip(self.order, odds / odds.sum(), strict=True):
            shares[label] += float(share)
        return StanceScores(**shares)


def make(place: str, key: str) -> OnnxStance:
    """Return the model in the folder ``place``; ``key`` is not used.

    Raises:
        BadStanceModel: a file is missing or not what it should be.
    """
    folder = Path(place)
    for name in (MODEL, TOKENIZER, CONFIG):
        if not place or not (folder / name).is_file():
            raise BadStanceModel(f"There is no {name} in {place!r}.")
    config = _config(folder / CONFIG)
    model = (folder / MODEL).read_bytes()
    return OnnxStance(
        method=str(config.get("name") or f"onnx {folder.name}")[:50],
        version=str(config.get("version") or hashlib.sha256(model).hexdigest()[:12]),
        order=_order(config.get("labels")),
        tokenizer=_tokenizer(folder / TOKENIZER, config.get("max_tokens", MAX_TOKENS)),
        session=_session(model),
    )


def _config(path: Path) -> Mapping[str, Any]:
    try:
        config = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise BadStanceModel(f"{path} is no JSON: {error}.") from None
    if not isinstance(config, dict):
        raise BadStanceModel(f"{path} holds no object.")
    return config


def _order(labels: Any) -> tuple[str, ...]:
    if not isinstance(labels, Sequence) or isinstance(labels, str):
        raise BadStanceModel("The model's configuration names no list of labels.")
    order = tuple(MEANT.get(str(one).lower(), "") for one in labels)
    if "" in order or "supports" not in order or len(set(order)) < 2:
        raise BadStanceModel(f"Labels that are not understood: {list(labels)!r}.")
    return order


def _tokenizer(path: Path, most: Any) -> Tokenizer:
    from tokenizers import Tokenizer  # loaded on first use, as the session below

    if not isinstance(most, int) or not 8 <= most <= MOST_TOKENS:
        raise BadStanceModel(f"max_tokens must be 8 to {MOST_TOKENS}, not {most!r}.")
    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception as error:  # the library raises nothing narrower
        raise BadStanceModel(f"{path} is no tokenizer: {error}.") from None
    tokenizer.enable_truncation(most, strategy="longest_first")
    tokenizer.no_padding()
    return tokenizer


def _session(model: bytes) -> InferenceSession:
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = 1  # workers run beside each other
    options.inter_op_num_threads = 1
    try:
        session = InferenceSession(model, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # the library raises nothing narrower
        raise BadStanceModel(f"The model cannot be loaded: {error}.") from None
    unknown = {one.name for one in session.get_inputs()} - set(INPUTS)
    if unknown:
        raise BadStanceModel(f"The model wants inputs that nobody has: {unknown}.")
    return session
