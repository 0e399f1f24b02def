"""A finding as a tagged PDF, set by Typst from the article of its page.

The page's own text is taken over block by block, so that paper and page cannot say two
things; what is for the screen alone (``data-screen``) is left out, and addresses of
links are printed after them. Values go in as data, never as markup. Nothing is fetched.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from lxml import html

from claims.publication.exports.feed import xml_text

TEMPLATE = Path(__file__).with_name("finding.typ")
HEADINGS = {"h1": 1, "h2": 2, "h3": 3}
INLINE = {
    *("a", "b", "strong", "em", "i", "small", "code", "cite", "q", "span"),
    *("time", "abbr", "bdi", "del", "ins", "sub", "sup", "br"),
}
STYLES = {
    "b": "bold",
    "strong": "bold",
    "em": "italic",
    "i": "",
    "cite": "italic",
    "code": "mono",
}
# Classes of the page's that paper sets apart.
TONES = ("word", "theirs", "words", "hands", "asked", "means", "notice", "ev", "terms")
LANGUAGE = re.compile(r"[a-z]{2,3}\b", re.IGNORECASE)
Block = dict[str, Any]


def export(
    article: str,
    *,
    about: Mapping[str, str],
    pictures: Mapping[str, tuple[str, str]] | None = None,
) -> bytes:
    """Return the PDF of a page's article.

    ``about`` gives ``title``, ``author``, ``language``, ``published`` (an ISO instant),
    ``head`` and ``foot``, lines on each page. ``pictures`` holds drawings in SVG, each
    with its words, by the name of the figure they stand for.
    """
    import typst

    drawn = pictures or {}
    data = {
        "about": dict(about),
        "blocks": list(blocks_of(html.fragment_fromstring(article))),
        "pictures": {
            name: {"svg": xml_text(svg), "alt": alt}
            for name, (svg, alt) in drawn.items()
        },
    }
    made = typst.compile(
        TEMPLATE.read_bytes(),
        format="pdf",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    return bytes(made)


def blocks_of(node: Any) -> Iterator[Block]:
    """Yield the blocks of an element in reading order; stray words make paragraphs."""
    runs = text_runs(node.text, Style())
    for child in node:
        if is_inline(child):
            runs += inline(child, Style())
        else:
            yield from paragraph(runs)
            runs = []
            if is_shown(child):
                yield from block(child)
        runs += text_runs(child.tail, Style())
    yield from paragraph(runs)


def block(node: Any) -> Iterator[Block]:
    tag, tone = node.tag, tone_of(node)
    if tag in HEADINGS:
        yield {"kind": "heading", "level": HEADINGS[tag], "runs": runs_of(node)}
    elif tag in {"p", "blockquote", "summary", "dt", "dd"}:
        yield from paragraph(runs_of(node), tone or tag, language_of(node))
    elif tag in {"ul", "ol"}:
        items = [list(blocks_of(item)) for item in node if is_shown(item)]
        yield {"kind": "list", "items": [item for item in items if item]}
    elif tag == "dl":
        yield {"kind": "facts", "rows": pairs(node)}
    elif tag == "table":
        yield {"kind": "table", "rows": cells(node)}
    elif tag == "figure":
        yield {"kind": "picture", "name": node.get("data-picture", "")}
    elif tone in {"ev", "notice"}:
        yield {"kind": "box", "tone": tone, "blocks": list(blocks_of(node))}
    else:
        yield from blocks_of(node)


def paragraph(
    runs: list[Block], tone: str = "p", language: str = ""
) -> Iterator[Block]:
    kept = trimmed(runs)
    if kept:
        yield {"kind": "text", "tone": tone, "runs": kept, "lang": language}


def pairs(node: Any) -> list[list[list[Block]]]:
    names = [runs_of(child) for child in node if child.tag == "dt"]
    values = [runs_of(child) for child in node if child.tag == "dd"]
    return [list(pair) for pair in zip(names, values, strict=False)]


def cells(node: Any) -> list[list[list[Block]]]:
    return [[runs_of(cell) for cell in row] for row in node.iter("tr")]


class Style(frozenset[str]):
    """What holds for a run of words: bold, italic, mono, words (theirs)."""


def runs_of(node: Any) -> list[Block]:
    return trimmed(inside(node, Style()))


def inside(node: Any, style: Style) -> list[Block]:
    runs = text_runs(node.text, style)
    for child in node:
        if is_shown(child):
            runs += inline(child, style)
        runs += text_runs(child.tail, style)
    return runs


def inline(node: Any, style: Style) -> list[Block]:
    """Return the runs of an element within a line, a link's address after its words."""
    if not is_shown(node):
        return []
    if node.tag == "br":
        return [{"text": "\n", "style": []}]
    tone = tone_of(node)
    own = Style(style | {STYLES.get(node.tag, ""), tone} - {""})
    runs = inside(node, own)
    if tone == "hands":
        runs = [{"text": "\n", "style": []}, *runs]
    address = node.get("href", "") if node.tag == "a" else ""
    if not address.startswith(("http://", "https://")):
        return runs
    words = "".join(run["text"] for run in runs)
    linked = [{**run, "url": address} for run in runs]
    if words.strip() == address:
        return linked
    return [*linked, {"text": f" ({address})", "style": sorted(style), "url": address}]


def text_runs(text: str | None, style: Style) -> list[Block]:
    words = re.sub(r"\s+", " ", text or "")
    return [{"text": words, "style": sorted(style)}] if words else []


def trimmed(runs: list[Block]) -> list[Block]:
    """Return the runs without space at their ends, nor twice between them."""
    found: list[Block] = []
    for run in runs:
        text = run["text"]
        if not found or found[-1]["text"].endswith((" ", "\n")):
            text = text.lstrip(" ")
        if text == "\n":
            if not found:
                continue
            found[-1] = {**found[-1], "text": found[-1]["text"].rstrip(" ")}
        if text:
            found.append({**run, "text": text})
    while found and not found[-1]["text"].strip():
        found.pop()
    if found:
        found[-1] = {**found[-1], "text": found[-1]["text"].rstrip()}
    return found


def is_inline(node: Any) -> bool:
    return not isinstance(node.tag, str) or node.tag in INLINE


def is_shown(node: Any) -> bool:
    return (
        isinstance(node.tag, str)
        and node.get("data-screen") is None
        and node.tag not in {"svg", "script", "style", "template"}
    )


def tone_of(node: Any) -> str:
    classes = (node.get("class") or "").split()
    return next((tone for tone in TONES if tone in classes), "")


def language_of(node: Any) -> str:
    found = LANGUAGE.match(node.get("lang") or "")
    return found[0].lower() if found else ""
