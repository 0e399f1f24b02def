"""Sentences to learn from: read, checked, given to folds."""

from collections import Counter

import pytest

from claims.training.checkworthy.data import (
    FOLDS,
    examples_of,
    load_debates,
    load_own,
)


def test_equal_texts_are_read_once(tmp_path):
    path = tmp_path / "train.jsonl"
    path.write_text('{"text": "A", "label": 1}\n\n{"text": "A", "label": 0}\n')
    assert load_debates(path) == [("A", 1)]


@pytest.mark.parametrize("line", ["[", "[]", '{"text": "A"}', '{"label": "x"}'])
def test_a_line_that_is_no_example_is_named(tmp_path, line):
    path = tmp_path / "train.jsonl"
    path.write_text(f'{{"text": "A", "label": 1}}\n{line}\n')
    with pytest.raises(ValueError, match="line 2"):
        load_debates(path)


def test_own_sentences_are_labelled_and_differ():
    own = load_own()
    assert {label for _, label in own} == {0, 1}
    assert len(own) == len({text for text, _ in own}) > 1000


def test_a_seed_gives_the_same_folds_of_like_size():
    debates = [(str(at), at % 2) for at in range(100)]
    made = examples_of(debates, [("own", 1)], seed=3)
    assert made == examples_of(debates, [("own", 1)], seed=3)
    assert made != examples_of(debates, [("own", 1)], seed=4)
    sizes = Counter(one.fold for one in made if not one.own)
    assert max(sizes.values()) - min(sizes.values()) <= 1
    assert len(sizes) == FOLDS
