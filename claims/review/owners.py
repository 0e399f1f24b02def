"""Who owns whom, and what of it has to be compared anew."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db import transaction
from django.utils import timezone

from claims.evidence.service import relate_again
from sources import ownership
from sources.models import Document, Ownership, Source, Story


def add_source(name: str, *, kind: str, aliases: list[str], by: Any) -> Source:
    """Add a source; stories whose documents name it are compared anew.

    Raises:
        NotAllowed: ``by`` is no editor.
        BadOwnership: no name.
    """
    with transaction.atomic():
        source = ownership.add_source(name, kind=kind, aliases=aliases, by=by)
        compare_anew(source, by=by)
    return source


def add_owner(owned: Source, owner: Source, *, by: Any, reason: str) -> Ownership:
    """Say that ``owner`` owns ``owned``; what ``owned`` said counts anew.

    Raises:
        NotAllowed: ``by`` is no editor.
        BadOwnership: no reason, or a circle.
    """
    with transaction.atomic():
        link = ownership.add_owner(owned, owner, by=by, reason=reason)
        compare_anew(owned, by=by)
    return link


def remove_owner(link: Ownership, *, by: Any, reason: str) -> None:
    """Take a link away, with its reason; what was owned counts for itself again."""
    with transaction.atomic():
        owned = link.owned
        ownership.remove_owner(link, by=by, reason=reason)
        compare_anew(owned, by=by)


def compare_anew(source: Source, *, by: Any) -> None:
    """Have every story in which the source speaks compared anew, by one job each."""
    texts: dict[Any, set[Any]] = defaultdict(set)
    spoken = Document.objects.filter(source=source, current_revision__isnull=False)
    for story, revision in spoken.values_list("story", "current_revision"):
        texts[story].add(revision)
    stories = Story.objects.in_bulk(texts)
    cause = f"owners {timezone.now().isoformat()}"
    for key, revisions in texts.items():
        relate_again(stories[key], revisions, cause=cause, by=by)
