"""Find claims by grammar, tables and arithmetic; a trained model helps to rank them."""

from __future__ import annotations

from claims.extraction.base import Extraction, FoundCandidate, FoundQuote
from claims.extraction.candidates import CandidateMaker
from claims.extraction.checkworthiness import (
    SEEN,
    SURE,
    Scorer,
    score_with_model,
)
from claims.extraction.lexicon import ANYBODY_SAYS
from claims.extraction.parsing import Parsed, parse
from claims.extraction.quotations import Quotation
from claims.extraction.quotemarks import without_brackets
from claims.extraction.reading import Findings, read
from claims.extraction.repeats import is_title, with_repeats
from claims.extraction.times import Context
from sources.text.base import ReadDocument
from sources.text.selectors import make_selector

# Below this a clause is not worth a person's glance; chosen on news articles so that
# one of two pages keeps some thirty claims, demands and feelings among the last.
MIN_SCORE = SEEN
# Sentences read before a range so that its first quotation knows who was speaking.
LEAD = 12
READ_LANGUAGES = frozenset({"", "en"})


def find_claims(
    document: ReadDocument,
    *,
    first: int = 0,
    last: int | None = None,
    scorer: Scorer = score_with_model,
) -> Extraction:
    """Find claims and quotations in sentences ``[first, last)`` of an English text.

    Sentences shortly before ``first`` are read along for pronouns and speakers; other
    languages give nothing.
    """
    if document.facts.language.split("-")[0].lower() not in READ_LANGUAGES:
        return Extraction((), ())
    parsed = parse(document, first=max(0, first - LEAD), last=last)
    if not parsed.sentences:
        return Extraction((), ())
    findings = read(parsed)
    context = Context.of(document.facts, document.reading.text)
    return Extraction(
        tuple(_candidates(findings, context, scorer, first)),
        tuple(_quotes(findings, first)),
        findings.names.found(),
        first,
    )


def _candidates(
    findings: Findings, context: Context, scorer: Scorer, first: int
) -> list[FoundCandidate]:
    made = CandidateMaker(findings, context, scorer).make()
    kinds = {s.index: s.kind for s in findings.parsed.document.sentences}
    titles = [c for c in made if is_title(c, kinds)]
    body = [c for c in made if _is_shown(c) and not is_title(c, kinds)]
    body, titles = with_repeats(body, titles, kinds)
    kept = body + [c for c in titles if c.score >= SURE]
    return sorted(
        (c for c in kept if c.sentence >= first), key=lambda c: c.selector.segments
    )


def _is_shown(candidate: FoundCandidate) -> bool:
    """Say whether a claim of the body reaches the list.

    A bare "one of them said" passes, as titles do, only with a score of its own that
    would do for any claim.
    """
    told = candidate.action in ANYBODY_SAYS and not candidate.speaker
    return candidate.score >= (SURE if told else MIN_SCORE)


def _quotes(findings: Findings, first: int) -> list[FoundQuote]:
    found = [_quote(findings.parsed, q) for q in findings.quotations]
    found += _indirect(findings)
    kept = [q for q in found if q is not None and q.sentence >= first]
    return sorted(kept, key=lambda q: q.selector.segments)


def _quote(parsed: Parsed, quotation: Quotation) -> FoundQuote | None:
    pieces = [
        piece
        for mark in quotation.marks
        for piece in without_brackets(parsed.text, mark.inner_start, mark.inner_end)
    ]
    segments = [
        s
        for low, high in pieces
        for s in parsed.document.reading.to_segments(low, high)
    ]
    if not segments:
        return None
    return FoundQuote(
        selector=make_selector(parsed.document.text, segments),
        words=" ".join(parsed.words(low, high).strip() for low, high in pieces),
        kind=quotation.kind,
        speaker=quotation.speaker.name,
        cue=quotation.cue,
        sentence=parsed.sentences[quotation.sentences[0]].sentence.index,
    )


def _indirect(findings: Findings) -> list[FoundQuote]:
    """Return what is told in the outlet's words, one for each clause of speech."""
    parsed, found = findings.parsed, []
    for unit in findings.units:
        if unit.kind != "content" or unit.frame is None or unit.quote is None:
            continue
        segments = [
            s
            for low, high in unit.spans
            for s in parsed.document.reading.to_segments(low, high)
        ]
        if not segments:
            continue
        found.append(
            FoundQuote(
                selector=make_selector(parsed.document.text, segments),
                words=" ".join(parsed.words(low, high) for low, high in unit.spans),
                kind="indirect",
                speaker=unit.speaker.name,
                cue=unit.frame.cue,
                sentence=parsed.sentences[unit.position].sentence.index,
            )
        )
    return found
