"""Write a fitted encoder as an int8 graph that runs without torch."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import onnx
from onnxruntime.quantization import QuantType, quantize_dynamic

from claims.extraction.weights import TOKENIZER
from claims.extraction.worthiness.model import MODEL
from claims.training.checkworthy.encoder import Encoder
from claims.training.checkworthy.graph import graph_of
from claims.training.minilm import source_folder


def export(net: Encoder, out: Path) -> None:
    """Write the int8 graph (dynamic, per channel) and the tokenizer to ``out``."""
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "fp32.onnx"
        onnx.save(graph_of(net), plain)
        quantize_dynamic(
            plain,
            out / MODEL,
            weight_type=QuantType.QInt8,
            per_channel=True,
            # Nothing infers the types behind the fused operators.
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )
    shutil.copyfile(source_folder() / TOKENIZER, out / TOKENIZER)
