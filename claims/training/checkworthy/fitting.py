"""Fit the encoder to labelled sentences, and let it score others; on one CPU thread."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch.nn.functional import binary_cross_entropy_with_logits

from claims.training.checkworthy.data import Example
from claims.training.checkworthy.encoder import OUTPUTS, Encoder
from claims.training.minilm import source_folder

MAX_TOKENS = 96  # one debate sentence in a thousand is longer
BUCKET = 40  # batches sorted by length together: little padding, and yet shuffled
TOLD_EVERY = 50  # steps


@dataclass(frozen=True, slots=True)
class Settings:
    """How the encoder is fitted; chosen on the training folds, never on dev.

    Few rounds and soft labels, since the labels are those of a crowd: a longer fit
    learns the debates by heart, gains little there and loses on speeches. In a round
    the own sentences are shown ``own_weight`` times; once would not be heard.
    ``doubt`` is how far a label gives way to an encoder that has not seen it.
    """

    epochs: float = 2.0
    own_weight: int = 3
    batch: int = 64
    rate: float = 8e-5
    head_rate: float = 1e-3
    decay: float = 0.01
    warm: float = 0.08
    smooth: float = 0.05
    doubt: float = 0.4
    dropout: float = 0.1
    head_dropout: float = 0.2


Say = Callable[[str], None]


def fit(
    examples: Sequence[Example], settings: Settings, *, seed: int, say: Say
) -> Encoder:
    """Return the encoder fitted to ``examples``, ready to predict."""
    torch.set_num_threads(1)  # with more the sums, and so the weights, differ by run
    torch.manual_seed(seed)
    rng = random.Random(seed)
    folder = source_folder()
    net = Encoder(folder, dropout=settings.dropout, head_dropout=settings.head_dropout)
    shown = [
        one for one in examples for _ in range(settings.own_weight if one.own else 1)
    ]
    ids = encode(folder, [one.text for one in shown])
    wanted, asked = _targets(shown, settings.smooth)
    optimiser, rates = _optimiser(net, settings)
    steps = int(settings.epochs * -(-len(ids) // settings.batch))
    net.train()
    for step, rows in enumerate(_endless(ids, settings.batch, rng)):
        if step == steps:
            break
        pace = min((step + 1) / (settings.warm * steps), 1.0) * (1 - step / steps)
        for group, rate in zip(optimiser.param_groups, rates, strict=True):
            group["lr"] = rate * pace
        with torch.autocast("cpu", dtype=torch.bfloat16):
            logits = net(*_padded([ids[at] for at in rows]))
        lost = binary_cross_entropy_with_logits(
            logits.float(), wanted[rows], reduction="none"
        )
        loss = (lost * asked[rows]).sum() / asked[rows].sum()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        if step % TOLD_EVERY == 0:
            say(f"step {step} of {steps}, loss {loss.item():.3f}")
    return net.eval()


def predict(net: Encoder, texts: Sequence[str]) -> NDArray[np.float64]:
    """Return the logits of each text in order, shape ``(texts, OUTPUTS)``."""
    ids = encode(source_folder(), list(texts))
    logits = np.zeros((len(ids), OUTPUTS))
    order = sorted(range(len(ids)), key=lambda at: len(ids[at]))
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for low in range(0, len(order), 64):
            rows = order[low : low + 64]
            logits[rows] = net(*_padded([ids[at] for at in rows])).float().numpy()
    return logits


def encode(folder: Path, texts: Sequence[str]) -> list[list[int]]:
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(MAX_TOKENS)
    tokenizer.no_padding()
    return [row.ids for row in tokenizer.encode_batch(list(texts))]


def _targets(
    examples: Sequence[Example], smooth: float
) -> tuple[torch.Tensor, torch.Tensor]:
    """Return what is wanted of each output, and 1 where anybody was asked."""
    labels = torch.tensor(
        [
            (one.worth, math.nan if one.checkable is None else one.checkable)
            for one in examples
        ]
    )
    asked = (~labels.isnan()).float()
    return labels.nan_to_num() * (1 - 2 * smooth) + smooth, asked


def _optimiser(
    net: Encoder, settings: Settings
) -> tuple[torch.optim.Optimizer, tuple[float, float]]:
    head = list(net.head.parameters())
    inner = [one for one in net.layers.parameters() if one.requires_grad]
    groups = [{"params": inner}, {"params": head}]
    made = torch.optim.AdamW(
        groups, lr=settings.rate, weight_decay=settings.decay, fused=True
    )
    return made, (settings.rate, settings.head_rate)


def _endless(
    ids: list[list[int]], batch: int, rng: random.Random
) -> Iterator[list[int]]:
    """Yield batches of like length, all examples in each round, in a new order."""
    while True:
        order = list(range(len(ids)))
        rng.shuffle(order)
        batches = []
        for low in range(0, len(order), batch * BUCKET):
            near = sorted(
                order[low : low + batch * BUCKET], key=lambda at: len(ids[at])
            )
            batches += [near[at : at + batch] for at in range(0, len(near), batch)]
        rng.shuffle(batches)
        yield from batches


def _padded(rows: list[list[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    width = max(map(len, rows))
    ids = torch.zeros(len(rows), width, dtype=torch.long)
    mask = torch.zeros(len(rows), width, dtype=torch.long)
    for at, row in enumerate(rows):
        ids[at, : len(row)] = torch.tensor(row)
        mask[at, : len(row)] = 1
    return ids, mask
