"""Check-worthiness of single sentences, outside any document."""

from __future__ import annotations

from collections.abc import Sequence

from claims.extraction.candidates import CandidateMaker
from claims.extraction.parsing import parse
from claims.extraction.reading import read
from claims.extraction.times import Context
from sources.text.base import Piece, ReadDocument, ReadingText, Sentence

# What a sentence without any clause gets: below every sentence with one.
NO_CLAUSE = 0.01


def score_sentences(texts: Sequence[str]) -> list[float]:
    """Return a score in [0, 1] for each text, the best of its clauses'.

    Each text is read alone: a speaker or a day named in one is unknown to the next.
    """
    return [_score(text) for text in texts]


def _score(text: str) -> float:
    document = _document(" ".join(text.split()))
    parsed = parse(document)
    if not parsed.sentences:
        return NO_CLAUSE
    findings = read(parsed)
    maker = CandidateMaker(findings, Context.of(document.facts, document.text))
    return max((c.score for c in maker.make()), default=NO_CLAUSE)


def _document(text: str) -> ReadDocument:
    sentences = (Sentence(0, 0, len(text), 0, "body"),) if text else ()
    pieces = (Piece(0, 0, len(text)),) if text else ()
    return ReadDocument("", text, ReadingText(text, pieces), (), sentences)
