"""Texts of a page's article and of its PDF, read apart from each other."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from html.parser import HTMLParser

import pypdfium2 as pdfium
import pypdfium2.raw as raw

VOID = {"br", "img", "hr", "input", "meta", "link", "wbr"}
NOT_TEXT = {"script", "style", "template"}


class Printed(HTMLParser):
    """What a page prints within ``<article id="finding">``: its text, and where its
    links lead; without what is for the screen alone.
    """

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.within = self.hidden = 0
        self.links: list[tuple[str, int]] = []

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        starts = tag == "article" and named.get("id") == "finding"
        if tag in VOID or not (starts or self.within):
            return
        self.within += 1
        if self.hidden or tag in NOT_TEXT or "data-screen" in named:
            self.hidden += 1
        if tag == "a":
            self.links.append((named.get("href", ""), len(self.text)))

    def handle_endtag(self, tag):
        if not self.within or tag in VOID:
            return
        if tag == "a":
            address, start = self.links.pop()
            words = "".join(self.text[start:]).strip()
            if address.startswith("http") and not self.hidden and words != address:
                self.text.append(f"({address})")
        self.within -= 1
        self.hidden -= bool(self.hidden)

    def handle_data(self, data):
        if self.within and not self.hidden:
            self.text.append(data)


def printed(page: str) -> str:
    parser = Printed()
    parser.feed(page)
    return plain("".join(parser.text))


def text_of(data: bytes, *, head: str, foot: str) -> str:
    """The text of a PDF's pages without the line at the head and foot of each."""
    document = pdfium.PdfDocument(data)
    found = []
    for number, page in enumerate(document, 1):
        text = plain(page.get_textpage().get_text_range())
        ends = plain(f"{foot} {number} / {len(document)}")
        assert plain(head) in text
        assert ends in text
        found.append(text.replace(plain(head), "", 1).replace(ends, "", 1))
    return "".join(found)


def plain(text: str) -> str:
    """Letters alone: lines break elsewhere, also at hyphens, and letters are joined."""
    text = unicodedata.normalize("NFKC", text)
    return re.sub(r"[-\s\u00ad\u200b-\u200f\u2060-\u206f\ufeff\ufffe]+", "", text)


def is_tagged(data: bytes) -> bool:
    return bool(raw.FPDFCatalog_IsTagged(pdfium.PdfDocument(data)))


def tags_of(data: bytes) -> list[str]:
    """The types of all structure elements, page by page, outermost first."""
    document = pdfium.PdfDocument(data)
    found: list[str] = []

    def walk(element) -> None:
        size = raw.FPDF_StructElement_GetType(element, None, 0)
        buffer = ctypes.create_string_buffer(size)
        raw.FPDF_StructElement_GetType(element, buffer, size)
        found.append(bytes(buffer).decode("utf-16-le").rstrip("\0"))
        for index in range(raw.FPDF_StructElement_CountChildren(element)):
            child = raw.FPDF_StructElement_GetChildAtIndex(element, index)
            if child:
                walk(child)

    for page in document:
        tree = raw.FPDF_StructTree_GetForPage(page)
        for index in range(raw.FPDF_StructTree_CountChildren(tree)):
            walk(raw.FPDF_StructTree_GetChildAtIndex(tree, index))
        raw.FPDF_StructTree_Close(tree)
    return found
