"""Speech as three spans each: who, by which words, what; for measuring and marking.

The same finding as in the quotations of an :class:`Extraction`, but with the words
that name the speaker and the verb, which those leave out, and with the stances that
make no claim of their own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from claims.extraction.frames import Frame
from claims.extraction.lexicon import FEELS
from claims.extraction.parsing import Parsed, parse
from claims.extraction.quotations import Quotation
from claims.extraction.reading import read
from claims.extraction.speechspans import SpeechSpans
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
    that go on from it, are one utterance of several segments. Quotations that nobody
    is named for are left out.
    """
    return speech_in(parse(document))


def speech_in(parsed: Parsed) -> tuple[Speech, ...]:
    """Return the speech of a parsed run; see :func:`find_speech`."""
    if not parsed.sentences:
        return ()
    findings = read(parsed)
    spans = SpeechSpans(findings)
    quotations = _by_frame(findings.quotations)
    frames = {q.frame.verb: q.frame for q in findings.quotations if q.frame}
    frames |= {f.verb: f for f in findings.frames}
    told = spans.within(frames.values())
    found = [
        _speech(parsed, spans, frame, quotations.get(frame.verb, []))
        for frame in frames.values()
        if not _is_restated(parsed, frame, told.get(frame.verb))
    ]
    kept = dict.fromkeys(s for s in found if s.content)
    return tuple(sorted(kept, key=lambda s: (s.content, s.cue)))


def _is_restated(parsed: Parsed, frame: Frame, outer: Frame | None) -> bool:
    """Say whether a speaker tells of a thought of his own: "she said she hoped"."""
    if outer is None or frame.kind == "noun":
        return False
    inner = frame.kind == "stance" or parsed.doc[frame.verb].lemma_ in FEELS
    same = frame.speaker.name == outer.speaker.name
    pronoun = frame.subject >= 0 and parsed.doc[frame.subject].pos_ == "PRON"
    return inner and (same or pronoun)


def _speech(
    parsed: Parsed, spans: SpeechSpans, frame: Frame, quotations: list[Quotation]
) -> Speech:
    direct = [q for q in quotations if q.kind == "direct"]
    content = (
        [(m.start, m.end) for q in direct for m in q.marks]
        if direct
        else spans.content(frame)
    )
    return Speech(
        _segments(parsed, spans.source(frame)),
        _segments(parsed, spans.cue(frame)),
        _segments(parsed, content),
        frame.speaker.name,
    )


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
            last = (quotation, last[1])
    return found


def _goes_on(before: Quotation, after: Quotation) -> bool:
    if after.kind != "direct" or before.speaker.name != after.speaker.name:
        return False
    gap = after.paragraph - before.paragraph
    return gap == 0 or (gap == 1 and bool(after.speaker.name))


def _segments(parsed: Parsed, spans: Iterable[Span]) -> Segments:
    return merge_adjacent(
        s for low, high in spans for s in parsed.document.reading.to_segments(low, high)
    )
