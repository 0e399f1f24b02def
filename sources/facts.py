"""What is known of a document, how it is known, and what its own text said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sources.choices import HowKnown
from sources.models import Document
from sources.text.signature import NEAR, similarity

NAMES: dict[str, Promise] = {
    "title": _("Title"),
    "outlet": _("Outlet"),
    "byline": _("Byline"),
    "published": _("Published"),
    "updated": _("Updated"),
    "credits": _("Credits"),
    "language": _("Language"),
    "archived_url": _("Kept copy"),
    "dateline_place": _("Dateline"),
    "zone": _("Zone of its times"),
}


@dataclass(frozen=True, slots=True)
class Known:
    """One fact: what stands now, how it is known and why, what the text said.

    ``read`` is empty where the text said the same, or nothing.
    """

    field: str
    name: Promise
    value: str
    how: str
    reason: str = ""
    read: str = ""


@dataclass(frozen=True, slots=True)
class Copy:
    """Another document of the story with nearly the same text."""

    document: Document
    alike: int  # of 100


def known_facts(row: Document) -> list[Known]:
    """Return each fact of a document that has one, or that its text named."""
    facts: dict[str, Any] = row.current_revision.facts if row.current_revision else {}
    how_read = dict(map(tuple, facts.get("how_known", ())))
    found = [known(row, field, facts, how_read) for field in NAMES]
    return [one for one in found if one.value or one.read or one.reason]


def known(
    row: Document, field: str, facts: dict[str, Any], how_read: dict[str, str]
) -> Known:
    value, read = said(getattr(row, field)), said(facts.get(field, ""))
    if field in {"published", "updated"}:
        how = how_words(getattr(row, f"{field}_how"))
        reason = getattr(row, f"{field}_reason")
    else:
        how = how_words(how_read.get(field, "")) if value == read else ""
        how = how or (how_words(HowKnown.EDITOR) if value and value != read else "")
        reason = ""
    return Known(field, NAMES[field], value, how, reason, read if read != value else "")


def said(value: Any) -> str:
    """A fact in words: of a list its members, of a known date its value."""
    if isinstance(value, dict):
        return str(value.get("value", ""))
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return str(value or "")


def how_words(how: str) -> str:
    return str(HowKnown(how).label) if how in HowKnown.values else how


def near_copies(user: Any, row: Document) -> list[Copy]:
    """Documents of the story whose text is this one's or nearly, most alike first."""
    own = row.current_revision
    if own is None or not own.signature:
        return []
    others = (
        Document.objects.visible_to(user)
        .filter(story=row.story_id, current_revision__signature__isnull=False)
        .exclude(pk=row.pk)
        .select_related("source")
        .annotate(signed=F("current_revision__signature"))
    )
    found = [
        Copy(other, round(100 * alike))
        for other in others
        if (alike := similarity(bytes(own.signature), bytes(other.signed))) >= NEAR
    ]
    return sorted(found, key=lambda copy: (-copy.alike, str(copy.document)))
