"""What a page says about itself in JSON-LD, Open Graph and other meta tags."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from sources.text.base import DocumentFacts, KnownDate

ARTICLE_TYPES = frozenset(
    {
        "Article",
        "NewsArticle",
        "ReportageNewsArticle",
        "AnalysisNewsArticle",
        "OpinionNewsArticle",
        "BackgroundNewsArticle",
        "BlogPosting",
        "LiveBlogPosting",
        "Report",
        "ClaimReview",
    }
)
PUBLISHED = ("article:published_time", "datepublished", "dc.date.issued", "date")
UPDATED = ("article:modified_time", "og:updated_time", "datemodified", "last-modified")
DEEPEST = 12


def page_facts(page: str, url: str) -> DocumentFacts:
    """Return the facts of a page's metadata, each date with where it stood.

    A page whose markup cannot be parsed gives no facts.
    """
    from lxml import etree, html

    try:
        parser = html.HTMLParser(encoding="utf-8", no_network=True)
        tree = html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, RecursionError):
        return DocumentFacts()
    meta = _meta(tree)
    article = _article(tree)
    published = _date(article.get("datePublished"), "datePublished in JSON-LD")
    updated = _date(article.get("dateModified"), "dateModified in JSON-LD")
    return DocumentFacts(
        title=_text(article.get("headline")) or meta.get("og:title", ""),
        byline=_names(article.get("author")) or meta.get("author", ""),
        outlet=_names(article.get("publisher")) or meta.get("og:site_name", ""),
        language=(tree.get("lang") or "")[:2].lower(),
        published=published
        or _meta_date(meta, PUBLISHED)
        or _time_tag(tree)
        or _found_date(page, url),
        updated=updated or _meta_date(meta, UPDATED) or KnownDate(),
        canonical_url=_canonical(tree, meta, url),
    )


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in tree.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop") or ""
        content = (tag.get("content") or "").strip()
        if name and content:
            found.setdefault(name.lower(), content)
    return found


def _article(tree: Any) -> dict[str, Any]:
    """Return the first JSON-LD object that is an article; {} without one."""
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        for item in _objects(data, 0):
            kinds = item.get("@type")
            named = kinds if isinstance(kinds, list) else [kinds]
            if ARTICLE_TYPES.intersection(k for k in named if isinstance(k, str)):
                return item
    return {}


def _objects(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > DEEPEST:
        return
    if isinstance(data, dict):
        yield data
        yield from _objects(data.get("@graph"), depth + 1)
        yield from _objects(data.get("mainEntity"), depth + 1)
    elif isinstance(data, list):
        for item in data:
            yield from _objects(item, depth + 1)


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _names(value: Any) -> str:
    """Return the names of persons or bodies as JSON-LD writes them, any of its ways."""
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(n for n in map(_names, value) if n))
    if isinstance(value, dict):
        return _text(value.get("name"))
    return _text(value)


def _date(value: Any, where: str) -> KnownDate | None:
    """Return an instant with its offset, or the bare day when no zone is given."""
    written = _text(value)
    try:
        instant = datetime.fromisoformat(written)
    except ValueError:
        return None
    if len(written) <= 10 or instant.tzinfo is None:
        note = "" if len(written) <= 10 else "; its clock time has no zone"
        return KnownDate(instant.date().isoformat(), "metadata", where + note)
    return KnownDate(instant.isoformat(), "metadata", where)


def _meta_date(meta: dict[str, str], names: tuple[str, ...]) -> KnownDate | None:
    for name in names:
        if found := _date(meta.get(name), f"meta tag {name}"):
            return found
    return None


def _time_tag(tree: Any) -> KnownDate | None:
    """Return the time that is marked as the page's own, else the only one there is."""
    times = [one for one in tree.iter("time") if one.get("datetime")]
    marked = [
        one
        for one in times
        if one.get("pubdate") is not None
        or (one.get("itemprop") or "").lower() == "datepublished"
        or "publish" in (one.get("class") or "").lower()
    ]
    chosen = marked[:1] or (times if len(times) == 1 else [])
    return _date(chosen[0].get("datetime"), "time tag of the page") if chosen else None


def _found_date(page: str, url: str) -> KnownDate:
    """Ask htmldate, by markup alone: its text search dates pages by any day named."""
    from htmldate import find_date

    try:
        day = find_date(
            page, extensive_search=False, original_date=True, url=url or None
        )
    except (ValueError, TypeError, RecursionError, AttributeError):
        return KnownDate()
    return (
        KnownDate(day, "metadata", "date in the page's markup") if day else KnownDate()
    )


def _canonical(tree: Any, meta: dict[str, str], url: str) -> str:
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and link.get("href"):
            return _address(link.get("href").strip(), url)
    return _address(meta.get("og:url", ""), url) or url


def _address(value: str, base: str) -> str:
    """Return the address it makes with the page's own, "" for what is none."""
    try:
        whole = urljoin(base, value) if value else ""
        known = urlsplit(whole).hostname is not None
    except ValueError:
        return ""
    return whole if known and whole.startswith(("http://", "https://")) else ""
