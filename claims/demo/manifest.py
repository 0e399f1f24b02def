"""What the sample story is made of, read from ``manifest.json``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class SampleDocument:
    """A text to ingest; ``kind`` is its source's, as in ``SourceKind``.

    ``title`` is what a person uploading it would type; empty leaves it to the reader.
    """

    path: Path
    source: str
    kind: str
    title: str


@dataclass(frozen=True)
class SampleStory:
    title: str
    team: str
    embargo: bool
    documents: tuple[SampleDocument, ...]


@dataclass(frozen=True)
class SampleSource:
    name: str
    kind: str


@dataclass(frozen=True)
class SampleOwnership:
    owner: str
    owned: str
    note: str


@dataclass(frozen=True)
class Manifest:
    """``sources`` lists every source, those of documents included, each once."""

    stories: tuple[SampleStory, ...]
    sources: tuple[SampleSource, ...]
    ownership: tuple[SampleOwnership, ...]


def load_manifest() -> Manifest:
    raw = json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8"))
    stories = tuple(
        SampleStory(
            title=story["title"],
            team=story["team"],
            embargo=story["embargo"],
            documents=tuple(
                SampleDocument(
                    FOLDER / story["folder"] / row["filename"],
                    row["source"],
                    row["kind"],
                    row.get("title", ""),
                )
                for row in story["documents"]
            ),
        )
        for story in raw["stories"]
    )
    kinds = {row["name"]: row["kind"] for row in raw["sources"]}
    for story in stories:
        kinds |= {document.source: document.kind for document in story.documents}
    return Manifest(
        stories,
        tuple(SampleSource(name, kind) for name, kind in sorted(kinds.items())),
        tuple(SampleOwnership(**row) for row in raw["ownership"]),
    )
