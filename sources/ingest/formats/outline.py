"""All visible blocks of a page in order, each with what it is besides main text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sources.text.base import BlockKind
from sources.text.wordlists import words as word_list

BLOCKS = frozenset(
    word_list(
        "address article aside blockquote body caption center dd details dialog div dl "
        "dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr legend "
        "li main nav ol option p pre section summary table tbody tfoot thead tr ul"
    )
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
CELLS = frozenset({"td", "th"})
UNSEEN = frozenset(
    word_list(
        "script style noscript template svg math button input select textarea head "
        "iframe object embed audio video canvas map"
    )
)
#: What lies in these is never main text, whatever else says so.
SURE: dict[str, tuple[BlockKind, str]] = {
    "figcaption": ("caption", "figcaption"),
    "embed": ("embed", "embedded-post"),
    "share": ("boilerplate", "share"),
    "caption": ("caption", "figcaption"),
    "credit": ("credit", "photo-credit"),
}
#: What lies in these is boilerplate unless it was found to be main text.
LIKELY: dict[str, tuple[BlockKind, str]] = {
    "nav": ("boilerplate", "navigation"),
    "footer": ("boilerplate", "imprint"),
    "aside": ("boilerplate", "promotion"),
    "header": ("boilerplate", "page-head"),
    "comments": ("boilerplate", "comments"),
}
OUTSIDE: tuple[BlockKind, str] = ("boilerplate", "outside-main")
#: Words of class, id and role -> what an element is; in order.
_NAMES: tuple[tuple[str, frozenset[str]], ...] = (
    ("share", frozenset({"share", "sharing", "sharebar", "social"})),
    ("nav", frozenset({"nav", "navbar", "menu", "breadcrumb", "breadcrumbs"})),
    ("nav", frozenset({"navigation"})),
    ("footer", frozenset({"footer", "imprint", "copyright", "legal", "cookie"})),
    ("aside", frozenset({"related", "recommended", "promo", "newsletter"})),
    ("aside", frozenset({"subscribe", "advert", "advertisement", "sponsored"})),
    ("comments", frozenset({"comments", "disqus"})),
    ("caption", frozenset({"caption"})),
)
_EMBEDS = (
    frozenset({"twitter", "tweet"}),
    frozenset({"instagram", "media"}),
    frozenset({"tiktok", "embed"}),
    frozenset({"telegram", "post"}),
    frozenset({"fb", "post"}),
)
_CREDITS = frozenset({"credit", "credits", "photographer", "copyright", "source"})
_WORDS = re.compile(r"[a-z]+")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one block; ``role`` is a key of SURE or LIKELY, or "", and ``heading``
    the tag of a heading."""

    words: str
    role: str
    heading: str = ""


def outline(tree: Any) -> Iterator[Piece]:
    """Yield what a reader of the whole page sees, a block at a time."""
    from lxml import etree

    words: list[str] = []
    roles: list[str] = [""]
    unseen = 0
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment")):
        tag = element.tag
        if not isinstance(tag, str):
            words.append("" if unseen else element.tail or "")
            continue
        role = "" if event == "end" else role_of(element, roles[-1])
        parts = tag in BLOCKS or (event == "start" and role != roles[-1])
        parts = parts or (event == "end" and roles[-1] != roles[-2])
        parts = parts or (tag == "br" and event == "start" and _is_double(element))
        heading = tag if event == "end" and tag in HEADINGS else ""
        if parts and (piece := _piece(words, roles[-1], heading)):
            yield piece
        if parts:
            words = []
        if event == "start":
            unseen += tag in UNSEEN
            roles.append(role)
            words.append("" if unseen else (element.text or ""))
            if tag == "br":
                words.append(" ")
            elif tag in CELLS and element.getprevious() is not None:
                words.insert(-1, " | ")
        else:
            unseen -= tag in UNSEEN
            roles.pop()
            words.append("" if unseen else (element.tail or ""))
    if piece := _piece(words, ""):
        yield piece


def _piece(words: list[str], role: str, heading: str = "") -> Piece | None:
    joined = _SPACES.sub(" ", "".join(words)).strip()
    return Piece(joined, role, heading) if joined else None


def _is_double(element: Any) -> bool:
    following = element.getnext()
    return (
        following is not None
        and following.tag == "br"
        and not (element.tail or "").strip()
    )


def role_of(element: Any, outer: str) -> str:
    """Return what an element is; what lies in a sure one stays that."""
    tag = element.tag
    names = _names(element)
    if outer in ("figcaption", "caption", "credit"):
        return "credit" if names & _CREDITS else outer
    if outer in SURE:
        return outer
    if tag == "figcaption":
        return "figcaption"
    if tag in ("body", "html", "main", "article"):
        return outer
    if tag in ("nav", "aside", "footer", "header") and outer in ("", "header"):
        inside = tag == "header" and _in_article(element)
        return outer if inside else tag
    if any(pair <= names for pair in _EMBEDS):
        return "embed"
    found = (role for role, known in _NAMES if names & known)
    return next(found, outer)


def _in_article(element: Any) -> bool:
    return any(one.tag in ("article", "main") for one in element.iterancestors())


def _names(element: Any) -> frozenset[str]:
    said = " ".join(element.get(name) or "" for name in ("class", "id", "role"))
    return frozenset(_WORDS.findall(said.lower()[:500]))
