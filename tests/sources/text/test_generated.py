"""Offsets are exact and sentences right, whatever page a seed makes.

GENERATED_DOCUMENTS says how many seeds are read; 500 unless told.
"""

import os
import random
import re

import pytest

from sources.text.document import read_document
from tests.sources.text.generated import generate

COUNT = int(os.environ.get("GENERATED_DOCUMENTS", "500"))
BATCH = 100  # seeds a test, so that a failure names its neighbourhood

#: What reading may leave out between words that stay one segment, and nothing else.
REPAIR = re.compile(
    r"[\s\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]"  # set, not read
    r"|[-‐‑](?=\s)|[*_`#>\\]|^[-+]|^[•‣◦▪·]"  # split words, marks
    r"|\[\^[^\]]*\]:?|<[^<>]*>|<!--.*?-->"  # notes, tags
    r"|\[|\](?:\((?:\#?)\)|\[\])?",  # links that lead nowhere
    re.DOTALL,
)


@pytest.mark.parametrize("first", range(0, COUNT, BATCH))
def test_generated_documents_are_read_exactly(first):
    for seed in range(first, min(first + BATCH, COUNT)):
        made = generate(seed)
        document = read_document("d", made.extracted)
        assert document.text == made.extracted.text, seed
        check_pieces(document, seed)
        check_blocks(document, seed)
        check_spans(document, seed)
        if made.running is not None:
            assert running_sentences(document) == list(made.running), seed
        assert read_document("d", made.extracted) == document, seed


def running_sentences(document):
    return [
        document.reading.text[sentence.start : sentence.end]
        for sentence in document.sentences
        if sentence.kind in ("body", "quote")
    ]


def check_pieces(document, seed):
    """Pieces are in order and verbatim; what they do not cover is a space."""
    reading, at_reading, at_text = document.reading, 0, 0
    for piece in reading.pieces:
        assert piece.reading >= at_reading, seed
        assert piece.text >= at_text, seed
        assert not reading.text[at_reading : piece.reading].strip(), seed
        at_reading, at_text = piece.reading + piece.length, piece.text + piece.length
        words = document.text[piece.text : at_text]
        assert reading.text[piece.reading : at_reading] == words, seed
    assert not reading.text[at_reading:].strip(), seed


def check_blocks(document, seed):
    end = 0
    for block in document.blocks:
        assert end <= block.start <= block.end <= len(document.text), seed
        end = block.end


def check_spans(document, seed):
    chance = random.Random(seed)
    end = 0
    for sentence in document.sentences:
        assert end <= sentence.start < sentence.end, seed
        end = sentence.end
        check_span(document, sentence.start, sentence.end, seed)
        low = chance.randrange(sentence.start, sentence.end)
        check_span(document, low, chance.randrange(low, sentence.end) + 1, seed)


def check_span(document, start, end, seed):
    """The segments hold the words of the span, and lead back to it."""
    reading, text = document.reading, document.text
    covered = [
        (max(p.reading, start), min(p.reading + p.length, end), p.text - p.reading)
        for p in reading.pieces
        if p.reading < end and start < p.reading + p.length
    ]
    segments = reading.to_segments(start, end)
    if not covered:
        assert segments == (), seed
        return
    for (_, before), (after, _) in zip(segments, segments[1:], strict=False):
        assert before < after, seed
    assert segments[0][0] == covered[0][0] + covered[0][2], seed
    assert segments[-1][1] == covered[-1][1] + covered[-1][2], seed
    found = reading.to_reading(segments[0][0], segments[-1][1])
    assert found == (covered[0][0], covered[-1][1]), seed
    for low, high in segments:
        left_out = low
        for piece_low, piece_high, shift in covered:
            if low <= piece_low + shift < high:
                gap = text[left_out : piece_low + shift]
                assert not REPAIR.sub("", gap), (seed, gap)
                left_out = piece_high + shift
        assert left_out == high, seed
