"""The published rules of ClaimReview as one table, and a validator that reads it.

Written from Google Search Central, "Fact check (ClaimReview) structured data"
(required and recommended properties of ClaimReview, Claim and Rating, with their
notes), and schema.org where it is silent. It shares no line with the product.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

TEXT, URL, DATE, NUMBER, NODE, PLACE = "text", "url", "date", "number", "node", "place"
REQUIRED, RECOMMENDED, OPTIONAL = "required", "recommended", "optional"

# type, property, kind of value, status, may repeat, types a node may have
RULES = (
    ("ClaimReview", "claimReviewed", TEXT, REQUIRED, False, ()),
    ("ClaimReview", "reviewRating", NODE, REQUIRED, False, ("Rating",)),
    ("ClaimReview", "url", URL, REQUIRED, False, ()),
    ("ClaimReview", "author", NODE, RECOMMENDED, False, ("Organization", "Person")),
    ("ClaimReview", "itemReviewed", NODE, RECOMMENDED, False, ("Claim",)),
    ("ClaimReview", "datePublished", DATE, RECOMMENDED, False, ()),
    ("ClaimReview", "dateModified", DATE, OPTIONAL, False, ()),
    ("ClaimReview", "expires", DATE, OPTIONAL, False, ()),
    ("ClaimReview", "inLanguage", TEXT, OPTIONAL, False, ()),
    ("ClaimReview", "license", URL, OPTIONAL, False, ()),
    ("ClaimReview", "publisher", NODE, OPTIONAL, False, ("Organization",)),
    ("ClaimReview", "citation", NODE, OPTIONAL, True, ("CreativeWork",)),
    ("ClaimReview", "correction", NODE, OPTIONAL, True, ("CorrectionComment",)),
    ("Claim", "author", NODE, RECOMMENDED, True, ("Organization", "Person")),
    ("Claim", "datePublished", DATE, RECOMMENDED, False, ()),
    ("Claim", "appearance", PLACE, OPTIONAL, True, ("CreativeWork",)),
    ("Claim", "firstAppearance", PLACE, OPTIONAL, False, ("CreativeWork",)),
    ("Claim", "text", TEXT, OPTIONAL, False, ()),
    ("Rating", "alternateName", TEXT, REQUIRED, False, ()),
    ("Rating", "ratingValue", NUMBER, RECOMMENDED, False, ()),
    ("Rating", "bestRating", NUMBER, RECOMMENDED, False, ()),
    ("Rating", "worstRating", NUMBER, RECOMMENDED, False, ()),
    ("Rating", "ratingExplanation", TEXT, OPTIONAL, False, ()),
    ("CreativeWork", "url", URL, OPTIONAL, False, ()),
    ("CreativeWork", "datePublished", DATE, OPTIONAL, False, ()),
    ("CreativeWork", "archivedAt", URL, OPTIONAL, False, ()),
    ("CorrectionComment", "text", TEXT, REQUIRED, False, ()),
    ("CorrectionComment", "datePublished", DATE, REQUIRED, False, ()),
    ("Organization", "name", TEXT, REQUIRED, False, ()),
    ("Organization", "url", URL, OPTIONAL, False, ()),
    ("Organization", "correctionsPolicy", URL, OPTIONAL, False, ()),
    ("Person", "name", TEXT, REQUIRED, False, ()),
)
# A wordless number would rate what has no place between true and false.
UNRATED = re.compile(
    r"unproven|satire|disputed|not checkable|missing context|correctly attributed"
    r"|altered|misattributed|not found|retracted",
    re.IGNORECASE,
)
VERDICTS = re.compile(r"\b(false|fake|debunked|hoax)\b", re.IGNORECASE)


class Blocks(HTMLParser):
    """The data blocks of a page, as a browser would cut them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag == "script" and dict(attrs).get("type") == "application/ld+json":
            self.inside = True
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.found[-1] += data


def blocks_of(html: str) -> list[dict[str, Any]]:
    parser = Blocks()
    parser.feed(html)
    return [json.loads(text) for text in parser.found]


def faults(node: dict[str, Any], *, page: str) -> list[str]:
    """Return each rule that a ClaimReview breaks; ``page`` is where it stands."""
    found = [] if node.get("@context") in CONTEXTS else ["@context is not schema.org"]
    if node.get("@type") != "ClaimReview":
        found.append("@type is not ClaimReview")
    found += of_table(node, "ClaimReview")
    found += [rule for rule, holds in of_whole(node, page) if not holds]
    return found


