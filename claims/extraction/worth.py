"""What single sentences deserve, and hold, outside any document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claims.extraction.candidates import CandidateMaker
from claims.extraction.parsing import parse
from claims.extraction.reading import read
from claims.extraction.times import Context
from claims.extraction.worthiness.blend import Line
from claims.extraction.worthiness.features import Features, total_of
from claims.extraction.worthiness.model import UNREAD, read_sentence
from sources.text.base import Piece, ReadDocument, ReadingText, Sentence

# The rules' total of a sentence without any clause: below that of every other.
NO_CLAUSE = -6.0


def score_sentences(texts: Sequence[str], line: Line) -> Iterator[float]:
    """Yield for each the calibrated share of such sentences that ``line`` says yes to.

    Each text is read alone: a speaker or a day named in one is unknown to the next.
    The best of a sentence's clauses stands for it.
    """
    for text in texts:
        reading = read_sentence(text) if line.worth or line.checkable else UNREAD
        yield line.probability(reading, rules=best_total(text))


def best_total(text: str) -> float:
    """Return the rules' total of the best clause, ``NO_CLAUSE`` where there is none."""
    document = _document(" ".join(text.split()))
    parsed = parse(document)
    if not parsed.sentences:
        return NO_CLAUSE
    totals = [NO_CLAUSE]

    def note(features: Features) -> tuple[float, tuple[str, ...]]:
        totals.append(total_of(features))
        return 0.0, ()

    findings = read(parsed)
    context = Context.of(document.facts, document.text)
    CandidateMaker(findings, context, note).make()
    return max(totals)


def _document(text: str) -> ReadDocument:
    sentences = (Sentence(0, 0, len(text), 0, "body"),) if text else ()
    pieces = (Piece(0, 0, len(text)),) if text else ()
    return ReadDocument("", text, ReadingText(text, pieces), (), sentences)
