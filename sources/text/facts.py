"""What a document says about itself: title, author, outlet, credits, place, dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from sources.text.agencies import AGENCIES, agencies_in, wire_credits
from sources.text.base import DocumentFacts, ExtractedText
from sources.text.bylines import Byline, read_byline
from sources.text.clues import find_clues
from sources.text.datelines import Dateline, tidy_place
from sources.text.language import detect_language
from sources.text.outlets import (
    name_before_date,
    named_outlet,
    outlet_behind_title,
)
from sources.text.parts import Part
from sources.text.places import zone_of
from sources.text.publication import find_published, find_updated

#: A value and how it is known; ("", "") when it is not.
Known = tuple[str, str]

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
    byline = _byline(parts)
    known: dict[str, Known] = {
        "title": _first(_given_title(given.title), _title(parts)),
        "byline": _first(_given(given.byline), (byline.names, "byline")),
        "outlet": _first(
            _given(given.outlet), *_outlets(extracted.text, url, given.title, parts)
        ),
        "language": _first(_given(given.language), _language(parts)),
        "dateline_place": _first(
            _given(given.dateline_place), *_places(clues.dateline, parts)
        ),
    }
    place = known["dateline_place"][0]
    region = clues.dateline.region if clues.dateline else ""
    zone = _first(_given(given.zone), (zone_of(place, region), f"zone of {place}"))
    credits = dict.fromkeys(given.credits, "metadata")
    for name, how in _credits(parts, clues.dateline):
        credits.setdefault(name, how)
    known |= {"zone": zone, "credits": ("", "; ".join(dict.fromkeys(credits.values())))}
    return DocumentFacts(
        title=known["title"][0],
        byline=known["byline"][0],
        outlet=known["outlet"][0],
        language=known["language"][0],
        published=published,
        updated=given.updated
        if given.updated.value
        else find_updated(clues, published),
        dateline_place=place,
        zone=zone[0],
        credits=tuple(credits),
        canonical_url=url,
        how_known=tuple((field, how) for field, (_, how) in known.items() if how),
    )


def _first(*choices: Known) -> Known:
    return next((choice for choice in choices if choice[0]), ("", ""))


def _given(value: str) -> Known:
    return value, "metadata" if value else ""


def _given_title(title: str) -> Known:
    """Return the title of the metadata without the outlet's name behind it."""
    at = outlet_behind_title(title)
    return _given(title if at is None else title[:at])


def _title(parts: Sequence[Part]) -> Known:
    for part in parts:
        if part.kind == "headline" and part.block.rule != "subheading":
            return part.words, "headline"
    return "", ""


def _byline(parts: Sequence[Part]) -> Byline:
    for part in parts:
        if part.block.rule == "byline":
            return read_byline(part.words)
    for part in parts:
        if part.block.rule == "byline-and-date":
            return Byline(name_before_date(part.words))
    return Byline("")


def _credits(parts: Sequence[Part], dateline: Dateline | None) -> Iterator[Known]:
    """Yield agencies of credit lines and of the dateline; never photographers'."""
    if dateline and dateline.agency:
        yield dateline.agency, "dateline"
    for part in parts:
        rule, words = part.block.rule, part.words
        if rule == "wire-credit":
            yield from ((name, "credit line") for name in wire_credits(words))
        elif rule == "byline":
            yield from ((name, "byline") for name in agencies_in(words))
        elif rule in ("origin", "imprint") and named_outlet(words) in AGENCIES:
            yield AGENCIES[named_outlet(words)], f"{rule} line"


def _places(dateline: Dateline | None, parts: Sequence[Part]) -> Iterator[Known]:
    if dateline:
        yield dateline.place, "dateline"
    for part in parts:
        if part.block.rule == "place-and-date":
            yield tidy_place(name_before_date(part.words)), "line of place and date"


def _language(parts: Sequence[Part]) -> Known:
    running = [p.words for p in parts if p.kind in ("headline", "body", "quote")]
    found = detect_language("\n".join(running or [p.words for p in parts]))
    return found, "judged by the words"


def _original_url(text: str, parts: Sequence[Part]) -> str:
    """Return the address that follows an "Original url:" line."""
    for index, part in enumerate(parts):
        if part.block.rule == "original-url":
            end = parts[min(index + 1, len(parts) - 1)].block.end
            if match := _URL.search(text, part.block.start, end):
                return match.group().rstrip(").,")
    return ""


def _host_of(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:  # "http://[bad": a text may write anything
        return ""


def _outlets(
    text: str, url: str, given_title: str, parts: Sequence[Part]
) -> Iterator[Known]:
    """Yield what may name the outlet, the surest first, the bare host last."""
    host = _host_of(url)
    yield _name_of_host(text, host), f"name of {host} in the text"
    at = outlet_behind_title(given_title)
    if at is not None:
        yield given_title[at:].strip(" |·•–—-"), "behind the title"
    named = {
        "masthead": (_masthead_name, "masthead"),
        "page-head": (_masthead_name, "head of the page"),
        "outlet-and-date": (name_before_date, "line of outlet and date"),
        "byline": (_outlet_of_byline, "byline"),
        "origin": (named_outlet, "line of origin"),
        "imprint": (named_outlet, "imprint"),
    }
    for rule, (read, how) in named.items():
        for part in parts:
            if part.block.rule == rule:
                yield _no_agency(read(part.words)), how
    yield host, "address"


def _masthead_name(words: str) -> str:
    return _PAGE.sub("", words).strip(" |·•–—-")


def _outlet_of_byline(words: str) -> str:
    return read_byline(words).outlet


def _no_agency(name: str) -> str:
    """An agency that lends its words is credited; it is not the outlet."""
    return "" if name in AGENCIES else name


def _name_of_host(text: str, host: str) -> str:
    """Return the outlet's name as the text writes it."""
    core = re.sub(r"[^a-z0-9]", "", host.split(".")[0])
    if not core:
        return ""
    for match in _TITLED.finditer(text):
        if re.sub(r"[^a-z0-9]", "", match.group().lower()) == core:
            return match.group()
    return ""
