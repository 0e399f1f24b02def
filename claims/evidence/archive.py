"""What other stories say: the nearest spans of the archive, compared like one's own.

In: candidates that were just compared with their story. Out: relations whose other end
stands in another story of the same scope. Two occurrences are linked where they are
known to be one event, and two like words about other events say why not; a standing
fact may be linked to any.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any

from django.db import connection
from django.db.models import Q

from claims.evidence.base import FoundRelation
from claims.evidence.building import NEAR_SENTENCES, build_views
from claims.evidence.events import same_event
from claims.evidence.origins import independent
from claims.evidence.pairs import NEAR, pair_of
from claims.evidence.relate import sure
from claims.evidence.retrieve import nearest_elsewhere
from claims.evidence.stored import (
    Said,
    relation_row,
    utterances_of,
    vectors_of,
    with_documents,
    with_speaker,
)
from claims.evidence.verdict import LASTING, decide
from claims.evidence.views import View
from claims.extraction.checkworthiness import SURE
from claims.models import Candidate, Relation
from sources.models import Document, Story

METHOD = "archive"
# Of each document its most check-worthy claims are looked up, and of what is found for
# each the nearest passages are compared.
LOOKED_UP, PASSAGES_EACH = 40, 8


def compare_with_archive(
    story: Story, said: Said, views: Sequence[View], new: Set[str]
) -> list[FoundRelation]:
    """Relate the new candidates, by key, to what stands in other stories."""
    if not archive_of(story):
        return []
    by_key = {str(c.pk): c for c in said.candidates}
    own = {view.key: view for view in views}
    near = near_candidates(
        {key: passages_near(by_key[key], said) for key in chosen(views, new)}
    )
    others = views_of({pk for found in near.values() for pk in found})
    pairs = {
        tuple(sorted((key, str(pk)))): (own[key], others[str(pk)])
        for key, found in near.items()
        for pk in found
    }
    relations = (related(*pairs[ends]) for ends in sorted(pairs))
    return [one for one in relations if one is not None]


def archive_of(story: Story) -> bool:
    """Whether there is any other story in this one's scope."""
    documents = Document.objects.filter(scope_id=story.scope_id)
    return bool(documents.exclude(story=story).exists())


def chosen(views: Sequence[View], new: Set[str]) -> list[str]:
    """Return the keys to look up: of each document the most check-worthy that are new.

    Places are counted among all of the document, so that work done in parts looks up
    no more than work done at once.
    """
    ranks: dict[str, int] = defaultdict(int)
    keys = []
    for view in sorted(views, key=lambda one: (-one.found.score, one.key)):
        document = view.utterance.document
        ranks[document] += 1
        first = ranks[document] <= LOOKED_UP and view.found.score >= SURE
        if first and view.key in new:
            keys.append(view.key)
    return keys


def passages_near(candidate: Candidate, said: Said) -> list[Any]:
    found = nearest_elsewhere(
        candidate, said.vectors[candidate.pk], limit=PASSAGES_EACH
    )
    return [one.key for one in found if one.meaning >= NEAR]


def near_candidates(passages: Mapping[str, list[Any]]) -> dict[str, set[Any]]:
    """Return key → ids of the living candidates that stand in these passages."""
    every = sorted({pk for found in passages.values() for pk in found})
    standing = defaultdict(set)
    sql = (
        "SELECT p.id, c.id FROM sources_passage p"
        " JOIN claims_candidate c ON c.revision_id = p.revision_id"
        " AND c.segments && p.segments AND c.retired_at IS NULL"
        " WHERE p.id = ANY(%s)"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [every])
        for passage, candidate in cursor.fetchall():
            standing[passage].add(candidate)
    return {
        key: {pk for passage in found for pk in standing[passage]}
        for key, found in passages.items()
    }


def views_of(ids: Iterable[Any]) -> dict[str, View]:
    """Return views of candidates of any stories by key; each knows the words before."""
    sql = (
        "SELECT DISTINCT n.id FROM claims_candidate c"
        " JOIN claims_candidate n ON n.revision_id = c.revision_id"
        " AND n.sentence BETWEEN c.sentence - %s AND c.sentence"
        " AND n.retired_at IS NULL WHERE c.id = ANY(%s)"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [NEAR_SENTENCES, list(ids)])
        wanted = [pk for (pk,) in cursor.fetchall()]
    rows = Candidate.objects.filter(pk__in=wanted).select_related("actor")
    stories: dict[Any, list[Candidate]] = defaultdict(list)
    for one in with_documents(list(rows.order_by("pk"))):
        stories[one.story_id].append(one)
    views: dict[str, View] = {}
    for members in stories.values():
        spoken = utterances_of(members, vectors_of(members), [])
        told = [with_speaker(u, c) for u, c in zip(spoken, members, strict=True)]
        views |= {view.key: view for view in build_views(told)}
    return views


def related(one: View, other: View) -> FoundRelation | None:
    """Relate two views of different stories."""
    a, b = sorted((one, other), key=lambda view: view.key)
    pair = pair_of(a, b)
    if pair is None:
        return None
    found = decide(a, b, pair, independent=independent(a.utterance, b.utterance))
    if found is None or found.label == "look_alike":
        return found
    lasting = found.slot.startswith(LASTING)
    if not (lasting or same_event(a, b).one):
        return None
    return found if found.label == "same" or sure(a, b) else None


def replace_archive_relations(
    story: Story, new: Set[str], found: Sequence[FoundRelation]
) -> None:
    """Put these in place of what was said of the new candidates before.

    Whichever story asked: a pair is one row. Ends that are gone by now, or under
    another embargo, take their relations with them.
    """
    retired = story.candidates.exclude(retired_at=None).values_list("pk", flat=True)
    gone = [*new, *retired]
    rows = Relation.objects.filter(method=METHOD)
    rows.filter(Q(a__in=gone) | Q(b__in=gone)).delete()
    ends = {end for one in found for end in (one.a, one.b)}
    there = Candidate.objects.filter(
        pk__in=ends, retired_at=None, scope_id=story.scope_id
    )
    living = {str(pk) for pk in there.values_list("pk", flat=True)}
    Relation.objects.bulk_create(
        [
            relation_row(story, one, method=METHOD)
            for one in found
            if {one.a, one.b} <= living
        ],
        ignore_conflicts=True,
        batch_size=500,
    )
