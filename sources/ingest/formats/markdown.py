"""Markdown. ``text`` is exactly the decoded file; front matter gives facts."""

from __future__ import annotations

import re
from datetime import date, datetime

from sources.ingest.formats.base import Tell
from sources.ingest.formats.decoding import decode
from sources.text.base import DocumentFacts, ExtractedText, KnownDate
from sources.text.paragraphs import FRONT_MATTER

FIELD = re.compile(r"(?m)^(?P<name>[A-Za-z_-]+)[ \t]*:[ \t]*(?P<value>\S.*?)\s*$")


def read(
    data: bytes,
    *,
    filename: str = "",
    url: str = "",
    charset: str = "",
    tell: Tell | None = None,
) -> ExtractedText:
    """Read a Markdown file; its markup is undone in the reading text, not here."""
    text = decode(data, charset)
    return ExtractedText(text, facts=front_matter(text), markup="markdown")


def front_matter(text: str) -> DocumentFacts:
    """Return the facts of YAML front matter: simple ``name: value`` lines only."""
    match = FRONT_MATTER.match(text)
    if not match:
        return DocumentFacts()
    fields = {
        found["name"].lower(): found["value"].strip("\"'")
        for found in FIELD.finditer(match["body"])
    }
    return DocumentFacts(
        title=fields.get("title", ""),
        byline=fields.get("author", fields.get("byline", "")),
        outlet=fields.get("outlet", fields.get("publisher", "")),
        language=fields.get("language", fields.get("lang", ""))[:8],
        published=_known(fields.get("date", fields.get("published", ""))),
        updated=_known(fields.get("updated", fields.get("modified", ""))),
        canonical_url=fields.get("url", fields.get("canonical_url", "")),
    )


def _known(value: str) -> KnownDate:
    """Return the date, without its clock when that has no zone."""
    if not value:
        return KnownDate()
    try:
        if len(value) <= 10:
            day = date.fromisoformat(value)
            return KnownDate(day.isoformat(), "metadata", "front matter")
        instant = datetime.fromisoformat(value)
    except ValueError:
        return KnownDate()
    written = instant.isoformat() if instant.tzinfo else instant.date().isoformat()
    return KnownDate(written, "metadata", "front matter")
