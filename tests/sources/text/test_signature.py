"""Near copies have near signatures."""

import pytest

from sources.text.signature import (
    near_duplicates,
    sentence_signatures,
    signature_of,
    similarity,
)

STORY = " ".join(f"word{number} of the story goes on" for number in range(120))


def test_equal_texts_are_alike_whatever_their_case_and_marks():
    assert (
        similarity(signature_of("The dam, it fell."), signature_of("the DAM it fell"))
        == 1
    )


def test_a_near_copy_is_near_and_another_text_is_not():
    copy = STORY.replace("word7 ", "mark7 ") + " with a new end"
    other = " ".join(f"note{number} on quite other things" for number in range(120))
    assert similarity(signature_of(STORY), signature_of(copy)) > 0.8
    assert similarity(signature_of(STORY), signature_of(other)) < 0.1


def test_signatures_are_the_same_on_every_run():
    assert (
        signature_of("The dam fell").hex()[:16]
        == signature_of("The dam fell").hex()[:16]
    )
    assert len(signature_of("The dam fell")) == 512


def test_nothing_is_like_nothing():
    assert signature_of(" … ") == b""
    assert similarity(b"", signature_of("The dam")) == 0


def test_sentences_have_signatures_of_their_own():
    one, other = sentence_signatures(
        ["The dam fell at night.", "The dam fell at noon."]
    )
    assert 0.2 < similarity(one, other) < 1
    with pytest.raises(ValueError, match="different kinds"):
        similarity(one, signature_of("The dam"))


def test_near_duplicates_are_found_among_many():
    other = " ".join(f"note{number} on quite other things" for number in range(120))
    signatures = {
        "story": signature_of(STORY),
        "copy": signature_of(STORY.replace("word7 ", "mark7 ") + " with a new end"),
        "other": signature_of(other),
        "empty": signature_of(""),
        "void": signature_of("…"),
    }
    ((one, two, likeness),) = near_duplicates(signatures)
    assert (one, two) == ("copy", "story")
    assert likeness == similarity(signatures["copy"], signatures["story"])
