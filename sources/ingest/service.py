"""Take documents in, keep their bytes, read their text.

In: an upload, pasted text or an address. Out: Document, Capture and TextRevision rows,
each step in one transaction with the Job of the next.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from sources.choices import Purpose, Via
from sources.errors import NotFound
from sources.ingest.blobs import put_blob
from sources.ingest.characters import check_characters
from sources.ingest.checks import (
    check_may_add,
    check_size,
    check_text,
    duplicate_of,
    refuse_duplicate,
)
from sources.ingest.fetch import Fetched, check_url, fetch
from sources.ingest.formats import PLAIN, READER_VERSION, sniff
from sources.ingest.revisions import load_document
from sources.jobs.service import Progress, Save, submit
from sources.models import Blob, Capture, Document, Job, Story
from workbench.accounts.models import User

__all__ = [
    "handle_fetch",
    "ingest_paste",
    "ingest_upload",
    "ingest_url",
    "load_document",
    "reread",
]


def ingest_upload(
    data: bytes,
    *,
    filename: str,
    story: Story,
    by: User,
    title: str = "",
    via: str = Via.UPLOAD,
    purpose: str = Purpose.CHECK,
) -> tuple[Document, Job]:
    """Keep a file and have it read; its type is told from the bytes and the name.

    Raises:
        SourcesError: ``not_found``, ``not_allowed``, ``empty_file``, ``too_large``,
            ``unknown_type``, ``type_mismatch``, ``duplicate_document``.
    """
    check_may_add(story, by)
    check_size(data)
    filename = plain_name(filename)
    media_type = sniff(data, filename)
    fields = {"filename": filename, "title": title, "via": via, "purpose": purpose}
    return keep(data, media_type, story=story, by=by, **fields)


def ingest_paste(
    text: str,
    *,
    title: str = "",
    story: Story,
    by: User,
    purpose: str = Purpose.CHECK,
) -> tuple[Document, Job]:
    """Keep pasted text, to the character, and have it read.

    Raises:
        SourcesError: ``not_found``, ``not_allowed``, ``empty_file``, ``too_large``,
            ``nul_bytes``, ``undecodable``, ``duplicate_document``.
    """
    check_may_add(story, by)
    data = check_text(text)
    check_characters(title)
    fields = {"title": title, "via": Via.PASTE, "purpose": purpose}
    return keep(data, PLAIN, story=story, by=by, **fields)


def ingest_url(
    url: str, *, story: Story, by: User, purpose: str = Purpose.CHECK
) -> tuple[Document, Job]:
    """Note an address and have it fetched.

    Raises:
        SourcesError: ``not_found``, ``not_allowed``, ``fetch_bad_url``,
            ``duplicate_document``.
    """
    check_may_add(story, by)
    url = check_url(url)
    with transaction.atomic():
        fields = {"url": url, "via": Via.URL, "purpose": purpose}
        document = insert_document(story, by, fields, {"url": url})
        job = submit_for(document, "fetch", document.pk, by=by)
    return document, job


def keep(
    data: bytes, media_type: str, *, story: Story, by: User, **fields: Any
) -> tuple[Document, Job]:
    """Store bytes, Document, Capture and the Job that reads them, together."""
    sha256 = put_blob(data)
    with transaction.atomic():
        fields["content_sha256"] = sha256
        document = insert_document(story, by, fields, {"content_sha256": sha256})
        capture = insert_capture(
            document, data, sha256, media_type, filename=document.filename
        )
        job = submit_reading(capture, by=by)
    return document, job


def insert_document(
    story: Story, by: User, fields: dict[str, Any], once: dict[str, str]
) -> Document:
    """Insert the row; ``once`` is what may not be in the story twice."""
    refuse_duplicate(story, **once)
    fields["title"] = fields.get("title", "").strip()[:500]
    try:
        with transaction.atomic():
            return Document.objects.create(
                story=story, scope_id=scope_now(story), created_by=by, **fields
            )
    except IntegrityError:  # somebody was quicker by a moment
        refuse_duplicate(story, **once)
        raise


def scope_now(story: Story) -> Any:
    """The story's scope as it stands; an embargo waits until we are done, or we do."""
    rows = Story.objects.select_for_update(of=("self",), no_key=True)
    return rows.values_list("scope_id", flat=True).get(pk=story.pk)


def insert_capture(
    document: Document, data: bytes, sha256: str, media_type: str, **fields: Any
) -> Capture:
    blob, _ = Blob.objects.get_or_create(
        sha256=sha256, defaults={"size_bytes": len(data)}
    )
    return Capture.objects.create(
        document=document,
        scope_id=document.scope_id,
        blob=blob,
        media_type=media_type,
        **fields,
    )


def submit_for(
    document: Document, kind: str, subject: Any, *, by: User | None, **inputs: str
) -> Job:
    return submit(
        kind,
        subject,
        inputs=inputs,
        label=str(document),
        story_id=document.story_id,
        scope_id=document.scope_id,
        created_by_id=by.pk if by else document.created_by_id,
    )


def submit_reading(capture: Capture, *, by: User | None = None) -> Job:
    document = capture.document
    return submit_for(document, "read", capture.pk, by=by, version=READER_VERSION)


def reread(capture: Capture, *, by: User) -> Job:
    """Read a capture again by the present reader; the same version twice is one job."""
    with transaction.atomic():
        return submit_reading(capture, by=by)


def plain_name(filename: str) -> str:
    """Return the last part of a file name, without what no list should show."""
    name = filename.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(one for one in name if one.isprintable()).strip()
    return shown[-255:]


def handle_fetch(job: Job, progress: Progress) -> Save:
    """Job kind ``fetch``: subject is a Document with a url."""
    document = Document.objects.select_related("story").filter(pk=job.subject).first()
    if document is None:
        raise NotFound("The document is gone.")
    fetched = fetch(document.url, allow_hosts=settings.FETCH_ALLOW_HOSTS)
    check_size(fetched.data)
    media_type = sniff(fetched.data, declared=fetched.media_type)
    sha256 = put_blob(fetched.data)
    return lambda: save_fetched(document, fetched, media_type, sha256)


def save_fetched(
    document: Document, fetched: Fetched, media_type: str, sha256: str
) -> None:
    note_content(document, sha256)
    capture = insert_capture(
        document,
        fetched.data,
        sha256,
        media_type,
        charset=fetched.charset[:40],
        filename=fetched.filename,
        final_url=fetched.final_url[:2000],
        fetched_at=fetched.fetched_at,
    )
    submit_reading(capture)


def note_content(document: Document, sha256: str) -> None:
    """Give the document its digest, or say which one has these bytes already.

    Raises:
        DuplicateDocument: another document of the story has them.
    """
    others = Document.objects.filter(story=document.story_id, content_sha256=sha256)
    known = others.exclude(pk=document.pk).first()
    if known is not None:
        raise duplicate_of(known)
    document.content_sha256 = sha256
    document.save(update_fields=["content_sha256"])
