"""How much of a long text is shown first, and where it is cut."""

from __future__ import annotations

import pytest

from sources.ingest.beginning import ENOUGH, FIRST, beginning_of, is_enough
from sources.text.base import Block, ExtractedText

SENTENCE = "The council of the valley met on Monday and spoke of the flood. "
PARAGRAPH = (SENTENCE * 8).strip()
ENTRY = "Damage to the roads of the valley and its bridges . . . . . 14"


def text_of(*blocks, gap="\n\n"):
    """An extracted text with a block of the body for each of these."""
    made, position = [], 0
    for words in blocks:
        made.append(Block(position, position + len(words), "body", "made"))
        position += len(words) + len(gap)
    return ExtractedText(gap.join(blocks), tuple(made))


@pytest.mark.parametrize(
    ("blocks", "least", "most"),
    [
        ([PARAGRAPH] * 60, ENOUGH // 2, ENOUGH),
        ([ENTRY] * 40 + [PARAGRAPH] * 60, len(ENTRY) * 40 + ENOUGH // 2, FIRST),
        ([ENTRY] * 900, FIRST // 2, FIRST),
        ([SENTENCE * 900], ENOUGH // 2, ENOUGH),
    ],
    ids=["paragraphs", "contents before them", "contents alone", "one paragraph"],
)
def test_the_beginning_has_some_thirty_sentences_of_paragraphs(blocks, least, most):
    whole = text_of(*blocks)
    first = beginning_of(whole)
    assert whole.text.startswith(first.text)
    assert least <= len(first.text) <= most
    assert all(block.end <= len(first.text) for block in first.blocks)


def test_a_text_without_blocks_is_cut_alike():
    whole = text_of(*[PARAGRAPH] * 60)
    assert beginning_of(ExtractedText(whole.text)).text == beginning_of(whole).text


def test_wrapped_lines_are_cut_where_a_sentence_ends():
    lines = "\n".join([SENTENCE * 3 + "The rest of it"] * 90)
    assert beginning_of(ExtractedText(lines)).text.endswith("flood.")


@pytest.mark.parametrize(
    ("blocks", "enough"),
    [
        ([PARAGRAPH] * 3, False),
        ([PARAGRAPH] * 6, True),
        ([ENTRY] * 60, False),
        ([ENTRY] * 200, True),
    ],
)
def test_pages_are_read_until_there_is_something_to_show(blocks, enough):
    assert is_enough(text_of(*blocks)) is enough
