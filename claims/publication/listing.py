"""Lists of what is published, for everybody: findings, and what was corrected in them.

Everything here reads publications alone, so that nothing of a claim that is not out can
be told by a list, a count or a filter.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import QuerySet

from claims.models import Publication
from sources.keyset import Key, instant

#: Latest first; the id settles ties.
NEWEST_FIRST = [Key("published_at", falling=True, parse=instant)]
SHOWN = ("record", "slug", "version", "published_at", "correction", "body")


class Present(NamedTuple):
    """What lists can be narrowed to: (slug, label) of ratings, and languages."""

    ratings: list[tuple[str, str]]
    languages: list[str]


def findings(**wanted: Any) -> QuerySet[Publication]:
    """Return the newest version of each finding that answers to all that is ``wanted``.

    ``q`` words · ``rating`` slug · ``level`` · ``language`` · ``claimant`` whole name
    in any case · ``tag`` · ``since`` and ``before`` aware moments. What is empty asks
    nothing.
    """
    rows = Publication.objects.filter(superseded_by=None)
    asked = {name: value for name, value in wanted.items() if value}
    if words := asked.get("q"):
        query = SearchQuery(words, config="english", search_type="websearch")
        rows = rows.filter(words=query)
    if claimant := asked.get("claimant"):
        rows = rows.filter(claimant=claimant.lower()[:300])
    if tag := asked.get("tag"):
        rows = rows.filter(tags__has_key=tag)
    for name in ("rating", "level", "language"):
        if name in asked:
            rows = rows.filter(**{name: asked[name]})
    if since := asked.get("since"):
        rows = rows.filter(published_at__gte=since)
    if before := asked.get("before"):
        rows = rows.filter(published_at__lt=before)
    return rows.only(*SHOWN)


def corrections(*, kind: str = "", year: int | None = None) -> QuerySet[Publication]:
    """Return versions that corrected or withdrew the one before, with that one."""
    rows = Publication.objects.exclude(correction="")
    if kind:
        rows = rows.filter(correction=kind)
    if year:
        rows = rows.filter(published_at__year=year)
    earlier = [f"supersedes__{name}" for name in ("version", "body")]
    return rows.select_related("supersedes").only(*SHOWN, *earlier)


def present() -> Present:
    """Return what findings there are to choose from; one query, by index alone."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT 'rating', found.value,
                   (SELECT p.body::jsonb #>> '{{rating,label}}'
                    FROM claims_publication p WHERE p.rating = found.value
                    ORDER BY p.published_at DESC LIMIT 1)
            FROM ({each("rating")}) found
            UNION ALL
            SELECT 'language', found.value, '' FROM ({each("language")}) found
            """
        )
        rows = cursor.fetchall()
    ratings = [(value, label) for name, value, label in rows if name == "rating"]
    languages = [value for name, value, _label in rows if name == "language"]
    return Present(sorted(ratings, key=lambda row: row[1] or ""), languages)


def each(column: str) -> str:
    """SQL of the different values of an indexed column: one seek for each of them."""
    return f"""
        WITH RECURSIVE step (value) AS (
            (SELECT {column} FROM claims_publication
             WHERE {column} IS NOT NULL ORDER BY {column} LIMIT 1)
            UNION ALL
            SELECT (SELECT {column} FROM claims_publication
                    WHERE {column} > step.value ORDER BY {column} LIMIT 1)
            FROM step WHERE step.value IS NOT NULL
        )
        SELECT value FROM step WHERE value IS NOT NULL"""
