"""Bytes into text: UTF-8 first, guesses only for what is not."""

from __future__ import annotations

import codecs

from sources.errors import EmptyFile, NulBytes, Undecodable

#: A guessed encoding that leaves more mess than this is no reading (share of chaos as
#: charset-normalizer counts it; right guesses stay below 0.1).
MOST_CHAOS = 0.25
MOST_CONTROLS = 0.01
_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_CENTRAL = frozenset(
    {"Polish", "Czech", "Hungarian", "Slovak", "Slovene", "Croatian", "Romanian"}
)


def decode(data: bytes) -> str:
    """Return ``data`` as text, line ends untouched, a byte order mark kept as U+FEFF.

    EmptyFile when nothing but whitespace is there, NulBytes for U+0000 (no database
    text may hold it), Undecodable when no encoding fits.
    """
    text = _decode(data)
    if "\x00" in text:
        offset = text.index("\x00")
        raise NulBytes(
            "The file holds NUL characters, so it is not text.", offset=offset
        )
    if not text.strip("\ufeff \t\r\n\x0b\x0c\u00a0"):
        raise EmptyFile("The file holds no text.")
    return text


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        position = error.start
    for mark, encoding in _UTF16.items():
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise _undecodable(error.start) from None
    if b"\x00" in data:
        raise NulBytes(
            "The file holds NUL bytes, so it is not text.", offset=data.index(b"\x00")
        )
    return _guess(data, position)


def _guess(data: bytes, position: int) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None or best.chaos > MOST_CHAOS:
        raise _undecodable(position)
    encoding = best.encoding
    if encoding == "cp1250" and best.language not in _CENTRAL:
        encoding = "cp1252"  # the two differ in few letters; Western text is commoner
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode(best.encoding, errors="strict")
    controls = sum(char < " " and char not in "\t\n\r\x0c\x0b" for char in text)
    if controls > MOST_CONTROLS * len(text):
        raise _undecodable(position)
    return text


def _undecodable(offset: int) -> Undecodable:
    return Undecodable(
        "The file is not UTF-8 text, and no other encoding fits it.", offset=offset
    )
