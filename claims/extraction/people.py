"""Names of people: titles undone, spellings of one name told from two names.

A name written in another script reaches English by several roads (Zelensky, Zelenskyy,
Zelenskiy; Sergei, Sergey). :func:`sound` takes the roads back to one key; it is meant
for names within one story, where two people whose names sound alike are rare.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from claims.extraction.demonyms import DEMONYMS
from claims.extraction.lexicon import PERSON_NOUNS, word_set

TITLES = word_set(
    """mr mrs ms miss dr prof professor sir lord lady dame president vice prime minister
    premier chancellor secretary general colonel captain major lieutenant sergeant
    senator governor mayor king queen prince princess pope judge justice ambassador
    commissioner chairman chairwoman chair spokesman spokeswoman spokesperson deputy
    acting former gen col capt lt sgt sen gov rep hon rev rabbi imam sheikh"""
)
# "Secretary of State", "Defence Minister": what a title is about.
PORTFOLIOS = word_set(
    """state defense defence interior foreign finance justice health economy energy
    education transport water environment trade agriculture affairs security kremlin"""
)
# Family names that stand first, alone enough to know a person by.
_FAMILY_FIRST = word_set(
    "xi kim lee li park moon wang zhang chen liu yang zhao wu zhou hu lin mao deng abe"
)
_PARTICLES = word_set("van von der den de da di del della la le bin ibn al el ben ter")
_SUFFIXES = word_set("jr sr ii iii iv")
_OF = word_set("of for at in to")

# Transliteration undone, in this order; Cyrillic and Armenian first of all.
_ROADS = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"shch|stch", "s"),
        (r"tsch|tch|ch", "c"),
        (r"sch|sh", "s"),
        (r"zh", "z"),
        (r"kh", "h"),
        (r"ph", "f"),
        (r"ts|tz", "c"),
        (r"ck|q", "k"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"[iyj]+$", "i"),
        (r"^[yj](?=e)", ""),
        (r"[iyj]+(?=[aeou])", "i"),
        (r"[yj]", "i"),
        (r"(.)\1+", r"\1"),
        (r"(?<=[oe])f$", "v"),
        (r"(?<=[csz])i?ov$", "ev"),
    )
)


def letters(word: str) -> str:
    """Return the word's letters without accents or case; empty when it has none."""
    plain = unicodedata.normalize("NFKD", word).casefold()
    return "".join(c for c in plain if c.isalpha())


@lru_cache(maxsize=4096)
def sound(word: str) -> str:
    """Return one key for the spellings of a name's word: Zelenskyy and Zelensky."""
    key = letters(word)
    for pattern, to in _ROADS:
        key = pattern.sub(to, key)
    return key


@dataclass(frozen=True, slots=True)
class Person:
    """A person's name in keys; ``given`` is empty when only the family name is told."""

    family: str
    given: tuple[str, ...] = ()
    suffix: str = ""


def without_titles(name: str) -> str:
    """Return "Dmitry Peskov" of "Kremlin spokesman Dmitry Peskov"; "" of a mere title.

    What stands before the last word of a title belongs to it: "Sarnow Hydro engineer".
    """
    words = name.split()
    last = len(words) - (2 if words and letters(words[-1]) in _SUFFIXES else 1)
    said = [i for i, word in enumerate(words[:last]) if _is_title(word)]
    words = words[said[-1] + 1 :] if said else words
    if words and words[0] in _OF and not (len(words) > 1 and _of(words[1])):
        return ""  # "mayor of Lower Sarnow"
    while words and (words[0][:1].islower() or _is_title(words[0]) or _of(words[0])):
        words.pop(0)
    return " ".join(words)


def has_title(name: str) -> bool:
    """Say whether a name holds a title: "Norwegian Prime Minister", "Mr Lenz"."""
    return any(_is_title(word) for word in name.split())


def _is_title(word: str) -> bool:
    low = word.lower().rstrip(".,")
    return low in TITLES or low in PERSON_NOUNS


def _of(word: str) -> bool:
    """Say whether a word tells whose title it is: "of Defence", "Armenian"."""
    low = word.lower().rstrip(".,").removesuffix("'s").removesuffix("’s")
    return low in PORTFOLIOS or low.split("-")[0] in DEMONYMS


@lru_cache(maxsize=20_000)
def parse_person(name: str) -> Person | None:
    """Read a person's name; None when nothing is left but a title."""
    if name.split()[-1:] and name.split()[-1].islower():
        return None
    words = re.findall(r"[^\W\d_][^\W\d_.’'ʼ\-]*(?:[-’'ʼ][^\W\d_]+)*", name)
    words = [w for w in without_titles(" ".join(words)).split() if not w.islower()]
    suffix = ""
    if len(words) > 1 and letters(words[-1]) in _SUFFIXES:
        suffix = letters(words.pop())
    words = [w for w in words if letters(w) not in _PARTICLES]
    if not words:
        return None
    keys = [_key(word) for word in words]
    if len(words) > 1 and letters(words[0]) in _FAMILY_FIRST:
        return Person(keys[0], tuple(keys[1:]), suffix)
    return Person(keys[-1], tuple(keys[:-1]), suffix)


def _key(word: str) -> str:
    """Return a word's key; the article of "al-Assad" is no part of it."""
    head, dash, tail = word.partition("-")
    return sound(tail if dash and letters(head) in _PARTICLES else word)


def one_person(a: Person, b: Person) -> bool:
    """Say whether two names may be one person's: no part contradicts the other.

    A family name alone fits any given name; whether it is clear whose it is must be
    asked of all names of the text.
    """
    if a.family != b.family or (a.suffix and b.suffix and a.suffix != b.suffix):
        return False
    if not a.given or not b.given:
        return True
    one, two = a.given[0], b.given[0]
    initial = min(len(one), len(two)) == 1
    return one[0] == two[0] if initial else one == two
