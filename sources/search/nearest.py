"""Find what is nearest to some words, by terms, meaning and time.

1. The rarest words of the query, within a budget of rows, give candidates by words.
2. The vector gives candidates by meaning: scanned exactly where the rows are few, by
   the graph index where they are many.
3. All of these are scored alike, by all words of the query (`scoring.py`).

The scope is a condition of every query, so nothing beyond it is ever a candidate.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from sources.search.collection import Collection
from sources.search.scoring import (
    OF_MEANING_IN_ARCHIVE,
    PUBLISHED,
    SAID,
    Found,
    Match,
    Statistics,
    ranked,
    rarest,
)
from sources.search.statistics import statistics_of
from sources.search.words import plain_words

CONFIG = "english"
# Longer texts are cut: a page is no question.
LONGEST_QUERY = 2000
# Rows that the rarest words may have together. On 14,000 and 19,000 entries 2,000 lost
# .000 and .002 of MRR against looking at all rows; 1,000 lost .003 and .004.
ROWS_BY_WORDS = 2000
# How many candidates by words and by meaning are scored.
BY_WORDS, BY_MEANING = 100, 100
# Above this many vectors the graph is asked; below, an exact scan is as fast and never
# misses (`docs/quality.md`: 100,000 rows in 45 to 92 ms).
EXACT_ROWS = 50_000
# Four times as many as are taken: of 300,000 rows of the harder data the ten best came
# to .75, .81 and .88 of those of the scan with 100, 200 and 400, in 21, 27 and 36 ms.
GRAPH = {"hnsw.ef_search": "400", "hnsw.iterative_scan": "relaxed_order"}

Scopes = Sequence[UUID | None]


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: words as people wrote them, their vector, their day.

    ``vector`` is a unit vector made by ``model``, or None to go by words alone.
    """

    text: str
    vector: Sequence[float] | None = None
    model: str = ""
    day: date | None = None


def nearest(
    query: Query,
    collection: Collection,
    *,
    scopes: Scopes,
    story: UUID | None = None,
    besides: UUID | None = None,
    limit: int = 20,
) -> list[Found]:
    """Return the ``limit`` nearest rows of ``collection``, best first.

    ``scopes`` are those that may be looked at, None for what is under no embargo;
    empty finds nothing. With ``story``, rows of its current texts alone, exactly; with
    ``besides``, rows of all stories but this one.
    """
    if not scopes or ((story or besides) is not None and not collection.story):
        return []
    terms = lexemes(query.text)
    statistics = statistics_of(collection, terms)
    place = Place(collection, scopes, story, besides)
    with transaction.atomic():
        cosines = by_meaning(place, query, statistics)
        worded = by_words(place, terms, statistics)
        keys = worded | cosines.keys()
        cosines |= cosines_of(place, keys - cosines.keys(), query, query.model)
        headlines = cosines_of(place, keys, query, headline_of(query.model))
        matches = list(details(place, keys, terms, cosines, headlines))
    found = ranked(
        matches,
        statistics,
        day=query.day,
        timing=SAID if collection.said else PUBLISHED,
        of_meaning=OF_MEANING_IN_ARCHIVE,
    )
    return found[:limit]


@dataclass(frozen=True, slots=True)
class Place:
    """A collection as far as one may look."""

    collection: Collection
    scopes: Scopes
    story: UUID | None
    besides: UUID | None = None

    def where(self) -> tuple[str, list[Any]]:
        """Return the condition on ``e`` and its parameters."""
        scoped, parameters = scope_condition("e", self.scopes)
        condition = f"{self.collection.only} AND {scoped}"
        if self.story is not None:
            condition += f" AND {self.collection.story}"
            parameters = [*parameters, self.story]
        if self.besides is not None:
            condition += f" AND NOT ({self.collection.within})"
            parameters = [*parameters, self.besides]
        return condition, parameters


def scope_condition(alias: str, scopes: Scopes) -> tuple[str, list[Any]]:
    teams = [scope for scope in scopes if scope is not None]
    open_too = f"{alias}.scope_id IS NULL OR " if None in scopes else ""
    return f"({open_too}{alias}.scope_id = ANY(%s::uuid[]))", [teams]


def lexemes(text: str) -> list[str]:
    """Return the different terms of a text, as the text search configuration has it."""
    words = plain_words(text)[:LONGEST_QUERY]
    found = rows("SELECT tsvector_to_array(to_tsvector(%s, %s))", [CONFIG, words])
    return found[0][0] or []


