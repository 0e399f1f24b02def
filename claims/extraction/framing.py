"""All frames of a parsed run, in document order."""

from __future__ import annotations

from collections.abc import Iterator

from claims.extraction.entities import Names
from claims.extraction.frames import TELLING, Frame, Hearing
from claims.extraction.nounframes import noun_frame
from claims.extraction.parsing import Parsed, ParsedSentence
from claims.extraction.quotemarks import Marks
from claims.extraction.sourceframes import rumour_frame, source_frame
from claims.extraction.speakers import Speaker, Speakers
from claims.extraction.stances import stance_frame
from claims.extraction.tracing import traced
from claims.extraction.verbframes import verb_frame

# In this order: the first that reads a word as its own has it.
_FINDERS = (source_frame, rumour_frame, noun_frame, verb_frame, stance_frame)


def find_frames(
    parsed: Parsed, names: Names, speakers: Speakers, marks: list[Marks]
) -> list[Frame]:
    """Return the frames outside quotations; ``speakers`` hears each as it is found."""
    hearing = Hearing(parsed, names, speakers, marks)
    found: list[Frame] = []
    for position, entry in enumerate(parsed.sentences):
        for frame in _in_sentence(hearing, position, entry):
            if frame.kind in TELLING:
                speakers.hear(_said_at(frame))
            found.append(frame)
    return traced(parsed, found)


def _in_sentence(
    hearing: Hearing, position: int, entry: ParsedSentence
) -> Iterator[Frame]:
    for token in hearing.parsed.doc[entry.first : entry.last]:
        if token.i in hearing.quoted:
            continue
        for find in _FINDERS:
            frame = find(hearing, token, position)
            if frame is not None:
                yield frame
                break


def _said_at(frame: Frame) -> Speaker:
    speaker = frame.speaker
    return Speaker(speaker.name, speaker.kind, frame.paragraph, frame.verb)
