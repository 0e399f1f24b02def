"""Fill in what a document says about itself, and never what a person wrote."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from django.db.models import Q

from sources.choices import HowKnown
from sources.models import Document, Source
from sources.text.base import DocumentFacts, KnownDate

PLAIN = (
    "title",
    "byline",
    "outlet",
    "language",
    "dateline_place",
    "zone",
    "canonical_url",
)


def describe(document: Document, facts: DocumentFacts, before: DocumentFacts) -> None:
    """Set the fields of ``document`` (unsaved) from ``facts``.

    ``before`` is what an earlier reading found: a field that is neither empty nor what
    that reading said was written by a person, and stays.
    """
    for name in PLAIN:
        if getattr(document, name) in {"", fitted(name, getattr(before, name))}:
            setattr(document, name, fitted(name, getattr(facts, name)))
    if document.credits in ([], list_of_credits(before)):
        document.credits = list_of_credits(facts)
    if document.published_how != HowKnown.EDITOR:
        document.published = facts.published.value[:40]
        document.published_how = facts.published.how
        document.published_reason = facts.published.reason[:500]
        document.published_sort = instant_of(facts.published)
    if document.updated_how != HowKnown.EDITOR:
        document.updated = facts.updated.value[:40]
        document.updated_how = facts.updated.how
        document.updated_reason = facts.updated.reason[:500]
    if document.source_id is None:
        document.source = known_source(document.outlet)


def fitted(name: str, value: str) -> str:
    """Return the value cut to its column; an address cut short would be another."""
    limit: Any = Document._meta.get_field(name).max_length
    if name.endswith("url") and len(value) > limit:
        return ""
    return value[:limit]


def list_of_credits(facts: DocumentFacts) -> list[str]:
    return [credit[:120] for credit in facts.credits]


def instant_of(known: KnownDate) -> datetime | None:
    """Return the instant to sort by: of a bare date its beginning in UTC."""
    try:
        if "T" not in known.value:
            day = date.fromisoformat(known.value)
            return datetime.combine(day, time.min, UTC)
        instant = datetime.fromisoformat(known.value)
    except ValueError:
        return None
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


def known_source(outlet: str) -> Source | None:
    """Return the source of that name or alias; an unknown one is left to people."""
    if not outlet:
        return None
    named = Q(name__iexact=outlet) | Q(aliases__contains=[outlet])
    return Source.objects.filter(named).order_by("created_at").first()
