"""Web pages: main content by trafilatura, facts from the page's own metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sources.errors import NoText, ParseFailed
from sources.ingest.formats.base import Tell
from sources.ingest.formats.decoding import decode, decode_named
from sources.ingest.formats.mainpage import Row, set_into_page
from sources.ingest.formats.metadata import page_facts
from sources.ingest.formats.outline import Piece, outline
from sources.ingest.formats.wide import wide_encoding
from sources.text.base import Block, DocumentFacts, ExtractedText

CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.I)
#: Encodings whose bytes are all ASCII, so that UTF-8 seems to fit.
STATEFUL = ("iso-2022", "hz")
_SPACES = re.compile(r"\s+")


def read(
    data: bytes,
    *,
    filename: str = "",
    url: str = "",
    charset: str = "",
    tell: Tell | None = None,
) -> ExtractedText:
    """Read a page; NoText when it has no main content, ParseFailed when broken.

    ``text`` is our own: one paragraph a line, a blank line between, markup gone.
    """
    page = _page(data, charset)
    document = _extract(page, url)
    facts = page_facts(page, url)
    rows = list(_rows(document.body)) if document is not None else []
    rows = [row for row in rows if row[0]]
    if not rows:
        raise NoText("The page has no main text.")
    facts = _complete(facts, document)
    title = facts.title if not _begins_with(rows, facts.title) else ""
    rows = set_into_page(rows, _pieces(page))
    if title and not any(row[0] == title for row in rows):
        rows.insert(0, (title, "headline", "page-title"))
    return _assemble(rows, facts)


def _pieces(page: str) -> list[Piece]:
    """Return all blocks of the page; none when its markup cannot be parsed."""
    from lxml import etree, html

    try:
        parser = html.HTMLParser(encoding="utf-8", no_network=True)
        tree = html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
        return list(outline(tree))
    except (etree.LxmlError, ValueError, RecursionError):
        return []


def _page(data: bytes, charset: str) -> str:
    """Decode by UTF-8, then by what the server or the page declares, then by guess."""
    if wide_encoding(data):
        return decode(data)
    declared = CHARSET.search(data[:2048])
    named = declared[1].decode("ascii") if declared else ""
    stateful = any(n.lower().startswith(STATEFUL) for n in (charset, named))
    page = "" if stateful else _utf8(data)
    page = page or decode_named(data, charset) or decode_named(data, named)
    return (page or decode(data)).replace("\x00", "\ufffd")


def _utf8(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return ""


def _extract(page: str, url: str) -> Any:
    import trafilatura

    try:
        return trafilatura.bare_extraction(
            page,
            url=url or None,
            with_metadata=True,
            include_comments=False,
            include_tables=True,
            favor_recall=True,
        )
    except (ValueError, TypeError, RecursionError, AttributeError) as error:
        raise ParseFailed("The page's markup cannot be read.") from error


def _rows(body: Any) -> Iterator[Row]:
    """Yield (words, kind, rule) for every paragraph of trafilatura's body."""
    for element in body:
        tag = element.tag
        if tag == "head":
            yield _words(element), "headline", f"html-{element.get('rend') or 'head'}"
        elif tag == "quote":
            yield from _quote_rows(element)
        elif tag == "list":
            for item in element.iter("item"):
                yield _words(item), "body", "list-item"
        elif tag == "table":
            for row in element.iter("row"):
                cells = [_words(cell) for cell in row.iter("cell")]
                yield " | ".join(c for c in cells if c), "body", "table-row"
        elif tag in ("p", "code", "ab", "item", "div"):
            yield _words(element), "body", "paragraph"


def _quote_rows(element: Any) -> Iterator[Row]:
    inner = list(element.iter("p"))
    for part in inner or [element]:
        yield _words(part), "quote", "html-quote"


def _words(element: Any) -> str:
    for line_end in element.iter("lb"):
        line_end.tail = f" {line_end.tail or ''}"
    return _SPACES.sub(" ", "".join(element.itertext())).strip()


def _begins_with(rows: list[Row], title: str) -> bool:
    """Say whether one of the first rows already is the title, or nearly."""
    plain = re.sub(r"\W+", "", title.casefold())
    if not plain:
        return True
    heads = (re.sub(r"\W+", "", words.casefold()) for words, _, _ in rows[:4])
    return any(head and (head in plain or plain in head) for head in heads)


def _complete(facts: DocumentFacts, document: Any) -> DocumentFacts:
    """Fill what JSON-LD and meta tags left open from trafilatura's own finds."""
    return replace(
        facts,
        title=facts.title or document.title or "",
        byline=facts.byline or (document.author or "").replace("; ", ", "),
        outlet=facts.outlet or document.sitename or "",
        canonical_url=facts.canonical_url or document.url or "",
    )


def _assemble(rows: list[Row], facts: DocumentFacts) -> ExtractedText:
    blocks, position = [], 0
    for words, kind, rule in rows:
        blocks.append(Block(position, position + len(words), kind, rule))
        position += len(words) + 2
    text = "\n\n".join(words for words, _, _ in rows)
    return ExtractedText(text, tuple(blocks), facts, hard_wrapped=False)
