"""Which characters a text may hold. Pure."""

from __future__ import annotations

from sources.errors import NulBytes, Undecodable


def check_characters(text: str) -> None:
    """Refuse what the database cannot hold: NUL and lone surrogates."""
    if "\x00" in text:
        raise NulBytes("The text holds NUL characters.", offset=text.index("\x00"))
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise Undecodable(
            "The text holds half of a character pair.", offset=error.start
        ) from None
