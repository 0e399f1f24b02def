"""Texts that no newsroom writes cost no worker and no document."""

from __future__ import annotations

import pytest

from claims.extraction import load_extractor
from sources.text.base import ExtractedText
from sources.text.document import read_document

SENTENCE = "The Water Ministry said 14 people were hurt when the weir failed."


def words_of(text: str) -> list[str]:
    document = read_document("odd", ExtractedText(text=text))
    return [c.words for c in load_extractor("rules").extract(document).candidates]


@pytest.mark.parametrize(
    "run", ["“" * 20_000, '"' * 20_000, "x" * 100_000, "(.)" * 9_000]
)
def test_a_run_without_a_space_hides_no_claim(run: str) -> None:
    assert any("14 people" in w for w in words_of(f"{SENTENCE}\n\n{run}\n\n{SENTENCE}"))


def test_a_line_without_an_end_hides_no_claim() -> None:
    line = ";,, " * 20_000
    assert any(
        "14 people" in w for w in words_of(f"{SENTENCE}\n\n{line}\n\n{SENTENCE}")
    )


@pytest.mark.parametrize("day", ["9999-12-31", "31 December 9999", "0001-01-01"])
def test_a_day_at_the_end_of_the_calendar_hides_no_claim(day: str) -> None:
    text = (
        f"The ministry said on {day} that 14 people were hurt in Ostrow.\n\n{SENTENCE}"
    )
    assert any("14 people" in words for words in words_of(text))
