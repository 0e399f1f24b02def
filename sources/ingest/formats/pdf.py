"""PDF by PDFium: lines in reading order, paragraphs by their distance."""

from __future__ import annotations

import re
from contextlib import closing
from typing import Any

from sources.errors import Encrypted, NoText, ParseFailed, TooLarge
from sources.ingest.formats.pages import PageLine, join_pages
from sources.text.base import DocumentFacts, ExtractedText, KnownDate

MOST_PAGES = 2000
MOST_CHARACTERS = 20_000_000
_PASSWORD_ERROR = 4  # FPDF_ERR_PASSWORD
#: PDFium puts one of these for a hyphen and the line end behind it.
_HYPHENS = ("\ufffe", "\x02")
_LINE = re.compile(r"(?P<words>[^\n\ufffe\x02]+)(?P<end>[\n\ufffe\x02]|\Z)")


def read(data: bytes, *, filename: str = "", url: str = "") -> ExtractedText:
    """Read a PDF's text without running heads and page numbers.

    Encrypted when a password is needed, NoText for scans, TooLarge over 2,000 pages,
    ParseFailed for what PDFium cannot open.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD_ERROR or "assword" in str(
            error
        ):
            raise Encrypted("The PDF is locked with a password.") from None
        raise ParseFailed("The PDF is damaged and cannot be opened.") from None
    with closing(document):
        if len(document) > MOST_PAGES:
            raise TooLarge(
                f"The PDF has more than {MOST_PAGES} pages.", pages=len(document)
            )
        text = join_pages(_pages(document))
        facts = _facts(document)
    if not text.strip():
        raise NoText("The PDF holds no text; it may be a scan.")
    return ExtractedText(text, facts=facts, hard_wrapped=True)


def _pages(document: Any) -> list[list[PageLine]]:
    pages, size = [], 0
    for index in range(len(document)):
        lines = _page_lines(document, index)
        size += sum(len(line.words) for line in lines)
        if size > MOST_CHARACTERS:
            raise TooLarge("The PDF holds too much text.", limit=MOST_CHARACTERS)
        pages.append(lines)
    return pages


def _page_lines(document: Any, index: int) -> list[PageLine]:
    import pypdfium2

    try:
        with closing(document[index]) as page, closing(page.get_textpage()) as text:
            return _lines(text)
    except pypdfium2.PdfiumError:
        raise ParseFailed(
            f"Page {index + 1} of the PDF is damaged.", page=index + 1
        ) from None


def _lines(text: Any) -> list[PageLine]:
    """Return the lines of a page with their top edge and type size in points."""
    import pypdfium2.raw as raw

    content = text.get_text_range()
    lines: list[PageLine] = []
    for match in _LINE.finditer(content):
        words = match["words"]
        stripped = "".join(c for c in words if c >= " " or c == "\t").strip()
        if stripped:
            at = match.start() + len(words) - len(words.lstrip())
            hyphen = "-" if match["end"] in _HYPHENS else ""
            line = PageLine(stripped + hyphen, _top(text, at), _size(raw, text, at))
            lines.append(line)
    return lines


def _top(text: Any, index: int) -> float:
    import pypdfium2

    try:
        return float(text.get_charbox(index, loose=True)[3])
    except (pypdfium2.PdfiumError, IndexError, ValueError):
        return 0.0


def _size(raw: Any, text: Any, index: int) -> float:
    return float(raw.FPDFText_GetFontSize(text.raw, index))


def _facts(document: Any) -> DocumentFacts:
    """Return title and author; when a file was made is not when it was published."""
    meta = document.get_metadata_dict()
    title = meta.get("Title", "").strip()
    made = meta.get("CreationDate", "").removeprefix("D:")[:8]
    reason = ""
    if len(made) == 8 and made.isdigit():
        reason = (
            f"the file was made on {made[:4]}-{made[4:6]}-{made[6:]}, "
            "which need not be its day of publication"
        )
    suspicious = title.lower().endswith((".doc", ".docx", ".pdf", ".indd", ".qxd"))
    return DocumentFacts(
        title="" if suspicious or title.lower() == "untitled" else title,
        byline=meta.get("Author", "").strip(),
        published=KnownDate(reason=reason),
    )
