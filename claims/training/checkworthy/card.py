"""Write what a person must know of the model beside it, and the hashes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from claims.extraction.weights import SUMS, TOKENIZER
from claims.extraction.worthiness.blend import Blend
from claims.extraction.worthiness.model import BLEND, MODEL
from claims.training.checkworthy.measures import Measured

CARD = "CARD.md"
TEMPLATE = Path(__file__).with_name("card.md")


ROW = (
    "| {name} | {one.f1:.3f} | {one.low:.3f}-{one.high:.3f} | {one.precision:.3f} "
    "| {one.recall:.3f} | {one.error:.3f} | {fold_f1:.3f} |"
)


def write_card(
    out: Path,
    *,
    measured: Mapping[str, Measured],
    fold_f1: Mapping[str, float],
    **told: object,
) -> None:
    """Fill the card: a row for each way to score; ``told`` holds the other names."""
    rows = [
        ROW.format(name=name, one=one, fold_f1=fold_f1[name])
        for name, one in measured.items()
    ]
    size = (out / MODEL).stat().st_size / 1e6
    text = TEMPLATE.read_text(encoding="utf-8").format(
        size_mb=size,
        model=MODEL,
        rows="\n".join(rows),
        right=fold_f1["checkable"],
        **told,
    )
    (out / CARD).write_text(text, encoding="utf-8")


def write_blend(out: Path, blend: Blend) -> None:
    (out / BLEND).write_text(blend.to_json(), encoding="utf-8")


def write_sums(out: Path) -> None:
    names = (MODEL, TOKENIZER, BLEND)
    sums = [f"{hashlib.sha256((out / n).read_bytes()).hexdigest()}  {n}" for n in names]
    (out / SUMS).write_text("\n".join(sums) + "\n", encoding="utf-8")
