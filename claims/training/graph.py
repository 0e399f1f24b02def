"""An ONNX graph put together node by node, with the parts that BERT has.

Attention and the GELU with its bias are the fused operators of ONNX Runtime; tracing
the torch module gives a graph in which it cannot find them. A sum with its norm stays
two nodes: fused, they take three times as long on a CPU.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from claims.extraction.weights import TOKENIZER
from claims.training.minilm import EPSILON, HEADS, Layer, source_folder

FUSED = "com.microsoft"
OPSET, IR = 17, 10


class Graph:
    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def weight(self, name: str, value: Tensor | NDArray[Any]) -> str:
        if isinstance(value, Tensor):
            value = value.detach().float().contiguous().numpy()
        self.weights.append(numpy_helper.from_array(value, name))
        return name

    def node(
        self, kind: str, inputs: list[str], name: str, *, domain: str = "", **how: Any
    ) -> str:
        """Add a node whose one output bears its name, which is returned."""
        made = helper.make_node(kind, inputs, [name], name=name, domain=domain, **how)
        self.nodes.append(made)
        return name

    def model(
        self,
        name: str,
        inputs: list[onnx.ValueInfoProto],
        outputs: list[onnx.ValueInfoProto],
    ) -> onnx.ModelProto:
        graph = helper.make_graph(self.nodes, name, inputs, outputs, self.weights)
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(FUSED, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=IR)


def write_int8(model: onnx.ModelProto, path: Path) -> None:
    """Write a graph with int8 weights (dynamic, per channel), its tokenizer beside."""
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "fp32.onnx"
        onnx.save(model, plain)
        quantize_dynamic(
            plain,
            path,
            weight_type=QuantType.QInt8,
            per_channel=True,
            # Nothing infers the types behind the fused operators.
            extra_options={"DefaultTensorType": TensorProto.FLOAT},
        )
    shutil.copyfile(source_folder() / TOKENIZER, path.parent / TOKENIZER)


def floats(name: str, shape: list[int | str]) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)


def whole_numbers(name: str, shape: list[int | str]) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, TensorProto.INT64, shape)


def bert_layer(made: Graph, layer: Layer, states: str, prefix: str) -> str:
    parts = (layer.query, layer.key, layer.value)
    weight = made.weight(
        prefix + "heed.w", torch.cat([one.weight.T for one in parts], 1)
    )
    bias = made.weight(prefix + "heed.b", torch.cat([one.bias for one in parts]))
    given = [states, weight, bias]
    heed = made.node("Attention", given, prefix + "heed", domain=FUSED, num_heads=HEADS)
    mixed = linear(made, layer.mixed, heed, prefix + "mixed")
    states = normed(made, layer.mixed_norm, [mixed, states], prefix + "mixed/norm")
    weight = made.weight(prefix + "wide.w", layer.wide.weight.T)
    wide = made.node("MatMul", [states, weight], prefix + "wide")
    bias = made.weight(prefix + "wide.b", layer.wide.bias)
    wide = made.node("BiasGelu", [wide, bias], prefix + "gelu", domain=FUSED)
    narrow = linear(made, layer.narrow, wide, prefix + "narrow")
    return normed(made, layer.narrow_norm, [narrow, states], prefix + "narrow/norm")


def linear(made: Graph, part: nn.Linear, states: str, name: str) -> str:
    product = made.node(
        "MatMul", [states, made.weight(name + ".w", part.weight.T)], name + "/product"
    )
    return made.node("Add", [product, made.weight(name + ".b", part.bias)], name)


def normed(made: Graph, norm: nn.LayerNorm, parts: list[str], name: str) -> str:
    total = made.node("Add", parts, name + "/sum")
    weight = made.weight(name + ".w", norm.weight)
    bias = made.weight(name + ".b", norm.bias)
    given = [total, weight, bias]
    return made.node("LayerNormalization", given, name, epsilon=EPSILON)
