"""PDF by PDFium: lines in reading order, paragraphs by their distance."""

from __future__ import annotations

import re
from contextlib import closing
from typing import Any

from sources.errors import Encrypted, NoText, ParseFailed, TooLarge
from sources.ingest.beginning import FIRST, beginning_of, is_enough
from sources.ingest.formats.base import Tell, Told
from sources.ingest.formats.pages import PagedText, PageLine, join_pages
from sources.text.base import DocumentFacts, ExtractedText, KnownDate

MOST_PAGES = 2000
#: Files of so many pages are shown from their beginning while they are read, told once.
LONG = 12
#: What returns at the head of pages is seen from the second on.
FEWEST = 2
#: Progress is told every so many pages; PDFium reads some 300 pages a second.
EVERY = 10
MOST_CHARACTERS = 20_000_000
_PASSWORD_ERROR = 4  # FPDF_ERR_PASSWORD
#: PDFium puts one of these for a hyphen and the line end behind it.
_HYPHENS = ("\ufffe", "\x02")
_CONTROLS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_LINE = re.compile(r"(?P<words>[^\n\ufffe\x02]+)(?P<end>[\n\ufffe\x02]|\Z)")


def read(
    data: bytes,
    *,
    filename: str = "",
    url: str = "",
    charset: str = "",
    tell: Tell | None = None,
) -> ExtractedText:
    """Read a PDF; running heads, page numbers and notes are blocks of their own.

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
        facts = _facts(document)
        paged = join_pages(_pages(document, facts, tell or (lambda told: None)))
    if not any(block.kind == "body" for block in paged.blocks):
        raise NoText("The PDF holds no text; it may be a scan.")
    return _extracted(paged, facts)


def _extracted(paged: PagedText, facts: DocumentFacts) -> ExtractedText:
    return ExtractedText(
        paged.text, paged.blocks, facts, hard_wrapped=True, pages=paged.pages
    )


def _pages(document: Any, facts: DocumentFacts, tell: Tell) -> list[list[PageLine]]:
    """Read all pages; of a long file say first what its first pages hold."""
    pages: list[list[PageLine]] = []
    size, total, shown = 0, len(document), len(document) < LONG
    for index in range(total):
        lines = _page_lines(document, index)
        before, size = size, size + sum(len(line.words) for line in lines)
        if size > MOST_CHARACTERS:
            raise TooLarge("The PDF holds too much text.", limit=MOST_CHARACTERS)
        pages.append(lines)
        # Each trial joins all pages so far: of pages without words there may be many.
        tried = FEWEST <= index + 1 <= LONG or before < FIRST <= size
        if tried and not shown:
            first = _extracted(join_pages(pages), facts)
            if shown := is_enough(first):
                tell(Told(index + 1, total, first=beginning_of(first)))
        if index % EVERY == 0:
            tell(Told(index + 1, total))
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
        stripped = _CONTROLS.sub("", words).strip()
        if stripped:
            at = match.start() + len(words) - len(words.lstrip())
            hyphen = "-" if match["end"] in _HYPHENS else ""
            left, top = _corner(text, at)
            size = float(raw.FPDFText_GetFontSize(text.raw, at))
            lines.append(PageLine(stripped + hyphen, top, size, left))
    return lines


def _corner(text: Any, index: int) -> tuple[float, float]:
    import pypdfium2

    try:
        box = text.get_charbox(index, loose=True)
    except (pypdfium2.PdfiumError, IndexError, ValueError):
        return 0.0, 0.0
    return float(box[0]), float(box[3])


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
