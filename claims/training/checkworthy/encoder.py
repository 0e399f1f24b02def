"""The sentence encoder with two outputs: worth checking, and checkable at all."""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from claims.training.minilm import LAYERS, MASKED, SIZE, Layer, norm

OUTPUTS = 2  # worth checking, checkable


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
        self.norm = norm(state, "embeddings.LayerNorm").requires_grad_(False)
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
