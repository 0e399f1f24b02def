"""Pairs of names that are one actor's, and namesakes that are not.

In: kinds and words of all spellings of a story. Out: pairs that belong together. What
fits two different actors is joined to neither.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

from claims.extraction.bodies import initials, parse_body
from claims.extraction.gazetteer import city_of, country_of
from claims.extraction.people import Person, one_person, parse_person, without_titles

_OWNED = re.compile(r"^(.+?)['’]s? (\S.*)$")
_SPOKES = re.compile(r"\bspokes(?:man|woman|person)\b")
# Names that say which Georgia a text is about.
_STATE = re.compile(
    r"^(?:Atlanta|Savannah|Augusta|Macon|Fulton County|Brian Kemp|Brad Raffensperger|"
    r"Georgia (?:Tech|Bulldogs|Bureau of Investigation|State (?:Patrol|University))|"
    r"(?:U\.?S\.? )?state of Georgia)$"
)
_COUNTRY = re.compile(
    r"^(?:Tbilisi|Batumi|Kutaisi|Gori|Abkhazia|South Ossetia|Tskhinvali|Georgians?|"
    r"Georgian Dream)$"
)

Pairs = Iterator[tuple[str, str]]


def is_state(names: set[str]) -> bool:
    """Say whether the names of one text show that its Georgia is the U.S. state."""
    if any(_COUNTRY.match(name) for name in names):
        return False
    return any(_STATE.match(name) for name in names)


class Kinship:
    """Tells which spellings, given as key → (kind, words), are one actor's."""

    def __init__(self, spellings: Mapping[str, tuple[str, str]]) -> None:
        self._spellings = {key: spellings[key] for key in sorted(spellings)}

    def pairs(self) -> Pairs:
        """Yield pairs of keys to be joined."""
        yield from self._alike("place", _place)
        yield from self._alike("people", _place)
        yield from self._alike("body", _body)
        yield from self._acronyms()
        yield from self._people()
        yield from self._owned()

    def _of(self, *kinds: str) -> dict[str, str]:
        return {
            k: words for k, (kind, words) in self._spellings.items() if kind in kinds
        }

    def _alike(self, kind: str, what: Callable[[str], object]) -> Pairs:
        first: dict[object, str] = {}
        kinds = ("place", "people") if kind == "people" else (kind,)
        for key, words in self._of(*kinds).items():
            if meaning := what(words):
                yield first.setdefault(meaning, key), key

    def _acronyms(self) -> Pairs:
        """Join CSTO and the one body of the story with these initials."""
        bodies = self._of("body")
        long: dict[str, set[object]] = defaultdict(set)
        home: dict[str, str] = {}
        for key, words in bodies.items():
            if " " in words and (short := initials(words)) and len(short) > 1:
                long[short].add(_body(words))
                home.setdefault(short, key)
        for key, words in bodies.items():
            if words.isupper() and len(long.get(words.replace(".", ""), ())) == 1:
                yield home[words.replace(".", "")], key

    def _people(self) -> Pairs:
        read = {
            key: person
            for key, words in self._of("person").items()
            if not _OWNED.match(words)
            and not parse_body(without_titles(words)).office
            and (person := parse_person(words))
        }
        families: dict[str, list[list[str]]] = defaultdict(list)
        short = [key for key in read if not _is_full(read[key])]
        for key in sorted(set(read) - set(short)) + sorted(short):
            homes = families[read[key].family]
            fitting = [h for h in homes if _fits(read, key, h)]
            if len(fitting) == 1:
                yield fitting[0][0], key
                fitting[0].append(key)
            elif not fitting or _is_full(read[key]):
                homes.append([key])

    def _owned(self) -> Pairs:
        """Join "Peskov's spokesman" and "Dmitry Peskov's spokeswoman"."""
        found: dict[tuple[Person, str], str] = {}
        for key, words in self._of("person", "body", "unnamed").items():
            match = _OWNED.match(words)
            owner = parse_person(match[1]) if match else None
            if not match or owner is None or country_of(match[1]):
                continue
            what = _SPOKES.sub("spokesman", match[2].lower())
            for (other, thing), home in found.items():
                if thing == what and one_person(owner, other):
                    yield home, key
            found[(owner, what)] = key


def _is_full(person: Person) -> bool:
    return bool(person.given) and len(person.given[0]) > 1


def _fits(read: Mapping[str, Person], key: str, home: list[str]) -> bool:
    return all(one_person(read[key], read[other]) for other in home)


def _place(words: str) -> object:
    if words.endswith(")"):  # which of two namesakes it is stands in brackets
        return None
    return country_of(words) or city_of(words)


def _body(words: str) -> object:
    """Return the body's reading; None for an office that does not say which it is."""
    body = parse_body(words)
    if words.endswith(")") or (body.office and not (body.country or body.about)):
        return None
    return body if body.office or body.words else None
