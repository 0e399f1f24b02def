"""Make a story's groups, origins, actors and questions anew from its relations.

Rows keep their identity: a found group takes over the existing row with which it
shares most candidates. Decisions are found again by selector overlap, so that a re-run
never re-opens what people settled.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from operator import is_not
from typing import Any

from django.db import connection

from claims.choices import Label, OriginKind
from claims.evidence.base import (
    FoundGroup,
    FoundQuestion,
    FoundRelation,
)
from claims.evidence.building import build_views
from claims.evidence.bulk import set_references, upsert
from claims.evidence.decisions import OVERLAP, Places, overlap, settle
from claims.evidence.grouping import group_candidates
from claims.evidence.matters import stand_beside
from claims.evidence.naming import follow_sides, name_actors, propose
from claims.evidence.origins import houses_of, origins_of, within_groups
from claims.evidence.questions import as_people_asked, ask
from claims.evidence.sides import propose_sides
from claims.evidence.stored import (
    METHOD,
    VERSION,
    Said,
    found_relations,
    house_of,
    mark_of,
    memory_of,
    said_in_story,
    with_speaker,
)
from claims.evidence.views import View
from claims.models import (
    Candidate,
    CandidateGroup,
    GroupConstraint,
    Origin,
    Question,
)
from claims.places import lay_story
from sources.models import Story

TOLD = (
    "best_id",
    "wording",
    "score",
    "documents",
    "origins",
    "conflicts",
    "compared",
)
CONFLICT = {Label.CONTRADICTS.value, Label.PARTIALLY.value}


def regroup(
    story: Story,
    said: Said | None = None,
    views: Sequence[View] | None = None,
    origins: dict[str, str] | None = None,
) -> None:
    """Recompute everything that hangs on the story's relations.

    ``said`` is what the story's candidates said when relations were sought, ``views``
    how it was seen, ``origins`` whence it came; all are used if they still hold. The
    caller holds the story's row lock.
    """
    if said is None or said.mark != mark_of(story):
        said, views, origins = said_in_story(story), None, None
    candidates = said.candidates
    by_key = {str(c.pk): c for c in candidates}
    who = name_actors(story, candidates, said.actors)
    utterances = [with_speaker(one, by_key[one.key]) for one in said.utterances]
    if origins is None or any(map(is_not, utterances, said.utterances)):
        origins = origins_of(utterances, memory_of(story))
    relations = [
        one for one in found_relations(story) if one.a in by_key and one.b in by_key
    ]
    views = build_views(utterances) if views is None else views
    propose(story, propose_sides(utterances, relations, views), who)
    tell_independence(story, relations, houses_of(utterances, origins))
    inherit_groups(story, candidates)
    must, cannot = constraints(story, candidates)
    groups = group_candidates(
        utterances, relations, must=must, cannot=cannot, origins=origins
    )
    members = [group.members for group in groups]
    name_origins(story, candidates, within_groups(members, utterances, origins))
    follow_sides(story)
    rows = keep_groups(story, groups, by_key, relations)
    must, cannot = question_constraints(story, candidates)
    questions = as_people_asked(
        ask(groups, utterances, relations), groups, must=must, cannot=cannot
    )
    keep_questions(story, rows, questions)
    keep_company(story, rows, stand_beside(groups, questions, views, relations))
    settle(story)
    lay_story(story.pk)


def keep_company(
    story: Story, rows: list[CandidateGroup], found: dict[int, int]
) -> None:
    """Store beside which group a lone one is shown."""
    before = dict(story.groups.values_list("pk", "beside_id"))
    after = dict.fromkeys(before) | {rows[a].pk: rows[b].pk for a, b in found.items()}
    moved = {group: host for group, host in after.items() if before.get(group) != host}
    set_references(CandidateGroup, "beside", moved)


def constraints(
    story: Story, candidates: list[Candidate]
) -> tuple[list[Any], list[Any]]:
    """Return what must and what cannot share a group, as pairs of live candidates.

    A candidate that was drawn anew stands for the retired one that it overlaps.
    """
    rows = story.constraints.select_related("a", "b")
    return pairs_now([(row.kind, row.a, row.b) for row in rows], candidates)


def question_constraints(
    story: Story, candidates: list[Candidate]
) -> tuple[list[Any], list[Any]]:
    """Return what must and what cannot answer one question, as :func:`constraints`.

    The first of each pair stays with its question, the second joins or leaves it.
    """
    rows = story.question_constraints.select_related("stays", "moves")
    return pairs_now([(row.kind, row.stays, row.moves) for row in rows], candidates)


def pairs_now(
    rows: list[tuple[str, Candidate, Candidate]], candidates: list[Candidate]
) -> tuple[list[Any], list[Any]]:
    pairs: dict[str, list[Any]] = {GroupConstraint.MUST: [], GroupConstraint.CANNOT: []}
    if not rows:
        return pairs[GroupConstraint.MUST], pairs[GroupConstraint.CANNOT]
    living = {one.pk: one for one in candidates}
    places = Places()
    for one in candidates:
        places.put(str(one.revision_id), one.segments, one.pk)
    for kind, *both in rows:
        ends = [now_at(end, living, places) for end in both]
        if None not in ends:
            pairs[kind].append((str(ends[0]), str(ends[1])))
    return pairs[GroupConstraint.MUST], pairs[GroupConstraint.CANNOT]


def now_at(
    candidate: Candidate, living: Mapping[Any, Candidate], places: Places
) -> Any | None:
    """Return the id of the live candidate at the place of this one."""
    if candidate.pk in living:
        return candidate.pk
    shares = [
        (overlap(candidate.segments, segments), str(key), key)
        for key, segments in places.over(str(candidate.revision_id), candidate.segments)
    ]
    share, _, key = max(shares, default=(0.0, "", None))
    return key if share >= OVERLAP else None


def name_origins(
    story: Story, candidates: list[Candidate], found: dict[str, str]
) -> None:
    """Keep one origin row for each first utterer or copy found."""
    members: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        members[found[str(candidate.pk)]].append(candidate)
    rows = {origin.key: origin for origin in story.origins.all()}
    made = []
    for key in sorted(members):
        if key[:200] not in rows:
            kind, name = describe_origin(key, members[key])
            made.append(
                Origin(
                    story=story,
                    scope_id=story.scope_id,
                    key=key[:200],
                    kind=kind,
                    name=name[:200],
                    method=METHOD,
                    method_version=VERSION,
                )
            )
            rows[key[:200]] = made[-1]
    Origin.objects.bulk_create(made, batch_size=500)
    changed = {}
    for candidate in candidates:
        origin = rows[found[str(candidate.pk)][:200]]
        if candidate.origin_id != origin.pk:
            candidate.origin = origin
            changed[candidate.pk] = origin.pk
    set_references(Candidate, "origin", changed)


def tell_independence(
    story: Story, relations: list[FoundRelation], houses: dict[str, str]
) -> None:
    """Say of each relation whether its ends go back to different origins.

    A document that comes later may show that two others copied it.
    """
    told = {(one.a, one.b): houses[one.a] != houses[one.b] for one in relations}
    changed = [
        (one.a, one.b, told[one.a, one.b])
        for one in relations
        if one.independent != told[one.a, one.b]
        and (one.independent or not _may_be_in_passing(one))
    ]
    if changed:
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE claims_relation r SET independent = v.told"
                " FROM unnest(%s::uuid[], %s::uuid[], %s::bool[]) AS v (a, b, told)"
                " WHERE r.story_id = %s AND r.method = %s"
                " AND r.a_id = v.a AND r.b_id = v.b",
                [*map(list, zip(*changed, strict=True)), story.pk, METHOD],
            )


def _may_be_in_passing(relation: FoundRelation) -> bool:
    """Whether two counts agree that one end may hold only by the way."""
    return relation.slot.startswith("count:") and relation.label not in CONFLICT


def describe_origin(key: str, members: list[Candidate]) -> tuple[str, str]:
    """Return kind and name of an origin id ("speaker …", "wire …", "outlet …")."""
    kind, _, folded = key.partition(" ")
    if kind == "speaker":
        names = [c.speaker for c in members if c.speaker]
        return OriginKind.UTTERER, most_common(names) or folded
    if kind == "wire":
        names = [n for c in members for n in c.document.credits if n.upper() == folded]
        return OriginKind.WIRE, most_common(names) or folded
    if kind == "outlet":
        houses = [house_of(c.document) for c in members]
        names = [name for name in houses if name.lower() == folded]
        return OriginKind.OUTLET, most_common(names) or folded
    return OriginKind.OUTLET, members[0].document.label


def most_common(names: list[str]) -> str:
    """Return the name that occurs most, the first in the alphabet among equals."""
    counts = Counter(names)
    return min(counts, key=lambda name: (-counts[name], name), default="")


def inherit_groups(story: Story, candidates: list[Candidate]) -> None:
    """A candidate drawn anew stands in the group of the retired one it overlaps.

    Only in memory: it lets the group that is found continue the existing row.
    """
    alone = [c for c in candidates if c.group_id is None]
    if not alone:
        return
    retired = Places()
    rows = story.candidates.exclude(retired_at=None).exclude(group=None)
    rows = rows.filter(revision__in={c.revision_id for c in alone})
    for revision, segments, group in rows.values_list(
        "revision_id", "segments", "group_id"
    ):
        retired.put(str(revision), segments, group)
    for candidate in alone:
        shares = [
            (overlap(candidate.segments, segments), str(group), group)
            for group, segments in retired.over(
                str(candidate.revision_id), candidate.segments
            )
        ]
        share, _, group = max(shares, default=(0.0, "", None))
        candidate.group_id = group if share >= OVERLAP else None


def keep_groups(
    story: Story,
    groups: list[FoundGroup],
    by_key: dict[str, Candidate],
    relations: list[FoundRelation],
) -> list[CandidateGroup]:
    """Store found groups on the rows they continue; returns rows in found order."""
    existing = {row.pk: row for row in story.groups.all()}
    matched = match_groups(groups, by_key, existing)
    conflicts = count_conflicts(groups, relations)
    before = dict(story.candidates.values_list("pk", "group_id"))
    rows, changed, moved = [], [], {}
    for index, found in enumerate(groups):
        row = matched[index] or CandidateGroup(story=story, scope_id=story.scope_id)
        members = [by_key[key] for key in found.members]
        best = max(members, key=lambda c: (c.score, str(c.pk)))
        told = {
            "best_id": best.pk,
            "wording": best.words,
            "score": best.score,
            "documents": len({c.document_id for c in members}),
            "origins": found.origins,
            "conflicts": conflicts[index],
            "compared": all(c.compared_as for c in members),
        }
        if matched[index] is None or any(getattr(row, k) != v for k, v in told.items()):
            for name, value in told.items():
                setattr(row, name, value)
            changed.append(row)
        rows.append(row)
        moved |= {c.pk: row.pk for c in members if before[c.pk] != row.pk}
    upsert(CandidateGroup, changed, TOLD)
    set_references(Candidate, "group", moved)
    drop_empty(story, existing.keys() - {row.pk for row in rows})
    return rows


def match_groups(
    groups: list[FoundGroup],
    by_key: dict[str, Candidate],
    existing: dict[Any, CandidateGroup],
) -> list[CandidateGroup | None]:
    """Pair found groups with existing rows, most shared candidates first."""
    shared: list[tuple[int, int, Any]] = []
    for index, found in enumerate(groups):
        counts = Counter(by_key[key].group_id for key in found.members)
        shared += [
            (-count, index, row_id)
            for row_id, count in counts.items()
            if row_id in existing
        ]
    matched: list[CandidateGroup | None] = [None] * len(groups)
    taken: set[Any] = set()
    for _, index, row_id in sorted(shared, key=lambda s: (s[0], s[1], str(s[2]))):
        if matched[index] is None and row_id not in taken:
            matched[index] = existing[row_id]
            taken.add(row_id)
    return matched


def count_conflicts(
    groups: list[FoundGroup], relations: list[FoundRelation]
) -> Counter[int]:
    """How many conflicting relations touch each group."""
    home = {key: i for i, found in enumerate(groups) for key in found.members}
    counts: Counter[int] = Counter()
    for relation in relations:
        if relation.label in CONFLICT:
            counts.update({home[relation.a], home[relation.b]})
    return counts


def drop_empty(story: Story, left: Set[Any]) -> None:
    """Remove rows that nothing continues; those people decided about stay, empty."""
    gone = story.groups.filter(pk__in=left)
    if left:
        gone.filter(decision=None, decisions=None, claims=None).delete()
        gone.update(documents=0, origins=0, conflicts=0, question=None, best=None)


def keep_questions(
    story: Story, rows: list[CandidateGroup], questions: list[FoundQuestion]
) -> None:
    """Store the questions that conflicts raise, on the rows they continue."""
    existing = list(story.questions.all())
    held: dict[Any, set[Any]] = defaultdict(set)
    before = dict(story.groups.values_list("pk", "question_id"))
    for group, asked in before.items():
        held[asked].add(group)
    asks: dict[Any, Any] = dict.fromkeys(before)
    kept = []
    for found in questions:
        ids = {rows[index].pk for index in found.groups}
        known = {question.pk for question in kept}
        free = [q for q in existing if q.pk not in known and ids & held[q.pk]]
        question = continued(free, found.slot[:200]) or Question(
            story=story, scope_id=story.scope_id
        )
        question.slot = found.slot[:200]
        if question.reworded_by_id is None:
            question.wording = found.wording[:300]
        kept.append(question)
        asks |= dict.fromkeys(ids, question.pk)
    upsert(Question, kept, ("slot", "wording"))
    moved = {group: asked for group, asked in asks.items() if before[group] != asked}
    set_references(CandidateGroup, "question", moved)
    lost = {question.pk for question in existing} - {question.pk for question in kept}
    story.questions.filter(
        pk__in=lost, claims=None, assignments=None, reworded_by=None
    ).delete()


def continued(questions: list[Question], slot: str) -> Question | None:
    """Return the question that one about this slot goes on with.

    Words that a person gave stay with the groups they are about, should another method
    name the slot otherwise.
    """
    alike = [one for one in questions if one.slot == slot]
    reworded = [one for one in questions if one.reworded_by_id]
    return next(iter(alike or reworded), None)
