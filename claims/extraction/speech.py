"""Speech as three spans each: who, by which words, what; for measuring and marking.

The same finding as in the quotations of an :class:`Extraction`, but with the words
that name the speaker and the verb, which those leave out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from claims.extraction.clauses import Unit
from claims.extraction.frames import Frame
from claims.extraction.parsing import Parsed, parse
from claims.extraction.quotations import Quotation
from claims.extraction.reading import Findings, read
from sources.text.base import ReadDocument, Segments, Span, merge_adjacent


@dataclass(frozen=True, slots=True)
class Speech:
    """One utterance as text segments; ``source`` is empty when nobody is named."""

    source: Segments
    cue: Segments
    content: Segments
    speaker: str


def find_speech(document: ReadDocument) -> tuple[Speech, ...]:
    """Return all direct, mixed and indirect speech of a document, in text order.

    A direct quotation holds its marks; quotations that one verb introduces, and those
    that go on from it in the same paragraph, are one utterance of several segments.
    """
    return speech_in(parse(document))


def speech_in(parsed: Parsed) -> tuple[Speech, ...]:
    """Return the speech of a parsed run; see :func:`find_speech`."""
    if not parsed.sentences:
        return ()
    findings = read(parsed)
    contents = _contents(findings)
    found = [_speech(parsed, frame, spans) for frame, spans in contents]
    found += _loose(findings)
    return tuple(sorted((s for s in found if s.content), key=lambda s: s.content))


def _contents(findings: Findings) -> list[tuple[Frame, list[Span]]]:
    spans: dict[int, list[Span]] = defaultdict(list)
    for unit in findings.units:
        if unit.frame is not None and unit.kind == "content":
            spans[unit.frame.verb].extend(_with_that(findings.parsed, unit))
    for verb, quotations in _by_frame(findings.quotations).items():
        for quotation in quotations:
            if quotation.kind == "direct":
                spans[verb].extend((m.start, m.end) for m in quotation.marks)
    for unit in findings.units:
        acts = unit.kind == "act" and unit.frame is not None
        if acts and unit.frame is not None and unit.frame.verb not in spans:
            spans[unit.frame.verb].extend(_after_verb(findings.parsed, unit))
    frames = {q.frame.verb: q.frame for q in findings.quotations if q.frame}
    frames |= {f.verb: f for f in findings.frames}
    return [(frames[verb], found) for verb, found in spans.items() if verb in frames]


def _with_that(parsed: Parsed, unit: Unit) -> list[Span]:
    """Take in the "that" which a unit leaves out."""
    first = parsed.token_at(unit.spans[0][0])
    if first > 0 and parsed.doc[first - 1].lower_ == "that":
        return [(parsed.starts[first - 1], unit.spans[0][1]), *unit.spans[1:]]
    return list(unit.spans)


def _by_frame(quotations: list[Quotation]) -> dict[int, list[Quotation]]:
    """Group quotations by their verb, those without one by the verb before them."""
    found: dict[int, list[Quotation]] = defaultdict(list)
    last: tuple[Quotation, int] | None = None
    for quotation in quotations:
        if quotation.frame is not None:
            found[quotation.frame.verb].append(quotation)
            last = (quotation, quotation.frame.verb)
        elif last is not None and _goes_on(last[0], quotation):
            found[last[1]].append(quotation)
    return found


def _goes_on(before: Quotation, after: Quotation) -> bool:
    same = before.speaker.name == after.speaker.name and bool(after.speaker.name)
    return same and before.paragraph == after.paragraph


def _loose(findings: Findings) -> list[Speech]:
    """Return quotations carried over from another paragraph: no verb of their own."""
    grouped = {id(q) for qs in _by_frame(findings.quotations).values() for q in qs}
    return [
        Speech(
            (),
            (),
            _segments(findings.parsed, [(m.start, m.end) for m in q.marks]),
            q.speaker.name,
        )
        for q in findings.quotations
        if q.kind == "direct" and id(q) not in grouped
    ]


def _speech(parsed: Parsed, frame: Frame, spans: list[Span]) -> Speech:
    return Speech(
        _source(parsed, frame),
        _cue(parsed, frame),
        _segments(parsed, spans),
        frame.speaker.name,
    )


def _source(parsed: Parsed, frame: Frame) -> Segments:
    """Return the whole noun phrase of the speaker, short of the verb itself."""
    if frame.subject < 0:
        return ()
    head = parsed.doc[frame.subject]
    left, right = head.left_edge.i, head.right_edge.i
    if head.i < frame.verb <= right:
        right = frame.verb - 1
    if left <= frame.verb < head.i:
        left = frame.verb + 1
    while (
        right > head.i and parsed.doc[right].is_punct and parsed.doc[right].text != ")"
    ):
        right -= 1
    return _segments(parsed, [(parsed.starts[left], parsed.ends[right])])


def _cue(parsed: Parsed, frame: Frame) -> Segments:
    verb = parsed.doc[frame.verb]
    last = frame.verb
    if frame.kind == "according":
        last = next((c.i for c in verb.children if c.lower_ == "to"), last)
    first = verb.i
    for child in verb.lefts:
        if child.dep_ in ("aux", "auxpass", "neg") and child.i < first:
            first = min(first, child.i)
    if any(t.dep_.startswith("nsubj") for t in parsed.doc[first : verb.i]):
        first = verb.i
    return _segments(parsed, [(parsed.starts[first], parsed.ends[last])])


def _after_verb(parsed: Parsed, unit: Unit) -> list[Span]:
    """Return what an act says: the words after its verb, inside the unit."""
    assert unit.frame is not None
    after = parsed.ends[unit.frame.verb]
    return [(max(low, after + 1), high) for low, high in unit.spans if high > after + 1]


def _segments(parsed: Parsed, spans: Iterable[Span]) -> Segments:
    return merge_adjacent(
        s for low, high in spans for s in parsed.document.reading.to_segments(low, high)
    )
