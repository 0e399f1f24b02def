"""Speech marked on tokens that others have cut."""

from claims.evaluation.tags import as_printed, labels_of, predict


def test_tokens_are_set_as_they_stood_in_print():
    tokens = ["``", "It", "held", ",", "''", "she", "did", "n't", "say", "."]
    text, starts = as_printed(tokens)
    assert text == "“It held,” she didn't say."
    assert [text[at] for at in starts[:5]] == ["“", "I", "h", ",", "”"]


def test_each_token_has_its_role():
    tokens = [
        "The",
        "Water",
        "Ministry",
        "said",
        "that",
        "two",
        "gates",
        "had",
        "opened",
        ".",
    ]
    labels = labels_of(tokens)
    assert labels[:4] == ["B-source", "I-source", "I-source", "B-cue"]
    assert labels[4:9] == ["B-content"] + ["I-content"] * 4


def test_a_sentence_without_speech_has_no_labels():
    (answer,) = predict([{"id": 1, "tokens": ["Two", "gates", "opened", "."]}])
    assert answer == {"id": 1, "labels": ["O"] * 4}
