"""UTF-16 and UTF-32, with a byte order mark or without one."""

from __future__ import annotations

import codecs
from collections.abc import Sequence

#: Longest marks first: that of UTF-32 begins with that of UTF-16.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le", 4),
    (codecs.BOM_UTF32_BE, "utf-32-be", 4),
    (codecs.BOM_UTF16_LE, "utf-16-le", 2),
    (codecs.BOM_UTF16_BE, "utf-16-be", 2),
)
_SAMPLE = 65536
#: Of any text so much is ASCII: spaces, line ends, commas.
LEAST_ASCII, FEWEST = 0.03, 2
#: ASCII read as pairs gives characters of this region and none else.
_PAIRS = 0x2000
_LAYOUT = frozenset("\t\n\r\x0b\x0c\ufeff")


def wide_encoding(data: bytes) -> str:
    """Return the UTF-16 or UTF-32 encoding of ``data``, "" when it is neither."""
    for mark, encoding, unit in MARKS:
        if data.startswith(mark) and (unit == 2 or len(data) % unit == 0):
            return encoding
    if b"\x00" not in data[:_SAMPLE]:
        return ""
    fitting = (e for _, e, unit in MARKS if _fits(data, e, unit))
    return next(fitting, "")


def _fits(data: bytes, encoding: str, unit: int) -> bool:
    if len(data) % unit:
        return False
    sample = data[: _SAMPLE - _SAMPLE % unit]
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(sample)
    except UnicodeDecodeError:
        return False
    return not ("\x00" in text or not _is_plain(text) or _is_pairs(sample, text))


def _is_plain(text: str) -> bool:
    """Say whether all of it could be shown, and some of it is ASCII as in any text."""
    ascii_count = sum(char < "\x80" for char in text)
    if ascii_count < max(FEWEST, LEAST_ASCII * len(text)):
        return False
    odd = sum(not (char.isprintable() or char in _LAYOUT) for char in text)
    return odd <= 0.01 * len(text)


def _is_pairs(sample: Sequence[int], text: str) -> bool:
    """Say whether this is ASCII with a stray NUL, looked at two bytes at a time."""
    far = sum(ord(char) >= _PAIRS for char in text)
    return max(sample) < 0x80 and far > 0.2 * len(text)
