"""Keep the rows of triage in order, so that one page of them costs one page.

In: groups and decisions that were just written. Out: one ``TriagePlace`` for each row
on which something is not settled. Whoever writes groups or decisions calls this last,
in the same transaction. The order is that of :func:`claims.evidence.matters.in_rows`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connection

from claims.ranks import IN_CONFLICT, RETOLD, SEVERAL_ORIGINS

# What is open: a decision that sleeps (``until``) is not, but will be.
LAID = """
WITH open AS (
    SELECT coalesce(g.question_id, h.question_id, g.beside_id, g.id) AS home,
           coalesce(g.question_id, h.question_id) AS question,
           g.story_id, g.scope_id, g.score, g.conflicts, g.wording,
           g.score + %(conflict)s * (g.conflicts > 0)::int
               + %(origins)s * (g.origins > 1)::int
               + %(retold)s * (g.documents > 1)::int AS rank,
           coalesce(d.until, g.created_at) AS waits_from
    FROM claims_candidategroup g
    LEFT JOIN claims_candidategroup h ON h.id = g.beside_id
    LEFT JOIN claims_triagedecision d ON d.id = g.decision_id
    WHERE g.best_id IS NOT NULL AND (d.id IS NULL OR d.until IS NOT NULL) AND {which}
), kept AS (
    INSERT INTO claims_triageplace AS p (id, story_id, scope_id, question_id, group_id,
        rank, score, conflicts, waits_from, terms)
    SELECT o.home, (array_agg(o.story_id))[1], (array_agg(o.scope_id))[1], o.question,
           CASE WHEN o.question IS NULL THEN o.home END,
           max(o.rank), max(o.score), count(*) FILTER (WHERE o.conflicts > 0),
           min(o.waits_from),
           strip(to_tsvector('simple', coalesce(max(q.wording), '') || ' '
               || left(string_agg(o.wording, ' '), 100000)))
    FROM open o LEFT JOIN claims_question q ON q.id = o.question
    WHERE {homes}
    GROUP BY o.home, o.question
    ON CONFLICT (id) DO UPDATE SET question_id = excluded.question_id,
        group_id = excluded.group_id, rank = excluded.rank, score = excluded.score,
        conflicts = excluded.conflicts, waits_from = excluded.waits_from,
        terms = excluded.terms
    WHERE (p.rank, p.score, p.conflicts, p.waits_from, p.terms) IS DISTINCT FROM
        (excluded.rank, excluded.score, excluded.conflicts, excluded.waits_from,
         excluded.terms)
)
DELETE FROM claims_triageplace p WHERE {old}
    AND NOT EXISTS (SELECT 1 FROM open o WHERE o.home = p.id)
"""
# Two that write at once go one after the other, and the second sees what the first did.
LOCK = "SELECT 1 FROM claims_triageplace p WHERE {old} ORDER BY p.id FOR UPDATE"
OF_STORY = {"which": "g.story_id = %(story)s", "old": "p.story_id = %(story)s"}
OF_HOMES = {
    "which": """g.id IN (
        SELECT id FROM claims_candidategroup WHERE id = ANY(%(homes)s)
            OR question_id = ANY(%(homes)s) OR beside_id = ANY(%(homes)s)
        UNION ALL SELECT b.id FROM claims_candidategroup a
            JOIN claims_candidategroup b ON b.beside_id = a.id
            WHERE a.question_id = ANY(%(homes)s))""",
    "homes": "o.home = ANY(%(homes)s)",
    "old": "p.id = ANY(%(homes)s)",
}
OF_ALL = {"which": "TRUE", "old": "TRUE"}
HOMES = """
SELECT DISTINCT coalesce(g.question_id, h.question_id, g.beside_id, g.id)
FROM claims_candidategroup g LEFT JOIN claims_candidategroup h ON h.id = g.beside_id
WHERE g.id = ANY(%(groups)s)
"""


def lay_story(story: Any) -> None:
    """Place all rows of a story anew, by its id; the caller holds the story's lock."""
    _lay(OF_STORY, story=story)


def lay_groups(groups: Iterable[Any]) -> None:
    """Place anew the rows on which these groups, given by id, are shown."""
    with connection.cursor() as cursor:
        cursor.execute(HOMES, {"groups": list(groups)})
        homes = [home for (home,) in cursor.fetchall()]
    if homes:
        _lay(OF_HOMES, homes=homes)


def lay_all() -> None:
    """Place every row of every story: after rows were copied in past the services."""
    _lay(OF_ALL)


def _lay(part: dict[str, str], **given: Any) -> None:
    weights = {
        "conflict": IN_CONFLICT,
        "origins": SEVERAL_ORIGINS,
        "retold": RETOLD,
    }
    with connection.cursor() as cursor:
        cursor.execute(LOCK.format(**part), given)
        cursor.execute(LAID.format(**{"homes": "TRUE"} | part), {**weights, **given})
