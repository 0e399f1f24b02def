"""The pair encoder: two sentences and their marks through MiniLM, signals beside.

Marks are what the rules found, one kind for each token, and signals the same summed up;
both are added to what the model reads, so that it weighs findings that it could not
make: that 57.2 F is 14 C, or that two clocks stand an hour apart.
"""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from claims.evidence.compare.marks import MARKS
from claims.training.minilm import LAYERS, MASKED, SIZE, Layer, norm
from claims.training.stance.pairs import LABELS

OUTPUTS = len(LABELS)
NARROW, MIXED = 64, 256  # widths of the signals and of what is read from all


class PairEncoder(nn.Module):
    """From rows of tokens ``(batch, tokens)`` and signals to ``(batch, OUTPUTS)``."""

    def __init__(
        self, folder: Path, *, signals: int, dropout: float, head_dropout: float
    ) -> None:
        super().__init__()
        state = load_file(folder / "model.safetensors")
        at = "embeddings."
        self.words = nn.Embedding.from_pretrained(
            state[at + "word_embeddings.weight"], freeze=True
        )
        self.places = nn.Embedding.from_pretrained(
            state[at + "position_embeddings.weight"], freeze=True
        )
        self.sides = nn.Embedding.from_pretrained(
            state[at + "token_type_embeddings.weight"].clone(), freeze=False
        )
        self.marks = nn.Embedding(len(MARKS), SIZE)
        nn.init.normal_(self.marks.weight, std=0.01)
        self.norm = norm(state, at + "LayerNorm")
        self.layers = nn.ModuleList(
            Layer(state, f"encoder.layer.{at}.", dropout) for at in range(LAYERS)
        )
        self.dropout = nn.Dropout(head_dropout)
        self.signals = nn.Linear(signals, NARROW)
        self.mix = nn.Linear(3 * SIZE + NARROW, MIXED)
        self.head = nn.Linear(MIXED, OUTPUTS)

    def forward(self, rows: Tensor, signals: Tensor) -> Tensor:
        """``rows`` are ids, sides, marks and mask, shape ``(4, batch, tokens)``."""
        ids, sides, marks, mask = rows
        at = torch.arange(ids.shape[1])
        states = self.words(ids) + self.places(at)
        states = self.norm(states + self.sides(sides) + self.marks(marks))
        seen = mask.to(states.dtype)
        unseen = (1.0 - seen)[:, None, None, :] * MASKED
        for layer in self.layers:
            states = layer(states, unseen)
        told = functional.relu(self.signals(signals)).to(states.dtype)
        first, second = (
            _mean(states, seen * (sides == side).to(seen.dtype)) for side in (0, 1)
        )
        read = torch.cat([states[:, 0], first, second, told], 1)
        mixed = functional.gelu(self.mix(self.dropout(read)))
        logits: Tensor = self.head(self.dropout(mixed))
        return logits


def _mean(states: Tensor, share: Tensor) -> Tensor:
    share = share.unsqueeze(-1)
    return (states * share).sum(1) / share.sum(1).clamp(min=1.0)
