"""Write a fitted encoder as an int8 graph that runs without torch."""

from __future__ import annotations

from pathlib import Path

from claims.extraction.worthiness.model import MODEL
from claims.training.checkworthy.encoder import Encoder
from claims.training.checkworthy.graph import graph_of
from claims.training.graph import write_int8


def export(net: Encoder, out: Path) -> None:
    """Write the int8 graph (dynamic, per channel) and the tokenizer to ``out``."""
    write_int8(graph_of(net), out / MODEL)
