"""A page of a feed as Atom (RFC 4287, paged by RFC 5005) and as JSON Feed 1.1.

In: plain values. Out: bytes. Pure: no Django, nothing is looked up.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree as ET

ATOM = "http://www.w3.org/2005/Atom"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# What no XML document may hold, however written.
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
ATOM_TYPE = "application/atom+xml; charset=utf-8"
JSON_TYPE = "application/feed+json; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing told. ``id`` is a URN that never changes; times are RFC 3339.

    ``html`` is markup already made safe; the rest is plain text. ``fact`` is what JSON
    Feed tells programs besides.
    """

    id: str
    url: str
    title: str
    summary: str
    html: str
    published: str
    updated: str
    language: str
    rights: str
    tags: tuple[str, ...] = ()
    fact: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Feed:
    """One page; ``next_url`` is empty on the last, ``first_url`` leads to the first."""

    id: str
    url: str
    first_url: str
    next_url: str
    home_url: str
    title: str
    subtitle: str
    author: str
    rights: str
    icon_url: str
    updated: str
    entries: tuple[Entry, ...]


def atom(feed: Feed) -> bytes:
    """Return the page as an Atom document in UTF-8."""
    ET.register_namespace("", ATOM)
    root = ET.Element(f"{{{ATOM}}}feed")
    add(root, "id", feed.id)
    add(root, "title", feed.title)
    add(root, "subtitle", feed.subtitle)
    add(root, "updated", feed.updated)
    add(root, "rights", feed.rights)
    add(root, "icon", feed.icon_url)
    add(add(root, "author"), "name", feed.author)
    add(root, "generator", "Corroborate")
    link(root, "self", feed.url, type="application/atom+xml")
    link(root, "alternate", feed.home_url, type="text/html")
    link(root, "first", feed.first_url, type="application/atom+xml")
    if feed.next_url:
        link(root, "next", feed.next_url, type="application/atom+xml")
    for entry in feed.entries:
        root.append(atom_entry(entry))
    text = ET.tostring(root, "unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}'.encode()


def atom_entry(entry: Entry) -> ET.Element:
    node = ET.Element(f"{{{ATOM}}}entry", {LANG: xml_text(entry.language)})
    add(node, "id", entry.id)
    add(node, "title", entry.title)
    add(node, "published", entry.published)
    add(node, "updated", entry.updated)
    add(node, "summary", entry.summary)
    add(node, "content", entry.html, type="html")
    add(node, "rights", entry.rights)
    link(node, "alternate", entry.url, type="text/html")
    for tag in entry.tags:
        add(node, "category", term=tag)
    return node


def add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    values = {key: xml_text(value) for key, value in attributes.items()}
    node = ET.SubElement(parent, f"{{{ATOM}}}{name}", values)
    node.text = xml_text(text) or None
    return node


def link(parent: ET.Element, rel: str, href: str, **attributes: str) -> None:
    add(parent, "link", rel=rel, href=href, **attributes)


def xml_text(text: str) -> str:
    return NOT_XML.sub("\ufffd", text)


def json_feed(feed: Feed) -> bytes:
    """Return the page as a JSON Feed; an item's ``_fact`` is for programs of ours."""
    page = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.subtitle,
        "home_page_url": feed.home_url,
        "feed_url": feed.url,
        "next_url": feed.next_url,
        "icon": feed.icon_url,
        "authors": [{"name": feed.author, "url": feed.home_url}],
        "_licence": {"about": feed.home_url, "line": feed.rights},
        "items": [json_item(entry) for entry in feed.entries],
    }
    kept = {key: value for key, value in page.items() if value != ""}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode()


def json_item(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.html,
        "date_published": entry.published,
        "date_modified": entry.updated,
        "language": entry.language,
        "tags": list(entry.tags),
        "_fact": {**entry.fact, "licence": entry.rights},
    }
