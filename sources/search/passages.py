"""Search by words within what a person may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import connection
from django.db.models import F, QuerySet

from sources.choices import BlockType
from sources.models import Passage, Story

CONFIG = "english"
LONGEST_QUERY = 1000
# How many rare terms the second try looks for together.
RAREST = 4
# Counting a term stops here: beyond it, it is not rare.
MANY = 5000


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage and its rank for this query; ranks of two queries do not compare."""

    passage: Passage
    score: float


def search_passages(
    query: str, *, user: Any, story: Story | None = None, limit: int = 20
) -> list[Hit]:
    """Return the best passages that hold all words of ``query``, best first.

    Quotes, ``or`` and ``-`` work as on the web. When no passage holds all words, those
    with the rarest of them are returned; never an OR of all words, which ranks every
    row that holds a frequent one (measured: 3.4 s in 100,000 rows).
    """
    query = query.replace("\x00", " ")[:LONGEST_QUERY]
    rows = searchable(user, story)
    whole = SearchQuery(query, config=CONFIG, search_type="websearch")
    return ranked(rows, whole, limit) or by_rarest(rows, query, limit)


def searchable(user: Any, story: Story | None) -> QuerySet[Passage]:
    """Scope first; then current texts alone, without menus and imprints."""
    rows = Passage.objects.visible_to(user).filter(
        revision=F("revision__document__current_revision")
    )
    if story is not None:
        rows = rows.filter(revision__document__story=story)
    return rows.exclude(kind=BlockType.BOILERPLATE)


def ranked(rows: QuerySet[Passage], query: SearchQuery, limit: int) -> list[Hit]:
    found = (
        rows.filter(search=query)
        .annotate(score=SearchRank(F("search"), query, cover_density=True))
        .select_related("revision__document__source")
        .order_by("-score", "id")[:limit]
    )
    return [Hit(passage, passage.score) for passage in found]


def by_rarest(rows: QuerySet[Passage], query: str, limit: int) -> list[Hit]:
    """Look for all of the rarest terms, then for fewer, at last for the rarest."""
    unwanted = [word for word in query.split() if word.startswith("-")]
    wanted = [word for word in query.split() if not word.startswith("-")]
    terms = rarest(rows, lexemes(" ".join(wanted)))
    without = SearchQuery(" ".join(unwanted), config=CONFIG, search_type="websearch")
    for count in range(len(terms), 0, -1):
        groups = list(combinations(terms, count)) if count > 1 else [terms[:1]]
        some = any_of(groups)
        hits = ranked(rows, some & without if unwanted else some, limit)
        if hits:
            return hits
    return []


def lexemes(words: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tsvector_to_array(to_tsvector(%s, %s))", [CONFIG, words])
        return cursor.fetchone()[0] or []


def rarest(rows: QuerySet[Passage], terms: Iterable[str]) -> list[str]:
    """Return the terms that occur, rarest first."""
    counts = {
        term: len(rows.filter(search=any_of([[term]])).values_list("pk")[:MANY])
        for term in terms
    }
    known = [term for term, count in counts.items() if count]
    return sorted(known, key=lambda term: (counts[term], term))[:RAREST]


def any_of(groups: Iterable[Iterable[str]]) -> SearchQuery:
    """Return the query for all lexemes of one group; they are stemmed already."""
    joined = (" & ".join(quoted(term) for term in group) for group in groups)
    return SearchQuery(" | ".join(joined), config="simple", search_type="raw")


def quoted(term: str) -> str:
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"
