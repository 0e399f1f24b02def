"""Search within what a person may see: by words, or by words and meaning."""

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
from sources.querysets import scopes_of
from sources.search.collection import PASSAGES
from sources.search.nearest import Query, nearest, quoted
from sources.search.statistics import statistics_of

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
    query: str | Query, *, user: Any, story: Story | None = None, limit: int = 20
) -> list[Hit]:
    """Return the best passages for ``query``, best first.

    Words as people type them must all be there; quotes, ``or`` and ``-`` work as on the
    web. When no passage holds all words, those with the rarest of them are returned;
    never an OR of all words, which ranks every row that holds a frequent one
    (measured: 3.4 s in 100,000 rows). A :class:`Query` asks for what is nearest, by
    its words, vector and day.
    """
    if isinstance(query, Query):
        return nearest_passages(query, user, story, limit)
    query = query.replace("\x00", " ")[:LONGEST_QUERY]
    rows = searchable(user, story)
    whole = SearchQuery(query, config=CONFIG, search_type="websearch")
    return ranked(rows, whole, limit) or by_rarest(rows, query, limit, story)


def nearest_passages(
    query: Query, user: Any, story: Story | None, limit: int
) -> list[Hit]:
    found = nearest(
        query,
        PASSAGES,
        scopes=scopes_of(user),
        story=story.pk if story else None,
        limit=limit,
    )
    passages = Passage.objects.select_related("revision__document__source").in_bulk(
        [each.key for each in found]
    )
    return [Hit(passages[e.key], e.score) for e in found if e.key in passages]


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


def by_rarest(
    rows: QuerySet[Passage], query: str, limit: int, story: Story | None
) -> list[Hit]:
    """Look for all of the rarest terms, then for fewer, at last for the rarest."""
    unwanted = [word for word in query.split() if word.startswith("-")]
    wanted = [word for word in query.split() if not word.startswith("-")]
    terms = rarest(rows, lexemes(" ".join(wanted)), stored=story is None)
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


def rarest(rows: QuerySet[Passage], terms: Iterable[str], *, stored: bool) -> list[str]:
    """Return the terms that occur, rarest first.

    Stored counts serve for the archive as a whole; what they do not hold is rare, and
    quick to count here.
    """
    terms = list(terms)
    counts = dict(statistics_of(PASSAGES, terms).holding) if stored else {}
    for term in terms:
        if term not in counts:
            some = rows.filter(search=any_of([[term]])).values_list("pk")[:MANY]
            counts[term] = len(some)
    known = [term for term, count in counts.items() if count]
    return sorted(known, key=lambda term: (counts[term], term))[:RAREST]


def any_of(groups: Iterable[Iterable[str]]) -> SearchQuery:
    """Return the query for all lexemes of one group; they are stemmed already."""
    joined = (" & ".join(quoted(term) for term in group) for group in groups)
    return SearchQuery(" | ".join(joined), config="simple", search_type="raw")
