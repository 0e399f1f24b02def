"""A stance model that a site keeps in a folder: read as it is described, or refused."""

import json
import struct

import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace
from tokenizers.processors import TemplateProcessing

from claims.evidence.stance import BadStanceModel, load_stance

WORDS = ["[UNK]", "[CLS]", "[SEP]", "rose", "fell", "bread"]
# What each word speaks for: supports, contradicts, neutral.
TABLE = [[0, 0, 0], [0, 0, 0], [0, 0, 0], [40, 0, 0], [0, 40, 0], [0, 0, 4]]


def varint(number: int) -> bytes:
    out = b""
    while number > 127:
        out += bytes([number & 127 | 128])
        number >>= 7
    return out + bytes([number])


def part(field: int, value: int | bytes | str) -> bytes:
    """Return one field in the wire format of protocol buffers."""
    if isinstance(value, int):
        return varint(field << 3) + varint(value)
    data = value.encode() if isinstance(value, str) else value
    return varint(field << 3 | 2) + varint(len(data)) + data


def value_info(name: str, kind: int, *dims: str | int) -> bytes:
    shape = b"".join(
        part(1, part(2, one) if isinstance(one, str) else part(1, one)) for one in dims
    )
    return part(1, name) + part(2, part(1, part(1, kind) + part(2, shape)))


def node(op: str, inputs: list[str], output: str, **attributes: list[int]) -> bytes:
    made = b"".join(part(1, one) for one in inputs) + part(2, output) + part(4, op)
    for name, numbers in attributes.items():
        many = b"".join(part(8, number) for number in numbers)
        made += part(5, part(1, name) + many + part(20, 7))
    return made


def tiny_model(table=TABLE, name="input_ids") -> bytes:
    """Return an ONNX model: the mean over the tokens of a row of ``table`` for each."""
    rows = b"".join(struct.pack("<3f", *row) for row in table)
    tensor = (
        part(1, len(table)) + part(1, 3) + part(2, 1) + part(8, "t") + part(9, rows)
    )
    graph = (
        part(1, node("Gather", ["t", name], "rows"))
        + part(1, node("ReduceMean", ["rows"], "logits", axes=[1]))
        + part(2, "tiny")
        + part(5, tensor)
        + part(11, value_info(name, 7, 1, "n"))
        + part(12, value_info("logits", 1, 1, 1, 3))
    )
    return part(1, 8) + part(7, graph) + part(8, part(1, "") + part(2, 13))


def folder(path, *, labels=("entailment", "contradiction", "neutral"), **config):
    tokenizer = Tokenizer(WordLevel({w: i for i, w in enumerate(WORDS)}, "[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.post_processor = TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", 1), ("[SEP]", 2)],
    )
    tokenizer.save(str(path / "tokenizer.json"))
    (path / "model.onnx").write_bytes(tiny_model())
    told = {"labels": list(labels), **config}
    (path / "config.json").write_text(json.dumps(told), encoding="utf-8")
    return path


def test_each_logit_counts_for_its_label(tmp_path):
    model = load_stance(f"onnx:{folder(tmp_path)}")
    found = model.predict([("bread rose", "rose"), ("bread fell", "fell")])
    assert found[0].supports > 0.9
    assert found[1].contradicts > 0.9
    for one in found:
        total = one.supports + one.contradicts + one.neutral
        assert total == pytest.approx(1.0)
    assert model.predict([]) == []


def test_the_order_of_labels_is_that_of_the_configuration(tmp_path):
    place = folder(tmp_path, labels=("contradicts", "supports", "neutral"))
    (found,) = load_stance(f"onnx:{place}").predict([("bread rose", "rose")])
    assert found.contradicts > 0.9


def test_a_text_longer_than_the_model_reads_is_cut(tmp_path):
    model = load_stance(f"onnx:{folder(tmp_path, max_tokens=16)}")
    (found,) = model.predict([("rose " * 5000, "rose")])
    assert found.supports > 0.9


def test_numbers_that_are_none_give_no_score(tmp_path):
    place = folder(tmp_path)
    table = [[float("nan")] * 3] * len(TABLE)
    (place / "model.onnx").write_bytes(tiny_model(table))
    assert load_stance(f"onnx:{place}").predict([("a", "b")]) == [None]


def test_a_model_is_known_by_its_name_and_its_bytes(tmp_path):
    model = load_stance(f"onnx:{folder(tmp_path, name='newsroom-nli')}")
    assert model.method == "newsroom-nli"
    assert len(model.version) == 12


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json", "config.json"])
def test_a_missing_file_is_named(tmp_path, name):
    (folder(tmp_path) / name).unlink()
    with pytest.raises(BadStanceModel, match=name):
        load_stance(f"onnx:{tmp_path}")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("model.onnx", b"no model"),
        ("model.onnx", tiny_model(name="pixels")),
        ("tokenizer.json", b"{}"),
        ("config.json", b"{"),
        ("config.json", b"[]"),
        ("config.json", b'{"labels": "supports"}'),
        ("config.json", b'{"labels": ["supports", "LABEL_1"]}'),
        ("config.json", b'{"labels": ["neutral", "contradicts"]}'),
        ("config.json", b'{"labels": ["supports", "neutral"], "max_tokens": "all"}'),
        ("config.json", b'{"labels": ["supports", "neutral"], "max_tokens": 1}'),
    ],
)
def test_a_file_that_is_not_what_it_should_be_is_refused(tmp_path, name, content):
    (folder(tmp_path) / name).write_bytes(content)
    with pytest.raises(BadStanceModel):
        load_stance(f"onnx:{tmp_path}")


def test_no_folder_is_no_model():
    with pytest.raises(BadStanceModel):
        load_stance("onnx:")
