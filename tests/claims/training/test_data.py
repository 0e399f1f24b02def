"""Sentences to learn from: read, checked, given to folds."""

import json
from collections import Counter

import numpy as np
import pytest

from claims.training.checkworthy.data import (
    FOLDS,
    Example,
    examples_of,
    load_checkable,
    load_debates,
    load_own,
    second_thoughts,
    weights_of,
)


def test_equal_texts_are_read_once(tmp_path):
    path = tmp_path / "train.jsonl"
    rows = [("a", "A", 1), ("b", "A", 0), ("c", "B", 0)]
    lines = [json.dumps({"id": i, "text": t, "label": y}) for i, t, y in rows]
    path.write_text("\n\n".join(lines))
    assert load_debates(path, {"a": 0.5}) == [("A", 1, 0.5), ("B", 0, None)]


@pytest.mark.parametrize("line", ["[", "[]", '{"text": "A"}', '{"label": "x"}'])
def test_a_line_that_is_no_example_is_named(tmp_path, line):
    path = tmp_path / "train.jsonl"
    path.write_text(f'{{"id": "a", "text": "A", "label": 1}}\n{line}\n')
    with pytest.raises(ValueError, match="line 2"):
        load_debates(path, {})


def test_own_sentences_are_labelled_and_differ():
    own = load_own()
    assert {worth for _, worth, _ in own} == {0, 1}
    assert {0, 1} <= {can for _, _, can in own} <= {0, 0.5, 1}
    assert len(own) == len({text for text, _, _ in own}) > 3000


def test_debate_sentences_are_labelled_by_id():
    labels = load_checkable()
    assert len(labels) > 5000
    assert set(labels.values()) == {0, 0.5, 1}


def test_a_label_gives_way_to_a_reading_that_has_not_seen_it():
    made = second_thoughts(
        [Example("A", 1, None, 0), Example("B", 0, 1, 1)], np.array([0.5, 0.5]), 0.4
    )
    assert [one.worth for one in made] == [0.8, 0.2]


def test_a_drawn_sentence_stands_for_those_like_it():
    short, long = "Nine died.", "Nine people died when the bridge at Belk fell."
    whole = [Example(short, 0, None, 0)] * 30 + [Example(long, 1, None, 0)] * 10
    drawn = whole[:2] + whole[-2:]
    weights = weights_of(drawn, whole)
    assert list(weights / weights[-1]) == [3, 3, 1, 1]
    assert weights.mean() == 1


def test_a_seed_gives_the_same_folds_of_like_size():
    debates = [(str(at), at % 2, None) for at in range(100)]
    own = [("own", 1, 1)]
    made = examples_of(debates, own, seed=3)
    assert made == examples_of(debates, own, seed=3)
    assert made != examples_of(debates, own, seed=4)
    sizes = Counter(one.fold for one in made if not one.own)
    assert max(sizes.values()) - min(sizes.values()) <= 1
    assert len(sizes) == FOLDS
