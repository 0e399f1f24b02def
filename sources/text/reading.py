"""Turn an extracted text into what a careful person would read, with the map back."""

from __future__ import annotations

from sources.text.base import Block, DocumentFacts, ExtractedText, ReadingText
from sources.text.facts import find_facts
from sources.text.headlines import find_headlines
from sources.text.hyphens import Hyphens
from sources.text.lines import is_hard_wrapped, split_lines
from sources.text.paragraphs import find_paragraphs
from sources.text.parts import Part, type_parts
from sources.text.posts import find_posts
from sources.text.render import render
from sources.text.units import lay_out


def make_reading(
    extracted: ExtractedText,
) -> tuple[ReadingText, tuple[Block, ...], DocumentFacts]:
    """Undo wraps, markup and interruptions; type the blocks; collect the facts.

    1. paragraphs, from the reader's hints or from the lines
    2. each set as words; 3. typed by its own words; 4. typed by what stands around
    5. laid out again, with sentences joined over what interrupted them; 6. facts
    """
    text = extracted.text
    markdown = extracted.markup == "markdown"
    blocks = extracted.blocks or _paragraphs(extracted, markdown)
    hyphens = Hyphens(text)
    parts = [
        Part(b, render(text, b.start, b.end, markdown=markdown, hyphens=hyphens))
        for b in blocks
    ]
    parts = find_headlines(find_posts(text, type_parts(parts)))
    reading, typed = lay_out(text, parts, hyphens)
    return reading, typed, find_facts(extracted, parts)


def _paragraphs(extracted: ExtractedText, markdown: bool) -> list[Block]:
    wrapped = extracted.hard_wrapped
    if wrapped is None:
        lines = split_lines(extracted.text)
        wrapped = is_hard_wrapped(extracted.text, lines, markdown=markdown)
    return find_paragraphs(extracted.text, hard_wrapped=wrapped, markdown=markdown)
