"""What a document says about itself: title, author, outlet, credits, place, dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from sources.text.agencies import agencies_in, wire_credits
from sources.text.base import DocumentFacts, ExtractedText
from sources.text.clues import find_clues
from sources.text.language import detect_language
from sources.text.parts import Part
from sources.text.places import zone_of
from sources.text.publication import find_published, find_updated

_BY = re.compile(r"^(?:by|authors?\s*:|text\s*:|автор\s*:)\s*", re.IGNORECASE)
_TITLED = re.compile(r"(?:The )?[A-Z][\w'’-]+(?: (?:of |the |and )?[A-Z][\w'’-]+){0,4}")
_PAGE = re.compile(r"\s*page\s+\d+\s+of\s+\d+$", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s<>\"]+")


def find_facts(extracted: ExtractedText, parts: Sequence[Part]) -> DocumentFacts:
    """Return the facts; those the format's metadata gave stand before those found."""
    given = extracted.facts
    url = given.canonical_url or _original_url(extracted.text, parts)
    clues = find_clues(parts, url)
    published = given.published
    if not published.value:
        found = find_published(clues)
        published = found if found.value or not published.reason else published
    place = clues.dateline.place if clues.dateline else ""
    region = clues.dateline.region if clues.dateline else ""
    return DocumentFacts(
        title=given.title or _title(parts),
        byline=given.byline or _byline(parts),
        outlet=given.outlet or _outlet(extracted.text, url) or _masthead(parts),
        language=given.language or _language(parts),
        published=published,
        updated=given.updated
        if given.updated.value
        else find_updated(clues, published),
        dateline_place=given.dateline_place or place,
        zone=given.zone or zone_of(place, region),
        credits=tuple(
            dict.fromkeys((*given.credits, *_credits(parts, clues.dateline)))
        ),
        canonical_url=url,
    )


def _title(parts: Sequence[Part]) -> str:
    for part in parts:
        if part.kind == "headline" and part.block.rule != "subheading":
            return part.words
    return ""


def _byline(parts: Sequence[Part]) -> str:
    for part in parts:
        if part.block.rule == "byline":
            return _BY.sub("", part.words)
    return ""


def _credits(parts: Sequence[Part], dateline: object) -> list[str]:
    """Return agencies of credit lines and of the dateline; never photographers'."""
    found = [str(agency)] if (agency := getattr(dateline, "agency", "")) else []
    for part in parts:
        if part.block.rule == "wire-credit":
            found += wire_credits(part.words)
        elif part.block.rule == "byline":
            found += agencies_in(part.words)
    return found


def _language(parts: Sequence[Part]) -> str:
    running = [p.words for p in parts if p.kind in ("headline", "body", "quote")]
    return detect_language("\n".join(running or [p.words for p in parts]))


def _original_url(text: str, parts: Sequence[Part]) -> str:
    """Return the address that follows an "Original url:" line."""
    for index, part in enumerate(parts):
        if part.block.rule == "original-url":
            end = parts[min(index + 1, len(parts) - 1)].block.end
            if match := _URL.search(text, part.block.start, end):
                return match.group().rstrip(").,")
    return ""


def _masthead(parts: Sequence[Part]) -> str:
    """Return the paper's name above the headline or in the head of the page."""
    for part in parts[:12]:
        if part.block.rule in ("masthead", "page-head"):
            return _PAGE.sub("", part.words).strip(" |·-")
    return ""


def _outlet(text: str, url: str) -> str:
    """Return the outlet's name as the text writes it, else the host of its address."""
    host = (urlsplit(url).hostname or "").removeprefix("www.") if url else ""
    if not host:
        return ""
    core = re.sub(r"[^a-z0-9]", "", host.split(".")[0])
    for match in _TITLED.finditer(text):
        if re.sub(r"[^a-z0-9]", "", match.group().lower()) == core:
            return match.group()
    return host
