"""Plain text. ``text`` is exactly the decoded file."""

from __future__ import annotations

import re

from sources.ingest.formats.base import Tell
from sources.ingest.formats.decoding import decode
from sources.text.base import ExtractedText

#: Signs that a file named .txt was written as Markdown; two kinds of them decide.
MARKDOWN_SIGNS = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        r"^#{1,6} \S",
        r"(?<![\w*])\*\*[^\s*][^*\n]*\*\*(?![\w*])",
        r"\[[^\[\]\n]+\]\([^()\s]*\)",
        r"^>\s+\S",
        r"(?<![\w*])\*[^\s*][^*\n]*[^\s*]\*(?![\w*])",
        r"<https?://[^>\s]+>",
        r"^(?:```|~~~)",
    )
)


def read(
    data: bytes,
    *,
    filename: str = "",
    url: str = "",
    charset: str = "",
    tell: Tell | None = None,
) -> ExtractedText:
    """Read a text file; Markdown inside it is recognised and undone in the reading."""
    text = decode(data, charset)
    if looks_like_markdown(text):
        return ExtractedText(text, markup="markdown")
    return ExtractedText(text)


def looks_like_markdown(text: str) -> bool:
    return sum(bool(sign.search(text)) for sign in MARKDOWN_SIGNS) >= 2
