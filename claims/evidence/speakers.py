"""Are two speakers one? "Peskov" and "Kremlin spokesman Dmitry Peskov" are."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz import fuzz

from claims.evidence.base import Utterance
from claims.evidence.parties import country_mentions
from claims.evidence.terms import stem
from claims.evidence.views import speaker_of

# Words of two reports of one utterance: a translation or a cut keeps this much.
REPORTED = 80.0
_BODY = re.compile(
    r"\b(?:ministry|office|government|army|police|council|court|agency|company|"
    r"service|party|parliament|spokes\w+|embassy|department|mod)\b",
    re.I,
)


@lru_cache(maxsize=50_000)
def fold_name(name: str) -> str:
    """Return a name's key: no accents, case, titles' dots or doubled spaces."""
    plain = unicodedata.normalize("NFKD", name)
    letters = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return re.sub(r"^the ", "", re.sub(r"[^\w]+", " ", letters).strip())


def same_speaker(a: Utterance, b: Utterance) -> bool:
    """Whether both are uttered by one person or body; the outlet itself is nobody."""
    one, two = speaker_of(a), speaker_of(b)
    if not (one and two):
        return False
    if a.speaker_key and b.speaker_key:  # spellings were folded already
        return one == two
    return one == two or _one_name(a.found.speaker, b.found.speaker)


def _one_name(one: str, two: str) -> bool:
    bodies = [bool(_BODY.search(name)) for name in (one, two)]
    if all(bodies):
        countries = [{m.key for m in country_mentions(name)} for name in (one, two)]
        heads = [{stem(m.group()) for m in _BODY.finditer(name)} for name in (one, two)]
        rest = [_rest(name) for name in (one, two)]
        known = bool(countries[0]) and countries[0] == countries[1]
        return known and heads[0] == heads[1] and rest[0] == rest[1]
    names = [re.findall(r"[^\W\d_][\w’'\-]+", name) for name in (one, two)]
    if not all(names) or not all(name[-1][0].isupper() for name in names):
        return False
    if any(country_mentions(name[-1]) for name in names):
        return False
    return names[0][-1].lower() == names[1][-1].lower() and _fits(*names)


def _rest(name: str) -> frozenset[str]:
    """Return what tells bodies of one country apart: "defense", "foreign"."""
    for mention in reversed(country_mentions(name)):
        name = name[: mention.start] + name[mention.end :]
    words = re.findall(r"[^\W\d_]{3,}", _BODY.sub(" ", name).lower())
    return frozenset(w.replace("defence", "defense") for w in words) - {"the", "s"}


def _fits(one: list[str], two: list[str]) -> bool:
    """Whether first names do not contradict each other ("Anna" and "Ivan" do)."""
    first = [[w for w in name[:-1] if w[0].isupper()] for name in (one, two)]
    if not all(first):
        return True
    return first[0][-1].lower() == first[1][-1].lower()


def alike(one: str, two: str) -> float:
    """Return how much of the shorter words stands in the longer, 0 to 100."""
    return fuzz.token_set_ratio(one, two, processor=str.lower)


def one_utterance(a: Utterance, b: Utterance) -> bool:
    """Whether both report the same words of the same speaker."""
    if not same_speaker(a, b):
        return False
    return alike(a.found.words, b.found.words) >= REPORTED
