"""Bytes into text: what marks itself first, then UTF-8, then names, guesses last."""

from __future__ import annotations

import codecs
import re

from sources.errors import EmptyFile, NulBytes, Undecodable
from sources.ingest.formats.wide import wide_encoding

#: A guessed encoding that leaves more mess than this is no reading (share of chaos as
#: charset-normalizer counts it; right guesses stay below 0.1).
MOST_CHAOS = 0.25
MOST_CONTROLS = 0.01
#: Guessing looks at so much; more tells nothing and takes seconds a megabyte.
GUESSED_BYTES = 400_000
#: Names that mean more than they say: servers call Windows' letters Latin 1.
MEANT = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252"}
_CENTRAL = frozenset(
    {"Polish", "Czech", "Hungarian", "Slovak", "Slovene", "Croatian", "Romanian"}
)
_WESTERN = re.compile(r"(?:cp125[0247]|iso8859|latin|mac_)")
_UTF8 = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_HIGH = re.compile(rb"[\x80-\xff]+")
_SIGN_IN_WORD = re.compile(r"[^\W\d_][¹³¿£¥¯±¼¾]")
#: Western letters stand alone among ASCII; other scripts' bytes stand in runs.
LONGEST_ALONE = 1.5


def decode(data: bytes, charset: str = "") -> str:
    """Return ``data`` as text, line ends untouched, a byte order mark kept as U+FEFF.

    ``charset`` is believed when the bytes are not UTF-8. EmptyFile when nothing but
    whitespace is there, NulBytes for U+0000 (no database text may hold it),
    Undecodable when no encoding fits.
    """
    text = _decode(data, charset)
    if "\x00" in text:
        offset = text.index("\x00")
        raise NulBytes(
            "The file holds NUL characters, so it is not text.", offset=offset
        )
    if not text.strip("\ufeff \t\r\n\x0b\x0c\u00a0"):
        raise EmptyFile("The file holds no text.")
    return text


def _decode(data: bytes, charset: str) -> str:
    if encoding := wide_encoding(data):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            raise _undecodable(error.start) from None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        position = error.start
    if b"\x00" in data:
        raise NulBytes(
            "The file holds NUL bytes, so it is not text.", offset=data.index(b"\x00")
        )
    if named := decode_named(data, charset):
        return named
    return _mixed(data) or _guessed(data, position)


def decode_named(data: bytes, charset: str) -> str:
    """Return ``data`` in the encoding of that name, "" when it is none or misfits."""
    try:
        text = data.decode(MEANT.get(charset.lower(), charset)) if charset else ""
    except (LookupError, UnicodeError, ValueError):
        return ""
    return "" if _is_messy(text) else text


def _is_messy(text: str) -> bool:
    controls = sum(char < " " and char not in "\t\n\r\x0c\x0b" for char in text)
    return controls + text.count("\ufffd") > MOST_CONTROLS * len(text)


def _mixed(data: bytes) -> str:
    """Read a file glued of UTF-8 and another encoding; "" when it is none.

    It is one when some lines are plainly UTF-8, or half of the letters are.
    """
    lines = data.split(b"\n")
    bad = [line for line in lines if not _is_utf8(line)]
    good = sum(bool(_HIGH.search(line)) for line in lines) - len(bad)
    letters = sum(char > "\x7f" for char in data.decode("utf-8", "ignore"))
    broken = sum(char == "\ufffd" for char in data.decode("utf-8", "replace"))
    if not good and letters < broken:
        return ""
    encoding = _encoding_of(_UTF8.sub(b"e", b"\n".join(bad)))
    if not encoding:
        return ""
    text = _read_mixed(data, encoding)
    return "" if _is_messy(text) else text


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _read_mixed(data: bytes, encoding: str) -> str:
    """Return UTF-8 with every byte that is none read in the other encoding."""

    def other(error: UnicodeError) -> tuple[str, int]:
        assert isinstance(error, UnicodeDecodeError)
        wrong = error.object[error.start : error.end]
        return wrong.decode(encoding, "replace"), error.end

    codecs.register_error("sources.mixed", other)
    return data.decode("utf-8", "sources.mixed")


def _guessed(data: bytes, position: int) -> str:
    encoding = _encoding_of(data)
    try:
        text = data.decode(encoding) if encoding else ""
    except UnicodeDecodeError:
        text = ""
    if not text or _is_messy(text):
        raise _undecodable(position)
    return text


def _encoding_of(data: bytes) -> str:
    """Return the likeliest encoding of bytes that are no UTF-8, "" when none fits."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:GUESSED_BYTES]).best()
    runs = _HIGH.findall(data[:GUESSED_BYTES])
    alone = bool(runs) and sum(map(len, runs)) / len(runs) < LONGEST_ALONE
    if alone and (best is None or not _WESTERN.match(best.encoding)):
        return "cp1252" if _fits_windows(data) else ""
    if best is None or best.chaos > MOST_CHAOS:
        return ""
    if best.encoding == "cp1250" and best.language not in _CENTRAL:
        # The two differ in few letters; Western text is commoner.
        return "cp1252" if _is_western(data) else "cp1250"
    return str(best.encoding)


def _is_western(data: bytes) -> bool:
    """Say whether the letters of Western Europe make words of it, without signs."""
    return _fits_windows(data) and not _SIGN_IN_WORD.search(data.decode("cp1252"))


def _fits_windows(data: bytes) -> bool:
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        return False
    return True


def _undecodable(offset: int) -> Undecodable:
    return Undecodable(
        "The file is not UTF-8 text, and no other encoding fits it.", offset=offset
    )
