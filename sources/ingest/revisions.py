"""Between what was read and the rows that keep it, without loss either way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

from sources.models import Capture, Passage, TextRevision
from sources.models.selector import selector_columns
from sources.text.base import (
    Block,
    DocumentFacts,
    KnownDate,
    Piece,
    ReadDocument,
    ReadingText,
    Segments,
    Sentence,
)
from sources.text.selectors import make_selector
from sources.text.signature import signature_of


def store_revision(
    capture: Capture,
    read: ReadDocument,
    *,
    reader: str,
    version: str,
    pages: tuple[int, ...] = (),
    partial: bool = False,
) -> TextRevision:
    """Insert the revision and its passages; the same reading again is one row."""
    revision, made = TextRevision.objects.get_or_create(
        capture=capture,
        reader=reader,
        reader_version=version,
        defaults={
            "document_id": capture.document_id,
            "scope_id": capture.scope_id,
            "pages": list(pages),
            "partial": partial,
            **revision_columns(read),
        },
    )
    if made:
        Passage.objects.bulk_create(passages_of(revision, read), batch_size=2000)
    return revision


def revision_columns(read: ReadDocument) -> dict[str, Any]:
    return {
        "text": read.text,
        "reading_text": read.reading.text,
        "pieces": [[p.reading, p.text, p.length] for p in read.reading.pieces],
        "blocks": [[b.start, b.end, b.kind, b.rule] for b in read.blocks],
        "sentences": [[s.start, s.end, s.paragraph, s.kind] for s in read.sentences],
        "facts": asdict(read.facts),
        "signature": signature_of(read.reading.text),
    }


def passages_of(revision: TextRevision, read: ReadDocument) -> Iterator[Passage]:
    """Yield a passage per sentence; one that is in no place of the text has none."""
    for sentence in read.sentences:
        segments = read.reading.to_segments(sentence.start, sentence.end)
        if not segments:
            continue
        yield Passage(
            revision=revision,
            scope_id=revision.scope_id,
            index=sentence.index,
            paragraph=sentence.paragraph,
            kind=sentence.kind,
            words=read.reading.text[sentence.start : sentence.end],
            **selector_columns(make_selector(read.text, segments)),
        )


def load_document(revision: TextRevision) -> ReadDocument:
    """Return the document exactly as it was read when this row was made."""
    return ReadDocument(
        key=str(revision.document_id),
        text=revision.text,
        reading=ReadingText(
            revision.reading_text, tuple(Piece(*row) for row in revision.pieces)
        ),
        blocks=tuple(Block(*row) for row in revision.blocks),
        sentences=tuple(
            Sentence(index, *row) for index, row in enumerate(revision.sentences)
        ),
        facts=load_facts(revision.facts),
    )


def load_facts(stored: dict[str, Any]) -> DocumentFacts:
    dates = {
        name: KnownDate(**stored[name])
        for name in ("published", "updated")
        if name in stored
    }
    lists = {
        "credits": tuple(stored.get("credits", ())),
        "how_known": tuple(map(tuple, stored.get("how_known", ()))),
    }
    return DocumentFacts(**(stored | dates | lists))


def current_facts(revision: TextRevision) -> DocumentFacts:
    """What the document says of itself, with what editors have corrected since."""
    row = revision.document
    facts = load_facts(revision.facts)
    partial = "" if row.published else facts.published.partial
    return replace(
        facts,
        title=row.title,
        byline=row.byline,
        outlet=row.outlet,
        language=row.language,
        published=KnownDate(
            row.published, row.published_how, row.published_reason, partial
        ),
        updated=KnownDate(row.updated, row.updated_how, row.updated_reason),
        dateline_place=row.dateline_place,
        zone=row.zone,
        credits=tuple(row.credits),
    )


def reading_words(revision: TextRevision, segments: Segments) -> str:
    """Return a selection's words as they should be read, wraps and splits undone.

    Segments that only foreign text parted read on; those apart have an ellipsis.
    """
    reading = load_document(revision).reading
    spans = [reading.to_reading(start, end) for start, end in segments]
    words = ""
    last = None
    for span in spans:
        if span is None:
            continue
        if last is None or span[0] - last <= 1:
            words += reading.text[span[0] if last is None else last : span[1]]
        else:
            words += " … " + reading.text[span[0] : span[1]]
        last = span[1]
    return " ".join(words.split())
