"""One version a line for spreadsheets (RFC 4180, UTF-8); no cell is a formula.

A cell that a spreadsheet could take for a formula, and one that begins with an
apostrophe, gets an apostrophe in front; who reads the file takes one away from each
cell that begins with one, and has what was written (:func:`plain`).
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from claims.publication.exports.base import Site, Version

# What a spreadsheet reads as the start of a formula, in wide letters, too.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001
QUOTE = "'"

Body = Mapping[str, Any]


def cell(value: Any) -> str:
    """Return a value as the words of a cell; lists are joined by `` | ``."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    words = " | ".join(map(str, value)) if isinstance(value, list) else str(value)
    return f"{QUOTE}{words}" if words.startswith((*FORMULA, QUOTE)) else words


def plain(words: str) -> str:
    """Return what was written into a cell."""
    return words.removeprefix(QUOTE)


def sources_of(body: Body) -> list[str]:
    urls = (row.get("source", {}).get("url") for row in body["evidence"])
    return list(dict.fromkeys(url for url in urls if url))


def corrections_of(body: Body) -> list[str]:
    return [f"{r['at'][:10]} {r['kind']}: {r['note']}" for r in body["corrections"]]


def stance_count(stance: str) -> Callable[[Body], int]:
    return lambda body: sum(row["stance"] == stance for row in body["evidence"])


COLUMNS: dict[str, Callable[[Body], Any]] = {
    "id": lambda b: b["id"],
    "version": lambda b: b["version"],
    "url": lambda b: b["url"],
    "claim": lambda b: b["claim"]["normalized_text"],
    "claim_as_made": lambda b: b["claim"]["text"],
    "claimant": lambda b: b["claim"]["claimant"],
    "made_on": lambda b: b["claim"]["made_on"],
    "made_where": lambda b: b["claim"]["made_where"],
    "level": lambda b: b["level"],
    "rating": lambda b: b["rating"]["label"],
    "rating_slug": lambda b: b["rating"]["slug"],
    "rating_value": lambda b: b["rating"]["value"],
    "rating_worst": lambda b: b["rating"]["worst"],
    "rating_best": lambda b: b["rating"]["best"],
    "finding": lambda b: b["finding"],
    "rationale": lambda b: b["rationale"],
    "confidence": lambda b: b["confidence"],
    "question": lambda b: b["question"],
    "language": lambda b: b["language"],
    "tags": lambda b: b["claim"].get("tags") or [],
    "supports": stance_count("supports"),
    "contradicts": stance_count("contradicts"),
    "context": stance_count("context"),
    "independent_origins": lambda b: b["origins"]["independent"],
    "withheld": lambda b: b["withheld"],
    "checked_by": lambda b: b["checked_by"],
    "sources": sources_of,
    "first_published_at": lambda b: b["first_published_at"],
    "published_at": lambda b: b["published_at"],
    "review_by": lambda b: b.get("review_by"),
    "corrections": corrections_of,
    "retracted": lambda b: b["retracted"],
    "licence": lambda b: b["licence"],
}
HEADING = [*COLUMNS, "newest", "digest"]


class Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def write(rows: Iterable[Version], site: Site) -> Iterator[bytes]:
    lines = csv.writer(Echo())
    yield lines.writerow(HEADING).encode()
    for row in rows:
        body = json.loads(row.body)
        values = [make(body) for make in COLUMNS.values()]
        cells = [cell(value) for value in (*values, row.newest, row.digest)]
        yield lines.writerow(cells).encode()