def by_words(place: Place, terms: list[str], statistics: Statistics) -> set[UUID]:
    """Return those with the most, and the rarest, of the query's rare words."""
    chosen = rarest(terms, statistics, budget=ROWS_BY_WORDS)
    if not chosen:
        return set()
    collection = place.collection
    where, parameters = place.where()
    one = (
        f"SELECT e.{collection.key} AS key, %s::float8 AS rarity"
        f" FROM {collection.table} e"
        f" WHERE e.{collection.terms} @@ %s::tsquery AND {where}"
    )
    all_parameters: list[Any] = []
    for term in chosen:
        all_parameters += [statistics.rarity(term), quoted(term), *parameters]
    sql = (
        f"SELECT key FROM ({' UNION ALL '.join([one] * len(chosen))}) AS held"
        " GROUP BY key ORDER BY sum(rarity) DESC, key LIMIT %s"
    )
    ways = {"enable_seqscan": "off", "max_parallel_workers_per_gather": "0"}
    with settings_for_this_query(**ways):
        return {key for (key,) in rows(sql, [*all_parameters, BY_WORDS])}


def by_meaning(place: Place, query: Query, statistics: Statistics) -> dict[UUID, float]:
    """Return the nearest by vector, with their cosines."""
    if query.vector is None:
        return {}
    collection = place.collection
    exact = (
        not collection.graph
        or place.story is not None
        or None not in place.scopes  # an embargo's rows are few
        or statistics.entries <= EXACT_ROWS
    )
    scoped, parameters = scope_condition("v", place.scopes)
    distance = "v.vector <=> %s::halfvec"
    sql = (
        f"SELECT v.object_id, 1 - ({distance}) FROM sources_embedding v"
        f" WHERE v.kind = '{collection.kind}' AND v.model = %s AND {scoped}"
    )
    vector = literal(query.vector)
    parameters = [vector, query.model, *parameters]
    if place.story is not None:
        where, more = place.where()
        sql += (
            f" AND v.object_id IN (SELECT e.{collection.key}"
            f" FROM {collection.table} e WHERE {where})"
        )
        parameters += more
    if place.besides is not None:
        sql += (
            f" AND v.object_id NOT IN (SELECT e.{collection.key}"
            f" FROM {collection.table} e WHERE {collection.within})"
        )
        parameters.append(place.besides)
    # Adding nothing keeps the planner from the graph, which may miss some.
    order = f"({distance}) + 0" if exact else distance
    with settings_for_this_query(**({} if exact else GRAPH)):
        return dict(
            rows(f"{sql} ORDER BY {order} LIMIT %s", [*parameters, vector, BY_MEANING])
        )


def cosines_of(
    place: Place, keys: set[UUID], query: Query, model: str
) -> dict[UUID, float]:
    """Return the cosines of those that have a vector by this model."""
    if query.vector is None or not keys:
        return {}
    sql = (
        "SELECT object_id, 1 - (vector <=> %s::halfvec) FROM sources_embedding"
        " WHERE kind = %s AND model = %s AND object_id = ANY(%s)"
    )
    kind = place.collection.kind
    return dict(rows(sql, [literal(query.vector), kind, model, list(keys)]))


def details(
    place: Place,
    keys: Set[UUID],
    terms: list[str],
    cosines: dict[UUID, float],
    headlines: dict[UUID, float],
) -> Iterator[Match]:
    """Yield what is to be known of the candidates, the scope being asked once more."""
    collection = place.collection
    where, parameters = place.where()
    sql = (
        f"SELECT e.{collection.key}, {collection.day},"
        " held.terms, held.counts, held.length"
        f" FROM {collection.table} e CROSS JOIN LATERAL ("
        " SELECT array_agg(u.lexeme) FILTER (WHERE u.lexeme = ANY(%s)) AS terms,"
        " array_agg(cardinality(u.positions)) FILTER (WHERE u.lexeme = ANY(%s))"
        " AS counts, sum(cardinality(u.positions)) AS length"
        f" FROM unnest(e.{collection.terms}) u) held"
        f" WHERE e.{collection.key} = ANY(%s) AND {collection.shown} AND {where}"
    )
    found = rows(sql, [terms, terms, list(keys), *parameters]) if keys else []
    for key, day, held, counts, length in found:
        yield Match(
            key=key,
            counts=dict(zip(held or (), counts or (), strict=True)),
            length=int(length or 0),
            cosine=cosines.get(key),
            day=day_of(day),
            headline=headlines.get(key),
        )


def headline_of(model: str) -> str:
    """Return the name under which the vectors of headlines by ``model`` are kept."""
    return f"{model} headline"


def rows(sql: str, parameters: Sequence[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def day_of(text: str | None) -> date | None:
    """Return the day that a date or an instant begins with; None for part of one."""
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


@contextmanager
def settings_for_this_query(**values: str) -> Iterator[None]:
    """Set planner settings until the block ends; inside a transaction only."""
    if not values:
        yield
        return
    each = ", ".join(["set_config(%s, %s, true)"] * len(values))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {each}", [x for pair in values.items() for x in pair])
    yield
    with connection.cursor() as cursor:
        cursor.execute("; ".join(f"SET LOCAL {name} TO DEFAULT" for name in values))


def literal(vector: Sequence[float]) -> str:
    return "[" + ",".join(f"{value:.6g}" for value in vector) + "]"


def quoted(term: str) -> str:
    """Return a lexeme as a query for it alone."""
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"
