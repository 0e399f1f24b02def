"""Which lines of pages return on others, number them, or are notes at the foot."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from statistics import median
from typing import Protocol

#: Lines at either end of a page that may be running heads or feet.
EDGE = 3
#: A line returns when it stands on so many pages near one another, at one height.
TIMES, NEAR_PAGES, SAME_HEIGHT = 3, 4, 4.0
#: Two pages are too few to count on: there both must have it.
TIMES_OF_TWO = 2
#: Rows of a table may have one shape on every page; a head has words.
FEWEST_LETTERS = 2
#: Notes at the foot are set in type this much smaller, with a mark before them.
SMALLER = 0.88
NOTE_MARK = re.compile(r"^(?:\d{1,3}|[*†‡§]|\[\d{1,3}\])[.)]?\s*\S")
PAGE_NUMBER = re.compile(
    r"^(?:page|p\.|стр\.?|с\.)?\s*[-–—|]?\s*(?:\d{1,4}|[ivxl]{1,7})\s*[-–—|]?"
    r"(?:\s*(?:of|/|из)\s*\d{1,4})?$",
    re.IGNORECASE,
)


class Line(Protocol):
    """Words at a height of the page, in a type size; both in points."""

    @property
    def words(self) -> str: ...
    @property
    def top(self) -> float: ...
    @property
    def size(self) -> float: ...


def role_of_lines(pages: Sequence[Sequence[Line]]) -> list[list[str]]:
    """Return a role per line: "" for running text, ``running-head``, ``page-number``
    or ``footnote``."""
    running = _returning(pages)
    sizes = [line.size for page in pages for line in page if line.size > 0]
    usual = median(sizes) if sizes else 0.0
    return [_roles(page, running, usual) for page in pages]


def _returning(pages: Sequence[Sequence[Line]]) -> set[str]:
    """Return the shapes of edge lines that stand on several pages at one height."""
    seen: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, page in enumerate(pages):
        for line in {id(x): x for x in (*page[:EDGE], *page[-EDGE:])}.values():
            if sum(map(str.isalpha, line.words)) >= FEWEST_LETTERS:
                seen[_shape(line.words)].append((number, line.top))
    times = TIMES if len(pages) > TIMES_OF_TWO else TIMES_OF_TWO
    return {shape for shape, places in seen.items() if _returns(places, times)}


def _returns(places: list[tuple[int, float]], times: int) -> bool:
    for index in range(len(places) - times + 1):
        window = places[index : index + times]
        heights = [top for _, top in window]
        pages = {number for number, _ in window}
        near = window[-1][0] - window[0][0] <= NEAR_PAGES * (times - 1)
        level = max(heights) - min(heights) <= SAME_HEIGHT
        if len(pages) == times and near and level:
            return True
    return False


def _roles(page: Sequence[Line], running: set[str], usual: float) -> list[str]:
    roles = [""] * len(page)
    for order in (range(len(page)), range(len(page) - 1, -1, -1)):
        for at in list(order)[:EDGE]:
            if role := _edge_role(page[at].words, running):
                roles[at] = role
            elif not roles[at]:
                break
    for at in _notes(page, roles, usual):
        roles[at] = "footnote"
    return roles


def _edge_role(words: str, running: set[str]) -> str:
    if PAGE_NUMBER.match(words):
        return "page-number"
    return "running-head" if _shape(words) in running else ""


def _notes(page: Sequence[Line], roles: Sequence[str], usual: float) -> list[int]:
    """Return the lines of the notes: small type at the foot that begins with a mark."""
    small: list[int] = []
    for at in range(len(page) - 1, -1, -1):
        if roles[at]:
            continue
        if not 0 < page[at].size < SMALLER * usual:
            break
        small.insert(0, at)
    if len(small) == sum(not role for role in roles):
        return []  # a page of small type is no page of notes
    first = next((i for i in small if NOTE_MARK.match(page[i].words)), None)
    return [] if first is None else [i for i in small if i >= first]


def _shape(words: str) -> str:
    return re.sub(r"\d+", "#", re.sub(r"\s+", " ", words)).casefold()
