"""Sentences that only say where the one before came from.

"The Gazette attributed this to two officials whom it did not name" adds a hand to the
chain of what the Gazette was said to report; it is no claim of its own.
"""

from __future__ import annotations

from dataclasses import replace

from claims.extraction.frames import UNNAMED, Frame
from claims.extraction.lexicon import MEDIA_NOUNS, PERSON_NOUNS, PLURAL_PEOPLE, word_set
from claims.extraction.parsing import Parsed
from claims.extraction.phrases import noun_phrase
from claims.extraction.syntax import Token

_TRACES = word_set("attribute credit source ascribe trace")
_REPORTED = word_set(
    "this that it information report news claim account story figure detail"
)
_BACK = 2  # sentences at most between a report and the word of where it came from


def traced(parsed: Parsed, frames: list[Frame]) -> list[Frame]:
    """Return ``frames`` with the sources that other sentences give them.

    A later sentence may trace a report; and what "the agency" goes on to report, after
    it cited somebody, comes from there, too.
    """
    found = _carried(parsed, frames)
    for index, frame in enumerate(found):
        source = _source_of(parsed, frame)
        if not source:
            continue
        for earlier in range(index - 1, -1, -1):
            before = found[earlier]
            if frame.position - before.position > _BACK:
                break
            if before.position < frame.position and _tells(before, frame.speaker.name):
                found[earlier] = replace(before, source=source)
    return found


def _carried(parsed: Parsed, frames: list[Frame]) -> list[Frame]:
    found: list[Frame] = []
    cited: Frame | None = None
    for frame in frames:
        if cited is not None and _goes_on(parsed, cited, frame):
            frame = replace(frame, source=cited.source)
        if frame.source:
            cited = frame
        found.append(frame)
    return found


def _goes_on(parsed: Parsed, cited: Frame, frame: Frame) -> bool:
    same = frame.speaker.name == cited.speaker.name and not frame.source
    if not same or frame.subject < 0 or frame.paragraph - cited.paragraph > 1:
        return False
    return parsed.doc[frame.subject].lemma_.lower() in MEDIA_NOUNS


def is_trace(parsed: Parsed, frame: Frame) -> bool:
    """Say whether the frame's sentence says nothing but where a report came from."""
    return bool(_source_of(parsed, frame))


def _source_of(parsed: Parsed, frame: Frame) -> str:
    """Return whom "attributed this to X" names; UNNAMED for people without a name."""
    verb = parsed.doc[frame.verb]
    if verb.lemma_.lower() not in _TRACES or verb.dep_ != "ROOT":
        return ""
    object_ = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    if object_ is None or object_.lemma_.lower() not in _REPORTED:
        return ""
    to = next((c for c in verb.rights if c.lower_ == "to" and c.dep_ == "prep"), None)
    named = next((c for c in to.children if c.dep_ == "pobj"), None) if to else None
    if named is None:
        return ""
    return UNNAMED if _nameless(named) else noun_phrase(named)


def _nameless(named: Token) -> bool:
    proper = any(t.pos_ == "PROPN" for t in named.subtree)
    people = named.lower_ in PLURAL_PEOPLE or named.lemma_.lower() in PERSON_NOUNS
    return people and not proper


def _tells(frame: Frame, name: str) -> bool:
    """Say whether a frame reports what ``name`` said, its short form included."""
    if not name or frame.kind == "stance":
        return False
    own = frame.speaker.name
    return bool(own) and (own.endswith(name) or name.endswith(own))
