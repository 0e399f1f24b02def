"""Fit the pair encoder; on one CPU thread, so that a run can be had again."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn.functional import cross_entropy

from claims.training import Say
from claims.training.minilm import source_folder
from claims.training.stance.encoder import OUTPUTS, PairEncoder
from claims.training.stance.examples import Example, Scales

BUCKET = 30  # batches sorted by length together: little padding, and yet shuffled
TOLD_EVERY = 100  # steps


@dataclass(frozen=True, slots=True)
class Settings:
    """How the encoder is fitted; chosen on pairs of another hand, never on kept ones.

    What starts from nothing (marks, signals, head) learns faster than the layers.
    """

    epochs: int = 2
    batch: int = 32
    rate: float = 8e-5
    new_rate: float = 8e-4
    decay: float = 0.01
    warm: float = 0.08
    smooth: float = 0.05
    dropout: float = 0.1
    head_dropout: float = 0.2


def fit(
    examples: Sequence[Example],
    scales: Scales,
    settings: Settings,
    *,
    seed: int,
    say: Say,
) -> PairEncoder:
    """Return the encoder fitted to ``examples``, ready to predict."""
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    rng = random.Random(seed)
    net = PairEncoder(
        source_folder(),
        signals=len(scales.names),
        dropout=settings.dropout,
        head_dropout=settings.head_dropout,
    )
    signals = scales.scale(examples)
    wanted = torch.tensor([one.label for one in examples])
    optimiser = _optimiser(net, settings)
    steps = settings.epochs * -(-len(examples) // settings.batch)
    net.train()
    for step, rows in enumerate(_endless(examples, settings.batch, rng)):
        if step == steps:
            break
        pace = min((step + 1) / (settings.warm * steps), 1.0) * (1 - step / steps)
        rates = (settings.rate, settings.new_rate)
        for group, rate in zip(optimiser.param_groups, rates, strict=True):
            group["lr"] = rate * pace
        with torch.autocast("cpu", dtype=torch.bfloat16):
            logits = net(_padded([examples[at] for at in rows]), signals[rows])
        loss = cross_entropy(
            logits.float(), wanted[rows], label_smoothing=settings.smooth
        )
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        if step % TOLD_EVERY == 0:
            say(f"step {step} of {steps}, loss {loss.item():.3f}")
    return net.eval()


def predict(
    net: PairEncoder, examples: Sequence[Example], scales: Scales
) -> NDArray[np.float64]:
    """Return the logits of each example in order, shape ``(examples, OUTPUTS)``."""
    logits = np.zeros((len(examples), OUTPUTS))
    signals = scales.scale(examples)
    order = sorted(range(len(examples)), key=lambda at: len(examples[at].tokens.ids))
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for low in range(0, len(order), 64):
            rows = order[low : low + 64]
            found = net(_padded([examples[at] for at in rows]), signals[rows])
            logits[rows] = found.float().numpy()
    return logits


def _optimiser(net: PairEncoder, settings: Settings) -> torch.optim.Optimizer:
    old = [*net.layers.parameters(), *net.norm.parameters(), net.sides.weight]
    new = [net.marks.weight]
    new += [
        one for part in (net.signals, net.mix, net.head) for one in part.parameters()
    ]
    groups = [{"params": old}, {"params": new}]
    return torch.optim.AdamW(
        groups, lr=settings.rate, weight_decay=settings.decay, fused=True
    )


def _endless(
    examples: Sequence[Example], batch: int, rng: random.Random
) -> Iterator[list[int]]:
    """Yield batches of like length, all examples in each round, in a new order."""
    while True:
        order = list(range(len(examples)))
        rng.shuffle(order)
        batches = []
        for low in range(0, len(order), batch * BUCKET):
            near = sorted(
                order[low : low + batch * BUCKET],
                key=lambda at: len(examples[at].tokens.ids),
            )
            batches += [near[at : at + batch] for at in range(0, len(near), batch)]
        rng.shuffle(batches)
        yield from batches


def _padded(examples: Sequence[Example]) -> torch.Tensor:
    """Return ids, sides, marks and mask, shape ``(4, examples, tokens)``."""
    width = max(len(one.tokens.ids) for one in examples)
    made = torch.zeros(4, len(examples), width, dtype=torch.long)
    for at, one in enumerate(examples):
        length = len(one.tokens.ids)
        rows = (one.tokens.ids, one.tokens.sides, one.tokens.marks, [1] * length)
        made[:, at, :length] = torch.tensor(rows)
    return made
