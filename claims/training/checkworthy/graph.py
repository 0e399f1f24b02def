"""The encoder as an ONNX graph for one sentence."""

from __future__ import annotations

import numpy as np
import onnx

from claims.training.checkworthy.encoder import OUTPUTS, Encoder
from claims.training.graph import Graph, bert_layer, floats, normed, whole_numbers
from claims.training.minilm import Layer


def graph_of(net: Encoder) -> onnx.ModelProto:
    """Return the graph: ``input_ids`` of shape ``(1, tokens)`` in, ``logits`` out.

    There is no mask: a sentence alone has no padding.
    """
    made = Graph()
    states = _embedded(made, net)
    for at, layer in enumerate(net.layers):
        assert isinstance(layer, Layer)
        states = bert_layer(made, layer, states, f"layer{at}/")
    pooled = made.node("ReduceMean", [states], "pooled", axes=[1], keepdims=0)
    head = [
        made.weight("head.w", net.head.weight),
        made.weight("head.b", net.head.bias),
    ]
    made.node("Gemm", [pooled, *head], "logits", transB=1)
    ids = whole_numbers("input_ids", [1, "tokens"])
    return made.model("sentence", [ids], [floats("logits", [1, OUTPUTS])])


def _embedded(made: Graph, net: Encoder) -> str:
    table = made.weight("words", net.words.weight)
    words = made.node("Gather", [table, "input_ids"], "words/seen")
    length = made.node("Shape", ["input_ids"], "length", start=1, end=2)
    zero = made.weight("zero", np.array([0], dtype=np.int64))
    table = made.weight("places", net.places.weight)
    places = made.node("Slice", [table, zero, length], "places/seen")
    return normed(made, net.norm, [words, places], "embedded")
