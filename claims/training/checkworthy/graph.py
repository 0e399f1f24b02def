"""The encoder as an ONNX graph for one sentence, put together node by node.

Attention and the GELU with its bias are the fused operators of ONNX Runtime; tracing
the torch module gives a graph in which it cannot find them. A sum with its norm stays
two nodes: fused, they take three times as long on a CPU.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from claims.training.checkworthy.encoder import EPSILON, HEADS, OUTPUTS, Encoder, Layer

FUSED = "com.microsoft"
OPSET, IR = 17, 10


def graph_of(net: Encoder) -> onnx.ModelProto:
    """Return the graph: ``input_ids`` of shape ``(1, tokens)`` in, ``logits`` out.

    There is no mask: a sentence alone has no padding.
    """
    made = _Graph()
    states = _embedded(made, net)
    for at, layer in enumerate(net.layers):
        assert isinstance(layer, Layer)
        states = _layer(made, layer, states, f"layer{at}/")
    pooled = made.node("ReduceMean", [states], "pooled", axes=[1], keepdims=0)
    head = [
        made.weight("head.w", net.head.weight),
        made.weight("head.b", net.head.bias),
    ]
    made.node("Gemm", [pooled, *head], "logits", transB=1)
    ids = helper.make_tensor_value_info("input_ids", TensorProto.INT64, [1, "tokens"])
    logits = helper.make_tensor_value_info("logits", TensorProto.FLOAT, [1, OUTPUTS])
    graph = helper.make_graph(made.nodes, "sentence", [ids], [logits], made.weights)
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(FUSED, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=IR)


class _Graph:
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


def _embedded(made: _Graph, net: Encoder) -> str:
    table = made.weight("words", net.words.weight)
    words = made.node("Gather", [table, "input_ids"], "words/seen")
    length = made.node("Shape", ["input_ids"], "length", start=1, end=2)
    zero = made.weight("zero", np.array([0], dtype=np.int64))
    table = made.weight("places", net.places.weight)
    places = made.node("Slice", [table, zero, length], "places/seen")
    return _normed(made, net.norm, [words, places], "embedded")


def _layer(made: _Graph, layer: Layer, states: str, prefix: str) -> str:
    parts = (layer.query, layer.key, layer.value)
    weight = made.weight(
        prefix + "heed.w", torch.cat([one.weight.T for one in parts], 1)
    )
    bias = made.weight(prefix + "heed.b", torch.cat([one.bias for one in parts]))
    given = [states, weight, bias]
    heed = made.node("Attention", given, prefix + "heed", domain=FUSED, num_heads=HEADS)
    mixed = _linear(made, layer.mixed, heed, prefix + "mixed")
    states = _normed(made, layer.mixed_norm, [mixed, states], prefix + "mixed/norm")
    weight = made.weight(prefix + "wide.w", layer.wide.weight.T)
    wide = made.node("MatMul", [states, weight], prefix + "wide")
    bias = made.weight(prefix + "wide.b", layer.wide.bias)
    wide = made.node("BiasGelu", [wide, bias], prefix + "gelu", domain=FUSED)
    narrow = _linear(made, layer.narrow, wide, prefix + "narrow")
    return _normed(made, layer.narrow_norm, [narrow, states], prefix + "narrow/norm")


def _linear(made: _Graph, part: nn.Linear, states: str, name: str) -> str:
    product = made.node(
        "MatMul", [states, made.weight(name + ".w", part.weight.T)], name + "/product"
    )
    return made.node("Add", [product, made.weight(name + ".b", part.bias)], name)


def _normed(made: _Graph, norm: nn.LayerNorm, parts: list[str], name: str) -> str:
    total = made.node("Add", parts, name + "/sum")
    weight = made.weight(name + ".w", norm.weight)
    bias = made.weight(name + ".b", norm.bias)
    given = [total, weight, bias]
    return made.node("LayerNormalization", given, name, epsilon=EPSILON)
