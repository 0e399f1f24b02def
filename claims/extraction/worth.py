"""Check-worthiness of single sentences, outside any document."""

from __future__ import annotations

from collections.abc import Sequence

from claims.extraction.candidates import CandidateMaker
from claims.extraction.parsing import parse
from claims.extraction.reading import read
from claims.extraction.times import Context
from claims.extraction.worthiness.blend import Line, load_blend
from claims.extraction.worthiness.features import Features, total_of
from claims.extraction.worthiness.model import read_sentence
from sources.text.base import Piece, ReadDocument, ReadingText, Sentence

# The rules' total of a sentence without any clause: below that of every other.
NO_CLAUSE = -6.0


def score_sentences(texts: Sequence[str], *, with_model: bool = True) -> list[float]:
    """Return the calibrated share of such sentences that deserve checking, for each.

    Each text is read alone: a speaker or a day named in one is unknown to the next.
    The best of a sentence's clauses stands for it.
    """
    line = line_of(with_model=with_model)
    scores = []
    for text in texts:
        model = read_sentence(text) if with_model else 0.0
        scores.append(line.probability(model=model, rules=best_total(text)))
    return scores


def line_of(*, with_model: bool) -> Line:
    """Return the shipped line, whose ``threshold`` makes a label of a score."""
    blend = load_blend()
    return blend.sentences if with_model else blend.rules_alone


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
