"""Read bytes of a known media type into text, one module a format. Pure.

In: bytes, media type. Out: ExtractedText, or an UnreadableFormat with its code.
"""

from __future__ import annotations

from sources.ingest.formats.base import (
    ALLOWED,
    DOCX,
    HTML,
    MARKDOWN,
    PDF,
    PLAIN,
    READER_VERSION,
    READERS,
    SRT,
    VTT,
    Reader,
    load_reader,
    reader_name,
)
from sources.ingest.formats.sniffing import sniff

__all__ = [
    "ALLOWED",
    "DOCX",
    "HTML",
    "MARKDOWN",
    "PDF",
    "PLAIN",
    "READERS",
    "READER_VERSION",
    "SRT",
    "VTT",
    "Reader",
    "load_reader",
    "reader_name",
    "sniff",
]
