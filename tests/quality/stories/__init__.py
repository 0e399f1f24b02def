"""In: gold files. Out: gold as frozen values, every slice checked against its text."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
NAMES = ("sarnow", "harlund")

Span = tuple[int, int]
Segments = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class GoldBlock:
    start: int
    end: int
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class GoldQuote:
    segments: Segments
    words: tuple[str, ...]
    speakers: tuple[str, ...]
    kind: str
    interrupted: bool  # inside one sentence, so that it must come as one item


@dataclass(frozen=True, slots=True)
class GoldQuantity:
    """``low`` and ``high`` hold every right end; None is unbounded."""

    low: tuple[float | None, ...]
    high: tuple[float | None, ...]
    nouns: tuple[str, ...]
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldClaim:
    segments: Segments
    words: tuple[str, ...]
    check: bool
    types: frozenset[str]
    factualities: frozenset[str]
    speakers: tuple[str, ...]
    quantities: tuple[GoldQuantity, ...]
    optional: tuple[GoldQuantity, ...]
    when: tuple[str, ...]
    reserved: str


@dataclass(frozen=True, slots=True)
class GoldLow:
    segments: Segments
    words: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """Offsets point into ``text``, the file decoded as UTF-8, markup and all."""

    path: Path
    text: str
    metadata: dict[str, Any]
    blocks: tuple[GoldBlock, ...]
    sentences: Segments
    quotes: tuple[GoldQuote, ...]
    claims: tuple[GoldClaim, ...]
    low: tuple[GoldLow, ...]

    @property
    def name(self) -> str:
        return self.path.name


@dataclass(frozen=True, slots=True)
class Story:
    name: str
    licence: str
    actors: dict[str, tuple[str, tuple[str, ...]]]  # name -> kind, other wordings
    documents: tuple[GoldDocument, ...]


@cache
def load_story(name: str) -> Story:
    """Return the gold of a story. Raises ValueError where a slice is not its words."""
    gold = json.loads((HERE / name / "gold.json").read_text(encoding="utf-8"))
    actors = {one["name"]: (one["kind"], tuple(one["also"])) for one in gold["actors"]}
    documents = tuple(_document(one) for one in gold["documents"])
    return Story(name, gold["licence"], actors, documents)


def files() -> list[Path]:
    """Return every file that the gold is made of: gold and texts, in a fixed order."""
    found = []
    for name in NAMES:
        found.append(HERE / name / "gold.json")
        found += [document.path for document in load_story(name).documents]
    return found


def _document(row: dict[str, Any]) -> GoldDocument:
    path = ROOT / row["file"]
    text = path.read_bytes().decode("utf-8")
    for one in (*row["quotes"], *row["claims"], *row["low"]):
        slices = [text[start:end] for start, end in one["segments"]]
        if slices != one["words"]:
            raise ValueError(f"{path.name}: {one['words']} is not at {one['segments']}")
    for one in row["blocks"]:
        if not text[one["start"] : one["end"]].startswith(one["begins"]):
            raise ValueError(f"{path.name}: no block {one['begins']!r}")
    return GoldDocument(
        path=path,
        text=text,
        metadata=row["metadata"],
        blocks=tuple(
            GoldBlock(one["start"], one["end"], frozenset(one["kind"]))
            for one in row["blocks"]
        ),
        sentences=_segments(row["sentences"]),
        quotes=tuple(_quote(one) for one in row["quotes"]),
        claims=tuple(_claim(one) for one in row["claims"]),
        low=tuple(
            GoldLow(_segments(one["segments"]), tuple(one["words"]), one["why"])
            for one in row["low"]
        ),
    )


def _segments(rows: list[list[int]]) -> Segments:
    return tuple((start, end) for start, end in rows)


def _quote(row: dict[str, Any]) -> GoldQuote:
    return GoldQuote(
        segments=_segments(row["segments"]),
        words=tuple(row["words"]),
        speakers=(row["speaker"],),
        kind=row["kind"],
        interrupted=row.get("interrupted", False),
    )


def _claim(row: dict[str, Any]) -> GoldClaim:
    return GoldClaim(
        segments=_segments(row["segments"]),
        words=tuple(row["words"]),
        check=row["worth"] == "check",
        types=frozenset(row["type"]),
        factualities=frozenset(row["factuality"]),
        speakers=tuple(row["speaker"]),
        quantities=tuple(_quantity(one) for one in row["quantities"]),
        optional=tuple(_quantity(one) for one in row["optional"]),
        when=tuple(row["when"]),
        reserved=row["reserved"],
    )


def _quantity(row: dict[str, Any]) -> GoldQuantity:
    return GoldQuantity(
        low=tuple(row["low"]),
        high=tuple(row["high"]),
        nouns=tuple(row["noun"]),
        units=tuple(row["unit"].split("|")),
    )
