"""The recipe in order: pairs laid open, the model, its temperature, the card."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path

# Set before the tokenizer is made: its threads would fight the one that trains.
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from claims.evidence.compare.weighing import MODEL, SCALES
from claims.extraction.weights import SUMS, TOKENIZER
from claims.training import Say
from claims.training.graph import write_int8
from claims.training.minilm import source_folder
from claims.training.stance.encoder import PairEncoder
from claims.training.stance.examples import Scales, lay_open
from claims.training.stance.fitting import Settings, fit, predict
from claims.training.stance.graph import graph_of
from claims.training.stance.pairs import LABELS, Pair, load_pairs

CARD = Path(__file__).with_name("card.md")
FOLDS = 12  # of which one is held out, to set the temperature and for the card
ECHO = 8
TEMPERATURES = np.arange(0.6, 3.01, 0.05)


def train(data: Path, out: Path, *, seed: int, say: Say) -> None:
    """Make the model, its scales and its card in ``out``; about an hour of one core.

    ``data`` holds pairs files as those that ship. Raises UnreadablePair.
    """
    pairs = load_pairs(data)
    if not pairs:
        raise ValueError(f"{data}: no pairs (*.txt) there")
    settings = Settings()
    tokenizer = Tokenizer.from_file(str(source_folder() / TOKENIZER))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    held = [pair for pair in pairs if fold(pair) == 0]
    seen = [pair for pair in pairs if fold(pair) != 0]
    seen += [turned for pair in seen if (turned := pair.turned())] + echoes(seen)
    examples, names = lay_open(seen, tokenizer, say)
    judges, _ = lay_open(held, tokenizer, say)
    scales = Scales.of(examples, names)
    net = fit(examples, scales, settings, seed=seed, say=say)
    export(net, out)
    logits = predict(net, judges, scales)
    gold = np.array([one.label for one in judges])
    temperature = best_temperature(logits, gold)
    write_scales(out, scales, temperature)
    write_sums(out)
    write_card(
        out,
        pairs=len(pairs),
        anchors=len({pair.a for pair in pairs}),
        held=len(held),
        accuracy=float((logits.argmax(1) == gold).mean()),
        seed=seed,
        epochs=settings.epochs,
        torch=torch.__version__,
    )


def echoes(pairs: Sequence[Pair]) -> list[Pair]:
    """Return each eighth first sentence with itself: nobody writes such a pair down."""
    firsts = list(dict.fromkeys(pair.a for pair in pairs))
    return [Pair("negation", "same", one, one) for one in firsts[::ECHO]]


def fold(pair: Pair) -> int:
    """Return the fold of a pair; all pairs of one first sentence fall together."""
    return int(hashlib.sha256(pair.a.words.encode()).hexdigest(), 16) % FOLDS


def best_temperature(logits: NDArray[np.float64], gold: NDArray[np.int64]) -> float:
    """Return the temperature at which the held-out labels are least surprising."""

    def surprise(temperature: float) -> float:
        scaled = logits / temperature
        scaled = scaled - scaled.max(1, keepdims=True)
        shares = np.exp(scaled) / np.exp(scaled).sum(1, keepdims=True)
        return float(-np.log(shares[np.arange(len(gold)), gold]).mean())

    return round(float(min(TEMPERATURES, key=surprise)), 2)


def export(net: PairEncoder, out: Path) -> None:
    """Write the int8 graph (dynamic, per channel) and the tokenizer to ``out``."""
    write_int8(graph_of(net), out / MODEL)


def write_scales(out: Path, scales: Scales, temperature: float) -> None:
    signals = {
        name: {"mean": round(float(mean), 5), "width": round(float(width), 5)}
        for name, mean, width in zip(
            scales.names, scales.mean, scales.width, strict=True
        )
    }
    made = {"labels": LABELS, "temperature": temperature, "signals": signals}
    (out / SCALES).write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")


def write_sums(out: Path) -> None:
    names: Sequence[str] = (MODEL, SCALES, TOKENIZER)
    sums = [f"{hashlib.sha256((out / n).read_bytes()).hexdigest()}  {n}" for n in names]
    (out / SUMS).write_text("\n".join(sums) + "\n", encoding="utf-8")


def write_card(out: Path, **told: object) -> None:
    size = (out / MODEL).stat().st_size / 1e6
    text = CARD.read_text(encoding="utf-8").format(model=MODEL, size_mb=size, **told)
    (out / "CARD.md").write_text(text, encoding="utf-8")
