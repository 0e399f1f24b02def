"""Write a fitted encoder as an int8 graph that runs without torch."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from claims.extraction.weights import TOKENIZER
from claims.extraction.worthiness.model import MODEL
from claims.training.checkworthy.encoder import Encoder, source_folder

INPUTS = ["input_ids", "attention_mask"]


def export(net: Encoder, out: Path) -> None:
    """Write the int8 graph (dynamic, per channel) and the tokenizer to ``out``."""
    sample = (torch.ones(2, 5, dtype=torch.long), torch.ones(2, 5, dtype=torch.long))
    axes = {0: "batch", 1: "tokens"}
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "fp32.onnx"
        torch.onnx.export(
            net,
            sample,
            str(plain),
            input_names=INPUTS,
            output_names=["logit"],
            dynamic_axes={**dict.fromkeys(INPUTS, axes), "logit": {0: "batch"}},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            plain, out / MODEL, weight_type=QuantType.QInt8, per_channel=True
        )
    shutil.copyfile(source_folder() / TOKENIZER, out / TOKENIZER)
