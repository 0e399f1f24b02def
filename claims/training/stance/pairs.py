"""Minimal pairs of news sentences, written for this project; see pairs/README.md.

In: the text files of ``pairs/``. Out: one :class:`Pair` for each second sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from claims.evidence.compare.sentences import Told

FOLDER = Path(__file__).parent / "pairs"
SIGNS = {
    "=": "same",
    "+": "supports",
    "~": "detail",
    "!": "contradicts",
    "%": "partially_contradicts",
    "?": "look_alike",
    "0": "unrelated",
}
LABELS = tuple(SIGNS.values())
# What a does to b, where that follows from what b does to a.
TURNED = {
    "same": "same",
    "supports": "detail",
    "contradicts": "contradicts",
    "look_alike": "look_alike",
    "unrelated": "unrelated",
}
_KNOWN = re.compile(r"\s*@@(?P<known>.*)$")
_SOURCE = re.compile(r"\bsource=(?P<source>.*)$")


class UnreadablePair(ValueError):
    """A line of a pairs file is none of those that README.md names."""


@dataclass(frozen=True, slots=True)
class Pair:
    """``b`` does ``label`` to ``a``; pairs of one ``a`` belong to one fold."""

    kind: str
    label: str
    a: Told
    b: Told

    def turned(self) -> Pair | None:
        """Return the pair the other way round, None where its label is not known."""
        label = TURNED.get(self.label)
        return Pair(self.kind, label, self.b, self.a) if label else None


def load_pairs(folder: Path = FOLDER) -> list[Pair]:
    """Return all pairs, by file and line. Raises :class:`UnreadablePair`."""
    return [pair for path in sorted(folder.glob("*.txt")) for pair in _read(path)]


def _read(path: Path) -> Iterator[Pair]:
    kind, a = "", None
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        sign, _, words = line.partition(" ")
        if not line.strip():
            a = None
        elif sign == "#":
            kind, a = words.strip(), None
        elif sign == "A" and kind:
            a = _told(words)
        elif sign in SIGNS and a is not None:
            yield Pair(kind, SIGNS[sign], a, _told(words))
        else:
            raise UnreadablePair(f"{path.name}, line {number}: {line[:60]}")


def _told(words: str) -> Told:
    """Read a sentence and what is known of it, as ``@@date=2024-05-01 zone=Asia/Aden``.

    ``source`` stands last, for it may hold spaces.
    """
    match = _KNOWN.search(words)
    if match is None:
        return Told(words.strip())
    known, source = match["known"], _SOURCE.search(match["known"])
    if source:
        known = known[: source.start()]
    fields = dict(part.split("=", 1) for part in known.split())
    return Told(
        words[: match.start()].strip(),
        date=fields.get("date", ""),
        zone=fields.get("zone", ""),
        source=source["source"].strip() if source else "",
    )
