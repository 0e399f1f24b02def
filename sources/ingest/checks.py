"""What is refused before anything is kept."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from sources.errors import (
    DuplicateDocument,
    EmptyFile,
    NotAllowed,
    NotFound,
    StoryClosed,
    TooLarge,
)
from sources.ingest.characters import check_characters
from sources.models import Document, Story
from workbench.accounts.models import User


def check_may_add(story: Story, by: User) -> None:
    """Refuse people who do not see the story (``not_found``) or are not of its team."""
    if not Story.objects.visible_to(by).filter(pk=story.pk).exists():
        raise NotFound(_("There is no such story."))
    if not by.roles_in(story.team_id):
        raise NotAllowed(
            _("Only members of the story's team may add documents to it."),
            team=str(story.team_id),
        )
    if story.closed_at is not None:
        raise StoryClosed(_("This story is closed; open it again to add to it."))


def check_size(data: bytes) -> None:
    if not data:
        raise EmptyFile(_("The file is empty."))
    if len(data) > settings.MAX_UPLOAD_BYTES:
        raise too_large(len(data))


def too_large(size_bytes: int) -> TooLarge:
    limit = settings.MAX_UPLOAD_BYTES
    return TooLarge(
        _("The file is larger than %s MB.") % f"{limit / 1_000_000:g}",
        limit_bytes=limit,
        size_bytes=size_bytes,
    )


def check_text(text: str) -> bytes:
    """Return pasted text as UTF-8, or refuse what cannot be kept or read."""
    if not text.strip():
        raise EmptyFile(_("There is no text."))
    check_characters(text)
    data = text.encode()
    check_size(data)
    return data


def refuse_duplicate(story: Story, **found_by: Any) -> None:
    """Refuse what this story has already; a story's documents are seen by its team."""
    known = Document.objects.filter(story=story, **found_by).first()
    if known is not None:
        raise duplicate_of(known)


def duplicate_of(known: Document) -> DuplicateDocument:
    return DuplicateDocument(
        _("This story has it already: %s.") % known, document=str(known.pk)
    )