CONTEXTS = ("https://schema.org", "https://schema.org/", "http://schema.org")


def of_table(node: dict[str, Any], kind: str) -> Iterator[str]:
    for owner, name, value_kind, status, repeats, types in RULES:
        if owner != kind:
            continue
        place = f"{kind}.{name}"
        if name not in node:
            if status == REQUIRED or (
                status == RECOMMENDED and not excused(place, node)
            ):
                yield f"{place} is {status} and missing"
            continue
        value = node[name]
        if isinstance(value, list) and not repeats:
            yield f"{place} may not repeat"
        for one in value if isinstance(value, list) else [value]:
            yield from of_value(one, value_kind, types, place)


def excused(place: str, node: dict[str, Any]) -> bool:
    """What is recommended only where there is such a thing."""
    numbers = ("Rating.ratingValue", "Rating.bestRating", "Rating.worstRating")
    if place in numbers:
        return bool(UNRATED.search(node.get("alternateName", "")))
    return place == "Claim.datePublished" and not dated(node)


def dated(claim: dict[str, Any]) -> bool:
    works = [claim.get("firstAppearance"), *claim.get("appearance", [])]
    return any(isinstance(w, dict) and "datePublished" in w for w in works)


def of_value(
    value: Any, kind: str, types: tuple[str, ...], place: str
) -> Iterator[str]:
    if kind in (NODE, PLACE) and isinstance(value, dict):
        if value.get("@type") not in types:
            yield f"{place} is a {value.get('@type')}"
        else:
            yield from of_table(value, value["@type"])
        return
    good = {
        TEXT: lambda: isinstance(value, str) and value.strip() == value != "",
        URL: lambda: is_url(value),
        PLACE: lambda: is_url(value),
        DATE: lambda: is_date(value),
        NUMBER: lambda: isinstance(value, int | float) and not isinstance(value, bool),
        NODE: lambda: False,
    }
    if not good[kind]():
        yield f"{place} is no {kind}: {value!r}"


def is_url(value: Any) -> bool:
    parts = urlsplit(value) if isinstance(value, str) else None
    return bool(parts and parts.scheme in ("http", "https") and parts.hostname)


def is_date(value: Any) -> bool:
    try:
        if len(value) == 10:
            return bool(date.fromisoformat(value))
        return datetime.fromisoformat(value).tzinfo is not None
    except (ValueError, TypeError):
        return False


def of_whole(node: dict[str, Any], page: str) -> Iterator[tuple[str, bool]]:
    """Rules that look at more than one property."""
    rating, claim = node.get("reviewRating", {}), node.get("itemReviewed", {})
    words = rating.get("alternateName", "")
    value, best, worst = (
        rating.get(name) for name in ("ratingValue", "bestRating", "worstRating")
    )
    yield "the page is not the one of url", same_page(node.get("url"), page)
    yield (
        "a verdict stands within the claim",
        not VERDICTS.search(node.get("claimReviewed", "")),
    )
    yield "what is unrated has a number", not (UNRATED.search(words) and value)
    yield (
        "a scale without all three of its numbers",
        [value, best, worst].count(None) in (0, 3),
    )
    if all(isinstance(one, int) for one in (value, best, worst)):
        yield "worstRating is below 1", worst >= 1
        yield "bestRating is not above worstRating", best > worst
        yield "ratingValue is outside its scale", worst <= value <= best
    yield (
        "neither appearance nor firstAppearance",
        "appearance" in claim or "firstAppearance" in claim,
    )
    yield "the claim was made by its publisher", distinct(node, claim)
    yield "an empty property", not list(empties(node))


def same_page(url: Any, page: str) -> bool:
    return is_url(url) and urlsplit(url)[:3] == urlsplit(page)[:3]


def distinct(node: dict[str, Any], claim: dict[str, Any]) -> bool:
    authors = claim.get("author", [])
    authors = authors if isinstance(authors, list) else [authors]
    return all(a.get("name") != node.get("author", {}).get("name") for a in authors)


def empties(node: Any) -> Iterator[Any]:
    values = node.values() if isinstance(node, dict) else node
    for value in values:
        if value in (None, "", [], {}):
            yield value
        elif isinstance(value, dict | list):
            yield from empties(value)
