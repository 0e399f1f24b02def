"""The pair encoder as an ONNX graph for one pair; there is no mask, for no padding."""

from __future__ import annotations

import numpy as np
import onnx

from claims.training.graph import (
    Graph,
    bert_layer,
    floats,
    linear,
    normed,
    whole_numbers,
)
from claims.training.minilm import Layer
from claims.training.stance.encoder import OUTPUTS, PairEncoder


def graph_of(net: PairEncoder) -> onnx.ModelProto:
    """Return the graph: ``ids``, ``sides``, ``marks`` of shape ``(1, tokens)`` and
    ``signals`` of shape ``(1, signals)`` in, ``logits`` of shape ``(1, OUTPUTS)`` out.
    """
    made = Graph()
    states = _embedded(made, net)
    for at, layer in enumerate(net.layers):
        assert isinstance(layer, Layer)
        states = bert_layer(made, layer, states, f"layer{at}/")
    told = linear(made, net.signals, "signals", "told")
    told = made.node("Relu", [told], "told/kept")
    zero, one = (
        made.weight(name, np.array([at], dtype=np.int64))
        for name, at in (("from", 0), ("to", 1))
    )
    axis = made.weight("axis", np.array([1], dtype=np.int64))
    opening = made.node("Slice", [states, zero, one, axis], "opening")
    opening = made.node("Squeeze", [opening, axis], "opening/flat")
    read = [opening, *_means(made, states, axis), told]
    read_all = made.node("Concat", read, "read", axis=1)
    mixed = linear(made, net.mix, read_all, "mix")
    mixed = _gelu(made, mixed)
    head = [
        made.weight("head.w", net.head.weight),
        made.weight("head.b", net.head.bias),
    ]
    made.node("Gemm", [mixed, *head], "logits", transB=1)
    rows = [whole_numbers(name, [1, "tokens"]) for name in ("ids", "sides", "marks")]
    signals = floats("signals", [1, net.signals.in_features])
    return made.model("pair", [*rows, signals], [floats("logits", [1, OUTPUTS])])


def _embedded(made: Graph, net: PairEncoder) -> str:
    parts = []
    for name, rows in (("words", "ids"), ("sides", "sides"), ("marks", "marks")):
        table = made.weight(name + ".w", getattr(net, name).weight)
        parts.append(made.node("Gather", [table, rows], name + "/seen"))
    length = made.node("Shape", ["ids"], "length", start=1, end=2)
    zero = made.weight("zero", np.array([0], dtype=np.int64))
    table = made.weight("places.w", net.places.weight)
    places = made.node("Slice", [table, zero, length], "places/seen")
    total = parts[0]
    for at, part in enumerate(parts[1:]):
        total = made.node("Add", [total, part], f"embedded/{at}")
    return normed(made, net.norm, [total, places], "embedded")


def _means(made: Graph, states: str, axis: str) -> list[str]:
    """Return the mean of the tokens of either sentence, shape ``(1, SIZE)``."""
    second = made.node("Cast", ["sides"], "share/second", to=onnx.TensorProto.FLOAT)
    whole = made.weight("whole", np.array([1.0], dtype=np.float32))
    first = made.node("Sub", [whole, second], "share/first")
    last = made.weight("last", np.array([2], dtype=np.int64))
    found = []
    for name, share in (("first", first), ("second", second)):
        wide = made.node("Unsqueeze", [share, last], f"share/{name}/wide")
        kept = made.node("Mul", [states, wide], f"{name}/kept")
        total = made.node("ReduceSum", [kept, axis], f"{name}/sum", keepdims=0)
        count = made.node("ReduceSum", [share, axis], f"{name}/count", keepdims=1)
        found.append(made.node("Div", [total, count], f"{name}/mean"))
    return found


def _gelu(made: Graph, value: str) -> str:
    """Return the GELU of a value, by the error function as torch has it."""
    root, whole, half = (
        made.weight(f"gelu/{name}", np.array([at], dtype=np.float32))
        for name, at in (("root", 2.0**-0.5), ("whole", 1.0), ("half", 0.5))
    )
    turned = made.node("Erf", [made.node("Mul", [value, root], "gelu/in")], "gelu/erf")
    share = made.node("Add", [turned, whole], "gelu/share")
    return made.node(
        "Mul", [made.node("Mul", [value, share], "gelu/double"), half], "gelu/out"
    )
