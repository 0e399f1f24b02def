"""The recipe in order: folds, the model, the blend, one look at dev, the card."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

# Set before the tokenizer is made: its threads would fight the one that trains.
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")

import numpy as np
import torch
from numpy.typing import NDArray

from claims.extraction.worth import best_total
from claims.extraction.worthiness.model import read_sentence
from claims.training import Say
from claims.training.checkworthy.card import write_blend, write_card, write_sums
from claims.training.checkworthy.data import (
    FOLDS,
    Example,
    examples_of,
    load_checkable,
    load_debates,
    load_own,
    second_thoughts,
    weights_of,
)
from claims.training.checkworthy.encoder import OUTPUTS
from claims.training.checkworthy.export import export
from claims.training.checkworthy.fitting import Settings, fit, predict
from claims.training.checkworthy.lines import fit_lines
from claims.training.checkworthy.measures import measured, sigmoid

Numbers = NDArray[np.float64]


def train(data: Path, out: Path, *, seed: int, say: Say) -> None:
    """Make the model, its blend and its card in ``out``; about half an hour's work.

    ``data`` holds ``train.jsonl`` and ``dev.jsonl``. What an interrupted run left in
    ``out`` for the same sentences and seed is used, so that it goes on where it was.
    """
    checkable = load_checkable()
    debates, own = load_debates(data / "train.jsonl", checkable), load_own()
    dev = load_debates(data / "dev.jsonl", {})
    work = Work(examples_of(debates, own, seed=seed), Settings(), seed, out, say)
    readings = work.readings()
    work.model(readings)
    sample = [at for at, one in enumerate(work.examples) if one.checkable is not None]
    held = [work.examples[at] for at in sample]
    totals = work.totals("train", [one.text for one in held])
    weights = weights_of(held, work.examples)
    blend, out_of_fold = fit_lines(held, readings[sample], totals, weights)
    write_blend(out, blend)
    write_sums(out)
    labels = np.array([worth for _, worth, _ in dev])
    told = np.array([read_sentence(text, folder=out) for text, _, _ in dev])
    totals = work.totals("dev", [text for text, _, _ in dev])
    write_card(
        out,
        measured={
            name: measured(line, told, totals, labels, seed=seed)
            for name, line in (
                ("with the model", blend.sentences),
                ("rules alone", blend.rules_alone),
            )
        },
        debates=len(debates),
        checkable=len(checkable),
        own=len(own),
        dev=len(dev),
        folds=FOLDS,
        fold_f1=out_of_fold,
        seed=seed,
        epochs=work.settings.epochs,
        torch=torch.__version__,
    )


@dataclass(frozen=True, slots=True)
class Work:
    """The slow stages, each kept in a file of its own until the end."""

    examples: Sequence[Example]
    settings: Settings
    seed: int
    out: Path
    say: Say

    def readings(self) -> Numbers:
        """Return the logits of each example by an encoder that never saw it."""
        made = np.zeros((len(self.examples), OUTPUTS))
        for fold in range(FOLDS):
            held = [at for at, one in enumerate(self.examples) if one.fold == fold]
            made[held] = self._kept(f"fold-{fold}", partial(self._fold, fold))
        return made

    def model(self, readings: Numbers) -> None:
        """Fit the encoder to all examples and write it as it ships."""
        mark = self._file("model")
        if not mark.exists():
            self.say("the model")
            shares, doubt = sigmoid(readings[:, 0]), self.settings.doubt
            wanted = second_thoughts(self.examples, shares, doubt)
            net = fit(wanted, self.settings, seed=self.seed, say=self.say)
            export(net, self.out)
            np.save(mark, np.zeros(1))

    def totals(self, name: str, texts: Sequence[str]) -> Numbers:
        """Return the rules' total of each text: never kept, for rules change."""
        self.say(f"the rules over {len(texts)} sentences ({name})")
        return np.array([best_total(text) for text in texts])

    def _fold(self, fold: int) -> Numbers:
        self.say(f"fold {fold + 1} of {FOLDS}")
        seen = [one for one in self.examples if one.fold != fold]
        held = [one.text for one in self.examples if one.fold == fold]
        net = fit(seen, self.settings, seed=self.seed, say=self.say)
        return predict(net, held)

    def _kept(self, name: str, make: Callable[[], Numbers]) -> Numbers:
        path = self._file(name)
        if path.exists():
            kept: Numbers = np.load(path)
            return kept
        made = make()
        np.save(path, made)
        return made

    def _file(self, name: str) -> Path:
        told = repr((self.settings, self.seed, self.examples))
        digest = hashlib.sha256(told.encode()).hexdigest()[:12]
        folder = self.out / "stages"
        folder.mkdir(exist_ok=True)
        return folder / f"{name}-{digest}.npy"
