"""Which format bytes are, by their content. Names and headers only confirm."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePosixPath

from sources.errors import (
    EmptyFile,
    Encrypted,
    ParseFailed,
    SourcesError,
    TypeMismatch,
    UnknownType,
)
from sources.ingest.formats.base import (
    ALLOWED,
    DOCX,
    HTML,
    MARKDOWN,
    PDF,
    PLAIN,
    SRT,
    VTT,
)
from sources.ingest.formats.wide import wide_encoding

HEAD = 4096
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_CUE = rb"\d{1,2}:\d\d:\d\d[,.]\d{1,3}\s*-->\s*\d{1,2}:\d\d:\d\d[,.]\d{1,3}"
SRT_START = re.compile(rb"\A\s*\d+\s*\r?\n\s*" + _CUE)
HTML_START = re.compile(
    rb"\A(?:\s|<!--.*?-->|<\?xml[^>]*\?>)*"
    rb"<(?:!doctype\s+html|html|head|body|article|main|div|p|h1|meta|title|section)\b",
    re.IGNORECASE | re.DOTALL,
)
HTML_INSIDE = re.compile(
    rb"<(?:html|body|article|div|p|h[1-6])(?:\s[^<>]*)?>", re.IGNORECASE
)
_TEXTUAL = frozenset({PLAIN, MARKDOWN})


def sniff(data: bytes, filename: str = "", declared: str = "") -> str:
    """Return the media type of ``data``, one of those in READERS.

    The content decides; the ending of ``filename`` must agree with it, and
    ``declared`` (a header) only chooses between plain text and Markdown. Errors:
    EmptyFile, UnknownType, TypeMismatch, Encrypted, ParseFailed.
    """
    if not data.strip(b"\xef\xbb\xbf \t\r\n\x00"):
        raise EmptyFile("The file is empty.")
    data = _narrow(data)
    ending = PurePosixPath(filename.replace("\\", "/")).suffix.lower()
    found = _binary_type(data, ending) or _text_type(data, ending, declared)
    _check_ending(found, ending)
    return found


def _narrow(data: bytes) -> bytes:
    """Return UTF-16 and UTF-32 text as UTF-8, so that its first words tell its type."""
    encoding = wide_encoding(data)
    text = data.decode(encoding, "replace") if encoding else ""
    return text.encode("utf-8", "replace") if text else data


def _check_ending(found: str, ending: str) -> None:
    allowed = ALLOWED.get(ending)
    if allowed and found not in allowed:
        raise _mismatch(ending, found)


def _mismatch(ending: str, found: str) -> TypeMismatch:
    return TypeMismatch(
        f"The file is named {ending} but its content is {found}.",
        ending=ending,
        content=found,
    )


def _binary_type(data: bytes, ending: str) -> str:
    """Return the type of a file that is not text; "" when it may be text."""
    if b"%PDF-" in data[:1024]:
        return PDF
    if data.startswith(ZIP):
        return _zip_type(data, ending)
    if data.startswith(OLE):
        raise _ole_error(data)
    if _plausible_text(data):
        return ""
    kind = _name_binary(data)
    if kind or ALLOWED.get(ending, _TEXTUAL).isdisjoint(_TEXTUAL) or not ending:
        raise _refused(kind or "application/octet-stream", ending)
    return ""  # named as text: its decoder says what is wrong


def _refused(kind: str, ending: str) -> SourcesError:
    """Return the error for a known type that is not read here."""
    if ending in ALLOWED:
        return _mismatch(ending, kind)
    return UnknownType(f"Files of type {kind} are not read here.", media_type=kind)


def _zip_type(data: bytes, ending: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise ParseFailed("The file is a damaged archive.") from None
    if "word/document.xml" in names:
        return DOCX
    kind = "application/epub+zip" if "META-INF/container.xml" in names else ""
    if "xl/workbook.xml" in names:
        kind = "an Excel workbook"
    raise _refused(kind or "application/zip", ending)


def _ole_error(data: bytes) -> SourcesError:
    """Return the error for an OLE file: a locked DOCX, or an old Word file."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Encrypted("The file is locked with a password.")
    return UnknownType(
        "Old Office files (.doc, .xls) are not read here; save as .docx.",
        media_type="application/x-ole-storage",
    )


def _plausible_text(data: bytes) -> bool:
    """Say whether the beginning could be text in some encoding."""
    head = data[:HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    controls = sum(byte < 9 or 13 < byte < 32 and byte != 27 for byte in head)
    return controls == 0


def _name_binary(data: bytes) -> str:
    import puremagic

    try:
        return str(puremagic.from_string(data[:65536], mime=True) or "")
    except (puremagic.PureError, ValueError, IndexError, OSError):
        return ""


def _text_type(data: bytes, ending: str, declared: str) -> str:
    """Return which of the text formats it is; NUL and bad bytes are decode's matter."""
    body = data.removeprefix(b"\xef\xbb\xbf")
    head = body[:HEAD]
    if re.match(rb"WEBVTT(?:[ \t\r\n]|\Z)", head):
        return VTT
    if SRT_START.match(head):
        return SRT
    if ending in (".md", ".markdown") and not re.match(
        rb"\s*<(?:!doctype|html)", head, re.IGNORECASE
    ):
        return MARKDOWN
    if HTML_START.match(head):
        return HTML
    if ending in (".html", ".htm", ".xhtml") and HTML_INSIDE.search(body):
        return HTML
    said = declared.split(";")[0].strip().lower()
    if said == HTML and not ending and HTML_INSIDE.search(body):
        return HTML
    return MARKDOWN if said in (MARKDOWN, "text/x-markdown") else PLAIN
