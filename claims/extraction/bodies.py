"""Names of bodies: "Norway's defence ministry" is "the Ministry of Defence of Norway".

Bodies are compared by country, kind and what they are about, never by how near their
letters are: ministries of two countries and "Capital Post" beside "Capital Postal" are
different bodies.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from claims.extraction.gazetteer import country_of, country_of_capital
from claims.extraction.lexicon import word_set
from claims.extraction.people import letters

# Kinds of office, each with the word that stands for it.
_OFFICES = {
    word: kind
    for kind, words in (
        ("ministry", "ministry ministries"),
        ("department", "department dept"),
        ("government", "government govt cabinet"),
        ("army", "army military forces"),
        ("police", "police"),
        ("parliament", "parliament"),
        ("council", "council"),
        ("court", "court"),
        ("office", "office"),
        ("service", "service"),
        ("agency", "agency"),
        ("committee", "committee"),
        ("commission", "commission"),
        ("embassy", "embassy"),
        ("authority", "authority"),
        ("party", "party"),
        ("navy", "navy"),
        ("bank", "bank"),
        ("presidency", "presidency"),
        ("administration", "administration"),
    )
    for word in words.split()
}
_SHORT = {
    "mod": ("ministry", "defense"),
    "mfa": ("ministry", "foreign"),
    "mofa": ("ministry", "foreign"),
}
_SAME_WORD = {
    "defence": "defense",
    "internal": "interior",
    "organisation": "organization",
    "centre": "center",
    "emergencies": "emergency",
    "united nations": "un",
}
_EMPTY = word_set("the of for and s affairs republic federation kingdom in at")
_LEGAL = word_set(
    """inc ltd llc plc corp corporation co company jsc ojsc pjsc gmbh ag sa nv group
    holding holdings limited"""
)
# Words after a proper name that only say what it is: "Interfax news agency".
_WHAT_IT_IS = word_set(
    "news agency newspaper daily channel website outlet broadcaster company operator"
)


@dataclass(frozen=True, slots=True)
class Body:
    """A body in keys. ``office`` is its kind of office, empty for other bodies.

    ``about`` are the words that tell offices of one country and kind apart; for other
    bodies the words of the name in order stand in ``words``.
    """

    country: str
    office: str
    about: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()


@lru_cache(maxsize=20_000)
def parse_body(name: str) -> Body:
    """Read a body's name; the result is equal for spellings of one body."""
    country, words = _words(name)
    seat = re.search(r" in (\S.*)$", name)
    if not country and seat and (country := country_of_capital(seat[1])):
        words = [w for w in words if w not in _letters_of(seat[1])]
    if len(words) == 1 and words[0] in _SHORT:
        office, what = _SHORT[words[0]]
        return Body(country, office, frozenset({what}))
    offices = [w for w in words if w in _OFFICES]
    if offices:
        about = frozenset(w for w in words if w not in _OFFICES and w not in _EMPTY)
        return Body(country, _OFFICES[offices[-1]], about)
    bare = [w for w in words if w not in ("the", "a", "of", "and", "s")]
    while len(bare) > 1 and bare[-1] in _LEGAL:
        bare.pop()
    return Body(country, "", words=tuple(bare))


def _letters_of(words: str) -> set[str]:
    return {letters(word) for word in words.split()}


def _words(name: str) -> tuple[str, list[str]]:
    """Return the country named and the other words, lower, without clitics."""
    name = re.sub(r"\bunited nations\b", "UN", name, flags=re.IGNORECASE)
    tokens = re.findall(r"[^\W_][^\W_.]*(?:\.[^\W_.]+)*\.?", _unsaid(name))
    country = ""
    words: list[str] = []
    at = 0
    while at < len(tokens):
        for size in (3, 2, 1):
            run = " ".join(tokens[at : at + size])
            found = country_of(run) or country_of(run.rstrip("."))
            if found and run[0].isupper() and not country:
                country = found
                at += size
                break
        else:
            low = "".join(c for c in tokens[at].lower() if c.isalnum())
            plain = letters(low) if low.isalpha() else low
            words.append(_SAME_WORD.get(plain, plain))
            at += 1
    return country, words


def _unsaid(name: str) -> str:
    """Drop possessives and the words that only say what a named thing is."""
    name = re.sub(r"['’]s?\b|['’](?=\s|$)", " ", name).replace("-", " ")
    words = name.split()
    proper = any(w[:1].isupper() for w in words)
    while proper and len(words) > 1 and words[-1] in _WHAT_IT_IS:
        words.pop()
    return " ".join(words)


def initials(name: str) -> str:
    """Return "CSTO" of "Collective Security Treaty Organization"."""
    words = re.findall(r"[^\W\d_]+", name)
    return "".join(
        w[0] for w in words if w[0].isupper() and w.lower() not in ("of", "the", "and")
    ).upper()
