"""The table of formats. A new one is a module here, a row in READERS, a sample."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

from sources.errors import UnknownType
from sources.text.base import ExtractedText

PLAIN = "text/plain"
MARKDOWN = "text/markdown"
HTML = "text/html"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SRT = "application/x-subrip"
VTT = "text/vtt"

#: Media type -> module with ``read``; imported on first use.
READERS: dict[str, str] = {
    PLAIN: "sources.ingest.formats.plain",
    MARKDOWN: "sources.ingest.formats.markdown",
    HTML: "sources.ingest.formats.html",
    PDF: "sources.ingest.formats.pdf",
    DOCX: "sources.ingest.formats.docx",
    SRT: "sources.ingest.formats.subtitles",
    VTT: "sources.ingest.formats.subtitles",
}
#: Raised when a reader gives other text for the same bytes; old anchors then stay
#: on their old revision.
READER_VERSION = "2"

#: File name endings -> what their content may be. An ending not named says nothing.
ALLOWED: dict[str, frozenset[str]] = {
    ".txt": frozenset({PLAIN}),
    ".text": frozenset({PLAIN}),
    ".md": frozenset({MARKDOWN}),
    ".markdown": frozenset({MARKDOWN}),
    ".html": frozenset({HTML}),
    ".htm": frozenset({HTML}),
    ".xhtml": frozenset({HTML}),
    ".pdf": frozenset({PDF}),
    ".docx": frozenset({DOCX}),
    ".srt": frozenset({SRT}),
    ".vtt": frozenset({VTT}),
}


@dataclass(frozen=True, slots=True)
class Told:
    """What a reader says while it reads: pages read, and once the text of the first.

    ``first`` is the beginning of the text to come, with blocks of its own.
    """

    done: int
    total: int
    unit: str = "page"
    first: ExtractedText | None = None


Tell = Callable[[Told], None]


class Reader(Protocol):
    def __call__(
        self,
        data: bytes,
        *,
        filename: str = "",
        url: str = "",
        charset: str = "",
        tell: Tell | None = None,
    ) -> ExtractedText:
        """Read ``data`` or raise a subclass of UnreadableFormat.

        ``charset`` is what the server called its encoding; content that says
        otherwise is believed before it.
        """
        ...


def load_reader(media_type: str) -> Reader:
    """Return the reader of ``media_type``; UnknownType when there is none."""
    if media_type not in READERS:
        raise UnknownType(
            f"Files of type {media_type} are not read here.", media_type=media_type
        )
    return cast(Reader, import_module(READERS[media_type]).read)


def reader_name(media_type: str) -> str:
    """Return the short name of a media type's reader, such as ``html``."""
    return READERS[media_type].rsplit(".", 1)[-1]
