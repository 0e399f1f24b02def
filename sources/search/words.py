"""Plain words out of what people post: values in, values out, no Django.

Links, emoji and the marks of networks hide words from a text parser: ``#ParisAccord``
is one strange word to it, and an address is three. The same is done to what is stored
and to what is asked, so that both meet.
"""

from __future__ import annotations

import html
import re
import unicodedata

LINK = re.compile(r"(?:https?://|www\.|pic\.twitter\.com/|t\.co/)\S*", re.IGNORECASE)
MARKED = re.compile(r"[@#]\w+")
HUMPS = re.compile(
    r"_+|(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=\d\d)"
)
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
# So, Sk: symbols and modifiers; Cs, Co, Cn: what no font knows; Mn goes by folding.
NO_WORDS = frozenset({"So", "Sk", "Cs", "Co", "Cn"})


def plain_words(text: str) -> str:
    """Return ``text`` as words: no links, no emoji, marked names taken apart.

    Accents fold away and thousands lose their commas (1,500 and 1500 are one term).
    """
    text = LINK.sub(" ", html.unescape(text).replace("\x00", " "))
    text = MARKED.sub(lambda found: " " + taken_apart(found[0][1:]) + " ", text)
    text = THOUSANDS.sub("", without_accents(text))
    kept = (" " if unicodedata.category(c) in NO_WORDS else c for c in text)
    return " ".join("".join(kept).split())


def taken_apart(name: str) -> str:
    """Return a hashtag or handle as the words it was written together from."""
    return HUMPS.sub(" ", name)


def without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return unicodedata.normalize("NFKC", bare)
