"""Five articles that lie outside the repository: gold as offsets and names alone.

Their words are not ours to publish, so that only figures stand here; the sha256 of each
file says which text the offsets mean.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from tests.quality.stories import GoldBlock, GoldDocument, GoldLow, GoldQuote, Story

GOLD = Path(__file__).parent / "seeds.json"
MARGIN = frozenset({"boilerplate"})
TITLE = frozenset({"headline"})


def load_seeds(folder: Path) -> Story:
    """Return the gold over the articles in ``folder``.

    Raises ValueError where an article is not the one that was read for the gold.
    """
    gold = json.loads(GOLD.read_text(encoding="utf-8"))
    documents = [_document(folder / name, row) for name, row in gold.items()]
    names = {w for row in gold.values() for q in row["quotes"] for w in q["speaker"]}
    actors: dict[str, tuple[str, tuple[str, ...]]]
    actors = {name: ("person", ()) for name in names if name}
    return Story("seeds", "texts of their outlets", actors, tuple(documents))


def _document(path: Path, row: dict[str, Any]) -> GoldDocument:
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != row["sha256"]:
        raise ValueError(f"{path.name} is not the article that the gold was made of")
    text = data.decode("utf-8")
    return GoldDocument(
        path=path,
        text=text,
        metadata={},
        blocks=tuple(
            GoldBlock(start, end, kinds)
            for name, kinds in (("margins", MARGIN), ("titles", TITLE))
            for start, end in row[name]
        ),
        sentences=(),
        quotes=tuple(_quote(text, one) for one in row["quotes"]),
        claims=(),
        low=tuple(_low(text, one) for one in row["low"]),
    )


def _quote(text: str, row: dict[str, Any]) -> GoldQuote:
    segments = tuple((start, end) for start, end in row["segments"])
    words = tuple(text[start:end] for start, end in segments)
    return GoldQuote(segments, words, tuple(row["speaker"]), row["kind"], False)


def _low(text: str, row: dict[str, Any]) -> GoldLow:
    start, end = row["span"]
    return GoldLow(((start, end),), (text[start:end],), row["why"])
