"""Read, extract and relate files as one story, in memory: nothing kept, no servers.

In: named bytes. Out: plain values ready for JSON (``manage.py analyse``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from claims.evidence.actors import Named, fold_actors, named_in
from claims.evidence.base import FoundRelation, Utterance
from claims.evidence.dating import date_undated
from claims.evidence.embedding import embed
from claims.evidence.relate import relate_spans
from claims.extraction import load_extractor
from claims.extraction.base import FoundCandidate, FoundQuote
from claims.extraction.isodates import event_date
from sources.errors import ParseFailed, UnreadableFormat
from sources.ingest.formats import load_reader, sniff
from sources.text.base import ExtractedText, ReadDocument, Selector
from sources.text.document import read_document

LABELS = {
    "same": "supports",
    "supports": "supports",
    "contradicts": "contradicts",
    "partially_contradicts": "partially_contradicts",
    "look_alike": "unrelated_but_similar",
}


@dataclass(frozen=True, slots=True)
class Opened:
    """A file read; ``as_file`` is true when offsets point into its UTF-8 decoding."""

    name: str
    document: ReadDocument
    media_type: str
    as_file: bool


def open_file(name: str, data: bytes) -> Opened:
    """Read one file. Raises a subclass of UnreadableFormat with its code."""
    media_type = sniff(data, name)
    extracted = _extract_text(name, data, media_type)
    try:
        plain = data.decode("utf-8")
    except UnicodeDecodeError:
        plain = None
    document = read_document(name, extracted)
    return Opened(name, document, media_type, plain == document.text)


def _extract_text(name: str, data: bytes, media_type: str) -> ExtractedText:
    reader = load_reader(media_type)
    try:
        return reader(data, filename=name)
    except UnreadableFormat:
        raise
    except Exception as error:  # a hostile file may raise anything inside a library
        raise ParseFailed(f"The file could not be read ({error}).") from error


def analyse(files: Sequence[Opened], *, extractor: str = "rules") -> dict[str, Any]:
    """Return claims, quotes, relations and documents of these files as one story.

    File names must differ. Offsets are code points into the file decoded as UTF-8, or
    into ``documents[].text`` where that is given.
    """
    reader = load_extractor(extractor)
    quotes: list[dict[str, Any]] = []
    utterances: list[Utterance] = []
    named: list[Named] = []
    for opened in files:
        found = reader.extract(opened.document)
        quotes += [_quote(opened, one) for one in found.quotes]
        utterances += _utterances(opened, found.candidates)
        said = [{c.speaker, *c.actors, *c.places} for c in found.candidates]
        outlet = opened.document.facts.outlet
        named += named_in(opened.name, outlet, said, found.names)
    utterances = date_undated(_with_speakers(utterances, named))
    by_name = {opened.name: opened for opened in files}
    claims = [_claim(by_name[one.document], one.found) for one in utterances]
    by_key = {one.key: one for one in utterances}
    return {
        "claims": claims,
        "quotes": quotes,
        "relations": [_relation(one, by_key) for one in relate_spans(utterances)],
        "documents": [_document(opened) for opened in files],
    }


def _utterances(
    opened: Opened, candidates: Sequence[FoundCandidate]
) -> list[Utterance]:
    vectors = embed([one.words for one in candidates])
    return [
        Utterance(
            key=f"{opened.name}#{at:05d}",
            document=opened.name,
            facts=opened.document.facts,
            found=one,
            vector=vectors[at],
        )
        for at, one in enumerate(candidates)
    ]


def _with_speakers(utterances: list[Utterance], named: list[Named]) -> list[Utterance]:
    """Give each utterance the actor that speaks, spellings folded over all files."""
    keys = {name: actor.key for actor in fold_actors(named) for name in actor.names}
    return [
        replace(one, speaker_key=keys.get((one.document, one.found.speaker), ""))
        for one in utterances
    ]


def _place(opened: Opened, selector: Selector) -> dict[str, Any]:
    pieces = opened.document.words(selector.segments)
    return {
        "doc": opened.name,
        "start": selector.start,
        "end": selector.end,
        "text": " ".join(pieces),
        "segments": [list(segment) for segment in selector.segments],
    }


def _claim(opened: Opened, found: FoundCandidate) -> dict[str, Any]:
    return {
        **_place(opened, found.selector),
        "speaker": found.speaker,
        "score": round(found.score, 3),
        "event_date": event_date(found.event_time),
    }


def _quote(opened: Opened, found: FoundQuote) -> dict[str, Any]:
    return {**_place(opened, found.selector), "speaker": found.speaker}


def _relation(found: FoundRelation, by_key: dict[str, Utterance]) -> dict[str, Any]:
    ends: dict[str, Any] = {}
    for side, key in (("a", found.a), ("b", found.b)):
        selector = by_key[key].found.selector
        ends[f"doc_{side}"] = by_key[key].document
        ends[f"start_{side}"] = selector.start
        ends[f"end_{side}"] = selector.end
    return {
        **ends,
        "label": LABELS[found.label],
        "independent": found.independent,
        "reasons": [one.words for one in (*found.reasons, *found.detail)],
    }


def _document(opened: Opened) -> dict[str, Any]:
    facts = opened.document.facts
    values: dict[str, Any] = {
        "doc": opened.name,
        "published": facts.published.value,
        "how_known": facts.published.how,
        "reason": facts.published.reason,
        "updated": facts.updated.value,
        "title": facts.title,
        "byline": facts.byline,
        "outlet": facts.outlet,
        "language": facts.language,
        "dateline_place": facts.dateline_place,
        "zone": facts.zone,
        "credits": list(facts.credits),
        "media_type": opened.media_type,
    }
    if not opened.as_file:
        values["text"] = opened.document.text
    return values
