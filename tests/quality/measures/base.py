"""What every measure shares: places in the text, tallies, and misses in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from claims.evidence.analyse import open_file
from claims.extraction import load_extractor
from claims.extraction.base import Extraction
from sources.text.base import ReadDocument
from tests.quality.stories import GoldDocument, Segments, Span, Story, load_story

# Shares of common characters from which two spans are the same one.
OVERLAP = 0.5
COVERED = 0.9
_UNSEEN = set("\"“”‘’'«»-\N{NON-BREAKING HYPHEN}")


@dataclass(slots=True)
class Tally:
    """Right answers of all questions, or true and false finds of what was there."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, right: bool) -> None:
        self.right += right
        self.wrong += not right

    @property
    def accuracy(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    precision = accuracy

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)


@dataclass(frozen=True, slots=True)
class Miss:
    room: str  # reading, quotations, attribution, claims, times, quantities, worth
    document: str
    span: Span
    words: str


@dataclass(slots=True)
class Figures:
    """Figures by name, with how many cases stand behind each, and all misses."""

    values: dict[str, float] = field(default_factory=dict)
    cases: dict[str, int] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)

    def put(self, name: str, value: float, cases: int) -> None:
        """Keep a figure; one with no case behind it says nothing and is left out."""
        if cases:
            self.values[name] = round(value, 4)
            self.cases[name] = cases


@dataclass(frozen=True, slots=True)
class Found:
    """One document, its gold, and what the program says of it."""

    story: Story
    gold: GoldDocument
    document: ReadDocument
    extraction: Extraction
    as_file: bool

    def place(self, segments: Segments) -> frozenset[int]:
        """Return the offsets in the program's text of the letters of gold segments.

        Spaces, hyphens and quotation marks count for nothing, so that conventions
        about them decide nothing. Empty where the reader left the words out.
        """
        if not self.as_file:
            segments = tuple(
                found for one in segments if (found := self._looked_up(one)) is not None
            )
        return letters(self.document.text, segments)

    def _looked_up(self, segment: Span) -> Span | None:
        """Find words of a page again in what its reader made of the page.

        A page repeats its title in its head, which is no part of the text.
        """
        start, end = segment
        words = self.gold.text[start:end]
        before = self.gold.text.count(words, self.gold.text.index("<body"), start)
        at = -1
        for _ in range(before + 1):
            at = self.document.text.find(words, at + 1)
        return (at, at + len(words)) if at >= 0 else None


def letters(text: str, segments: Iterable[Span]) -> frozenset[int]:
    return frozenset(
        at
        for start, end in segments
        for at in range(start, end)
        if not text[at].isspace() and text[at] not in _UNSEEN
    )


def overlap(one: frozenset[int], two: frozenset[int]) -> float:
    """Return the share of common characters in all characters of both."""
    return len(one & two) / max(1, len(one | two))


def covered(part: frozenset[int], whole: frozenset[int]) -> float:
    return len(part & whole) / max(1, len(part))


def pairs(
    golds: list[frozenset[int]], found: list[frozenset[int]]
) -> Iterator[tuple[int, int]]:
    """Pair spans that are the same, the likest first, each at most once."""
    ranked = sorted(
        (-value, i, j)
        for i, one in enumerate(golds)
        for j, two in enumerate(found)
        if (value := overlap(one, two)) >= OVERLAP
    )
    seen_i: set[int] = set()
    seen_j: set[int] = set()
    for _, i, j in ranked:
        if i not in seen_i and j not in seen_j:
            seen_i.add(i)
            seen_j.add(j)
            yield i, j


@cache
def read_story(name: str) -> tuple[Found, ...]:
    """Read and extract each document of a story, once a session."""
    return read_documents(load_story(name))


def read_documents(story: Story) -> tuple[Found, ...]:
    extractor = load_extractor("rules")
    found = []
    for gold in story.documents:
        opened = open_file(gold.name, gold.path.read_bytes())
        extraction = extractor.extract(opened.document)
        found.append(Found(story, gold, opened.document, extraction, opened.as_file))
    return tuple(found)
