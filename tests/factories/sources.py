"""Stories, documents, texts and jobs."""

from __future__ import annotations

import hashlib
import re
from itertools import count
from typing import Any

from sources.jobs.service import digest_of
from sources.models import (
    Blob,
    Capture,
    Document,
    Job,
    Passage,
    Source,
    Story,
    TextRevision,
)
from tests.factories.people import make_member, make_team
from workbench.accounts.ids import new_id
from workbench.accounts.models import Role, Team, User

PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?!\s*\n))*")
SENTENCE = re.compile(r"\S[^.!?]*(?:[.!?]+[”\"’]?|$)")
numbers = count(1)


def make_source(name: str = "", **fields: Any) -> Source:
    return Source.objects.create(name=name or f"Source {next(numbers)}", **fields)


def make_story(
    title: str = "",
    *,
    team: Team | None = None,
    by: User | None = None,
    embargo: bool = False,
    **fields: Any,
) -> Story:
    team = team or make_team()
    return Story.objects.create(
        title=title or f"Story {next(numbers)}",
        team=team,
        scope=team if embargo else None,
        created_by=by or make_member(team, Role.REPORTER),
        **fields,
    )


def make_document(story: Story | None = None, **fields: Any) -> Document:
    story = story or make_story()
    values = {
        "title": f"Document {next(numbers)}",
        "via": "paste",
        "language": "en",
        "scope_id": story.scope_id,
        "created_by_id": story.created_by_id,
    }
    return Document.objects.create(story=story, **(values | fields))


def make_blob(data: bytes = b"") -> Blob:
    """The row alone: no bytes are written to disk."""
    data = data or f"bytes {next(numbers)}".encode()
    sha256 = hashlib.sha256(data).hexdigest()
    return Blob.objects.get_or_create(
        sha256=sha256, defaults={"size_bytes": len(data)}
    )[0]


def make_capture(
    document: Document | None = None, data: bytes = b"", **fields: Any
) -> Capture:
    document = document or make_document()
    values = {"media_type": "text/plain", "scope_id": document.scope_id}
    return Capture.objects.create(
        document=document, blob=make_blob(data), **(values | fields)
    )


def make_revision(
    text: str = "The bridge was closed on Friday. Nobody was hurt.",
    *,
    document: Document | None = None,
    story: Story | None = None,
    current: bool = True,
    passages: bool = True,
    **fields: Any,
) -> TextRevision:
    """A text with its sentences and passages; the document's current one."""
    document = document or make_document(story)
    values = {
        "capture": fields.pop("capture", None) or make_capture(document, text.encode()),
        "reading_text": text,
        "pieces": [[0, 0, len(text)]],
        "blocks": [[start, end, "body", "factory"] for start, end in paragraphs(text)],
        "sentences": sentences(text),
        "facts": {},
        "reader": "factory",
        "reader_version": "1",
        "scope_id": document.scope_id,
    }
    revision = TextRevision.objects.create(
        document=document, text=text, **(values | fields)
    )
    if passages:
        make_passages(revision)
    if current:
        document.current_revision = revision
        document.save(update_fields=["current_revision"])
    return revision


def paragraphs(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in PARAGRAPH.finditer(text)]


def sentences(text: str) -> list[list[Any]]:
    """Rows as ``TextRevision.sentences`` holds them."""
    return [
        [start + match.start(), start + match.end(), number, "body"]
        for number, (start, end) in enumerate(paragraphs(text))
        for match in SENTENCE.finditer(text[start:end])
    ]


def make_passages(revision: TextRevision) -> list[Passage]:
    """One passage per sentence; reading and text offsets must be the same."""
    text = revision.text
    return Passage.objects.bulk_create(
        Passage(
            revision=revision,
            scope_id=revision.scope_id,
            index=index,
            paragraph=paragraph,
            kind=kind,
            words=text[start:end],
            segments=((start, end),),
            exact=[text[start:end]],
            prefix=text[max(0, start - 32) : start],
            suffix=text[end : end + 32],
        )
        for index, (start, end, paragraph, kind) in enumerate(revision.sentences)
    )


def make_job(kind: str = "read", **fields: Any) -> Job:
    """A row as ``submit`` inserts it, without the hint to the broker."""
    inputs = fields.pop("inputs", {})
    values = {"subject": new_id(), "label": f"Job {next(numbers)}"}
    return Job.objects.create(
        kind=kind, inputs=inputs, input_digest=digest_of(inputs), **(values | fields)
    )
