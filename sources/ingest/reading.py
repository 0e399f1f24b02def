"""Read a capture into a text; of a long one show the beginning first.

The beginning is a text of its own, current until the whole is stored. Its words are the
first words of the whole, so whatever was found in them has the same place there.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction

from sources.errors import NotFound
from sources.ingest.beginning import LONG, beginning_of
from sources.ingest.blobs import read_blob
from sources.ingest.characters import check_characters
from sources.ingest.describe import describe
from sources.ingest.formats import READER_VERSION, reader_name
from sources.ingest.formats.base import Told
from sources.ingest.revisions import load_facts, store_revision
from sources.ingest.sandbox import extract_text
from sources.jobs.service import LeaseLost, Progress, Save, held_by
from sources.models import Capture, Document, Job, TextRevision
from sources.signals import text_ready
from sources.text.base import DocumentFacts, ExtractedText, ReadDocument
from sources.text.document import read_document

FIRST_VERSION = f"{READER_VERSION}-first"


def handle_read(job: Job, progress: Progress) -> Save:
    """Job kind ``read``: subject is a Capture."""
    capture = Capture.objects.select_related("document").filter(pk=job.subject).first()
    if capture is None:
        raise NotFound("The document is gone.")
    url = capture.final_url or capture.document.url

    def tell(told: Told) -> None:
        progress(told.done, told.total, told.unit)
        if told.first is not None:
            show_beginning(job, capture, told.first, url=url)

    extracted = extract_text(
        read_blob(capture.blob_id),
        capture.media_type,
        filename=capture.filename,
        url=url,
        charset=capture.charset,
        tell=tell,
    )
    check_characters(extracted.text)
    if len(extracted.text) > LONG:
        show_beginning(job, capture, beginning_of(extracted), url=url)
    read = read_document(str(capture.document_id), extracted, url=url)
    return lambda: save_reading(job, capture, read, pages=extracted.pages)


def show_beginning(
    job: Job, capture: Capture, first: ExtractedText, *, url: str
) -> None:
    """Store the beginning at once, unless the document has a text already.

    Raises:
        LeaseLost: another worker holds the job.
    """
    known = Document.objects.filter(pk=capture.document_id, current_revision=None)
    if not known.exists():
        return
    check_characters(first.text)
    read = read_document(str(capture.document_id), first, url=url)
    if not any(sentence.kind == "body" for sentence in read.sentences):
        return
    with transaction.atomic():
        if not held_by(job).select_for_update().exists():
            raise LeaseLost
        fields = {"version": FIRST_VERSION, "partial": True, "pages": first.pages}
        save_reading(job, capture, read, **fields)


def save_reading(
    job: Job,
    capture: Capture,
    read: ReadDocument,
    *,
    version: str = "",
    **columns: Any,
) -> None:
    """Store text, sentences and facts; make this text the document's current one."""
    reader, version = reader_name(capture.media_type), version or READER_VERSION
    revision = store_revision(capture, read, reader=reader, version=version, **columns)
    # Locked late, and not against references: storing thousands of sentences takes
    # seconds, in which what is found in the beginning must be able to appear.
    documents = Document.objects.select_for_update(no_key=True)
    document = documents.get(pk=capture.document_id)
    describe(document, read.facts, facts_before(document))
    document.current_revision = revision
    document.save()
    revision.document = document
    text_ready.send(TextRevision, revision=revision, by_id=job.created_by_id)


def facts_before(document: Document) -> DocumentFacts:
    """What the text that is current until now said of the document."""
    revision = document.current_revision
    return load_facts(revision.facts) if revision else DocumentFacts()
