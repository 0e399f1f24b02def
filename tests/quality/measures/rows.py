"""The articles as one story on the list of triage: how many rows, and what comes first.

`matters.json` holds what an editor would check in them, written before anything was
run: each matter with the articles it is in and words that show that a row is about it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from claims.evidence.matters import Placed, in_rows, stand_beside
from claims.ranks import WORTH
from tests.claims.evidence.stories import Related, story_of
from tests.quality.measures.base import Figures

MATTERS = Path(__file__).parents[1] / "matters.json"
FIRST = 10
KEYS = 2  # of a matter's keys that a row must hold
CONFLICTS = ("contradicts", "partially_contradicts")


@dataclass(frozen=True, slots=True)
class Row:
    question: str
    words: tuple[str, ...]
    documents: frozenset[str]

    @property
    def text(self) -> str:
        return " ".join((self.question, *self.words)).lower()


@cache
def measure_rows(folder: Path) -> Figures:
    figures, story = Figures(), story_of(folder)
    rows = rows_of(story)
    documents = len({one.document for one in story.utterances.values()})
    figures.put("rows of triage", len(rows), documents)
    first = rows[:FIRST]
    about = [row for row in first if matters_of(row)]
    figures.put("of the first ten rows a matter", len(about), len(first))
    return figures


def rows_of(story: Related) -> list[Row]:
    """Return the rows that an editor meets who has not asked for more."""
    groups = story.groups
    beside = stand_beside(
        groups, story.questions, list(story.views.values()), story.relations
    )
    asked = {at: n for n, q in enumerate(story.questions) for at in q.groups}
    home = {key: at for at, group in enumerate(groups) for key in group.members}
    conflicts = {
        home[key] for r in story.relations if r.label in CONFLICTS for key in (r.a, r.b)
    }
    placed = [
        Placed(
            key=at,
            question=None if (q := asked.get(beside.get(at, at))) is None else f"q{q}",
            beside=beside.get(at),
            score=max(story.utterances[key].found.score for key in group.members),
            conflicts=int(at in conflicts),
            documents=group.documents,
            origins=group.origins,
        )
        for at, group in enumerate(groups)
    ]
    worth = [row for row in in_rows(placed) if max(g.score for g in row) >= WORTH]
    return [_row(story, row) for row in worth]


def _row(story: Related, row: list[Placed]) -> Row:
    asked = row[0].question
    said = [
        story.utterances[key]
        for placed in row
        for key in story.groups[placed.key].members  # type: ignore[index]
    ]
    return Row(
        question=story.questions[int(str(asked)[1:])].wording if asked else "",
        words=tuple(one.found.words for one in said),
        documents=frozenset(one.document[:3] for one in said),
    )


def matters_of(row: Row) -> list[dict[str, Any]]:
    """Return the matters a row is about, by its articles and its words."""
    matters = json.loads(MATTERS.read_text(encoding="utf-8"))
    return [
        one
        for one in matters
        if row.documents & set(one["articles"])
        and sum(key.lower() in row.text for key in one["keys"]) >= KEYS
    ]
