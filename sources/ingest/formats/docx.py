"""Word files (docx): paragraphs and tables in order, kinds from their styles."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from sources.errors import NoText, ParseFailed
from sources.ingest.formats.archives import check_archive
from sources.ingest.formats.base import Tell
from sources.text.base import Block, BlockKind, DocumentFacts, ExtractedText

#: Beginning of a style's name -> kind of block.
STYLES: tuple[tuple[str, BlockKind], ...] = (
    ("subtitle", "deck"),
    ("title", "headline"),
    ("heading", "headline"),
    ("caption", "caption"),
    ("quote", "quote"),
    ("intense quote", "quote"),
)
#: Parts with notes -> rule of their blocks.
NOTES = {"footnotes": "footnote", "endnotes": "endnote"}
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_Row = tuple[str, BlockKind, str]


def read(
    data: bytes,
    *,
    filename: str = "",
    url: str = "",
    charset: str = "",
    tell: Tell | None = None,
) -> ExtractedText:
    """Read a Word file; ArchiveBomb, Encrypted, ParseFailed or NoText when it cannot.

    ``text`` has a paragraph a line and a blank line between; foot and end
    notes follow it; headers, footers, comments and deleted words are left out.
    """
    check_archive(data)
    from lxml.etree import LxmlError

    document = _open(data)
    try:
        rows = [row for row in _rows(document) if row[0]]
    except (
        LxmlError,
        KeyError,
        ValueError,
        AttributeError,
        TypeError,
        RecursionError,
    ) as error:
        raise ParseFailed("The Word file is damaged.") from error
    if not rows:
        raise NoText("The Word file holds no text.")
    blocks, position = [], 0
    for words, kind, rule in rows:
        blocks.append(Block(position, position + len(words), kind, rule))
        position += len(words) + 2
    text = "\n\n".join(words for words, _, _ in rows)
    return ExtractedText(text, tuple(blocks), _facts(document), hard_wrapped=False)


def _open(data: bytes) -> Any:
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import LxmlError

    try:
        return docx.Document(io.BytesIO(data))
    except (
        PackageNotFoundError,
        LxmlError,
        KeyError,
        ValueError,
        AttributeError,
        OSError,
        EOFError,
        RecursionError,
    ) as error:
        raise ParseFailed("The Word file is damaged.") from error


def _rows(document: Any) -> Iterator[_Row]:
    for item in document.iter_inner_content():
        if hasattr(item, "rows"):
            for row in item.rows:
                merged = {id(cell._tc): cell.text.strip() for cell in row.cells}
                cells = [" ".join(words.split()) for words in merged.values()]
                yield " | ".join(c for c in cells if c), "body", "table-row"
        else:
            yield _paragraph(item)
    yield from _notes(document)


def _paragraph(paragraph: Any) -> _Row:
    words = paragraph.text.replace("\x00", "").strip()
    style = (paragraph.style.name or "").lower() if paragraph.style is not None else ""
    for name, kind in STYLES:
        if style.startswith(name):
            return words, kind, f"style-{name.replace(' ', '-')}"
    properties = paragraph._p.pPr
    numbered = properties is not None and properties.numPr is not None
    listed = numbered or style.startswith("list")
    return words, "body", "list-item" if listed else "paragraph"


def _notes(document: Any) -> Iterator[_Row]:
    """Yield foot and end notes, which python-docx does not know, behind the text."""
    from lxml import etree

    for relation in document.part.rels.values():
        kind = relation.reltype.rsplit("/", 1)[-1]
        if relation.is_external or kind not in NOTES:
            continue
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        root = etree.fromstring(relation.target_part.blob, parser)
        for note in root:
            if note.get(f"{_W}type") is None:  # others are the lines above notes
                words = "".join(part.text or "" for part in note.iter(f"{_W}t"))
                yield " ".join(words.split()), "caption", NOTES[kind]


def _facts(document: Any) -> DocumentFacts:
    """Return title and author; a file's own dates say nothing of publication."""
    properties = document.core_properties
    author = (properties.author or "").strip()
    return DocumentFacts(
        title=(properties.title or "").strip(),
        byline="" if author.lower() in ("python-docx", "user", "admin") else author,
        language=(properties.language or "")[:2].lower(),
    )
