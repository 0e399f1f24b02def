"""Make a story's groups, origins, actors and questions anew from its relations.

Rows keep their identity: a found group takes over the existing row with which it
shares most candidates. Decisions are found again by selector overlap, so that a re-run
never re-opens what people settled.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from claims.choices import Label, OriginKind
from claims.evidence.base import FoundGroup, FoundRelation, Utterance
from claims.evidence.decisions import OVERLAP, overlap, settle
from claims.evidence.grouping import group_candidates
from claims.evidence.naming import name_actors, propose
from claims.evidence.origins import origins_of
from claims.evidence.questions import ask
from claims.evidence.sides import propose_sides
from claims.evidence.stored import (
    METHOD,
    VERSION,
    found_relation,
    house_of,
    live_candidates,
    utterance_of,
    vectors_of,
)
from claims.models import (
    Candidate,
    CandidateGroup,
    GroupConstraint,
    Origin,
    Question,
    Relation,
)
from sources.models import Story

CONFLICT = {Label.CONTRADICTS.value, Label.PARTIALLY.value}


def regroup(story: Story) -> None:
    """Recompute everything that hangs on the story's relations.

    The caller holds the story's row lock.
    """
    candidates = live_candidates(story)
    vectors = vectors_of(candidates)
    candidates = [c for c in candidates if c.pk in vectors]
    by_key = {str(c.pk): c for c in candidates}
    who = name_actors(story, candidates)
    utterances = [utterance_of(c, vectors[c.pk], speaker_key(c)) for c in candidates]
    relations = [
        found_relation(row)
        for row in Relation.objects.filter(story=story, method=METHOD).order_by("pk")
        if str(row.a_id) in by_key and str(row.b_id) in by_key
    ]
    propose(story, propose_sides(utterances, relations), who)
    origins = name_origins(story, candidates, utterances)
    inherit_groups(story, candidates)
    must, cannot = constraints(story)
    groups = group_candidates(utterances, relations, must=must, cannot=cannot)
    rows = keep_groups(story, groups, by_key, relations, origins)
    keep_questions(story, groups, rows, utterances, relations)
    settle(story)


def speaker_key(candidate: Candidate) -> str:
    return candidate.actor.key if candidate.actor else ""


def constraints(story: Story) -> tuple[list[Any], list[Any]]:
    pairs: dict[str, list[Any]] = {GroupConstraint.MUST: [], GroupConstraint.CANNOT: []}
    for kind, a, b in story.constraints.values_list("kind", "a", "b"):
        pairs[kind].append((str(a), str(b)))
    return pairs[GroupConstraint.MUST], pairs[GroupConstraint.CANNOT]


def name_origins(
    story: Story, candidates: list[Candidate], utterances: list[Utterance]
) -> dict[str, str]:
    """One origin row for each first utterer or copy; returns key by candidate."""
    found = origins_of(utterances)
    rows = {origin.key: origin for origin in story.origins.all()}
    for key in sorted(set(found.values())):
        if key[:200] not in rows:
            kind, name = describe_origin(key, candidates, found)
            rows[key[:200]] = Origin.objects.create(
                story=story,
                scope_id=story.scope_id,
                key=key[:200],
                kind=kind,
                name=name[:200],
                method=METHOD,
                method_version=VERSION,
            )
    for candidate in candidates:
        candidate.origin = rows[found[str(candidate.pk)][:200]]
    Candidate.objects.bulk_update(candidates, ["origin"], batch_size=500)
    return found


def describe_origin(
    key: str, candidates: list[Candidate], found: dict[str, str]
) -> tuple[str, str]:
    """Return kind and name of an origin id ("speaker …", "wire …", "outlet …")."""
    members = [c for c in candidates if found[str(c.pk)] == key]
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
    retired: dict[Any, list[Any]] = defaultdict(list)
    rows = story.candidates.exclude(retired_at=None).exclude(group=None)
    for revision, segments, group in rows.values_list(
        "revision_id", "segments", "group_id"
    ):
        retired[revision].append((segments, group))
    for candidate in candidates:
        if candidate.group_id is None:
            shares = [
                (overlap(candidate.segments, segments), str(group), group)
                for segments, group in retired[candidate.revision_id]
            ]
            share, _, group = max(shares, default=(0.0, "", None))
            candidate.group_id = group if share >= OVERLAP else None


def keep_groups(
    story: Story,
    groups: list[FoundGroup],
    by_key: dict[str, Candidate],
    relations: list[FoundRelation],
    origins: dict[str, str],
) -> list[CandidateGroup]:
    """Store found groups on the rows they continue; returns rows in found order."""
    existing = {row.pk: row for row in story.groups.all()}
    rows = match_groups(groups, by_key, existing)
    conflicts = count_conflicts(groups, relations)
    before = dict(story.candidates.values_list("pk", "group_id"))
    changed = []
    for index, found in enumerate(groups):
        row = rows[index] or CandidateGroup(story=story, scope_id=story.scope_id)
        members = [by_key[key] for key in found.members]
        best = max(members, key=lambda c: (c.score, str(c.pk)))
        row.best = best
        row.wording = best.words
        row.score = best.score
        row.documents = len({c.document_id for c in members})
        row.origins = len({origins[key] for key in found.members})
        row.conflicts = conflicts[index]
        row.save()
        rows[index] = row
        for member in members:
            if before[member.pk] != row.pk:
                member.group = row
                changed.append(member)
    Candidate.objects.bulk_update(changed, ["group"], batch_size=500)
    kept = [row for row in rows if row is not None]
    drop_empty(story, kept)
    return kept


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


def drop_empty(story: Story, kept: list[CandidateGroup]) -> None:
    """Remove rows that nothing continues; those people decided about stay, empty."""
    gone = story.groups.exclude(pk__in=[row.pk for row in kept])
    gone.filter(decision=None, decisions=None, claims=None).delete()
    gone.update(documents=0, origins=0, conflicts=0, question=None, best=None)


def keep_questions(
    story: Story,
    groups: list[FoundGroup],
    rows: list[CandidateGroup],
    utterances: list[Utterance],
    relations: list[FoundRelation],
) -> None:
    """Store the questions that conflicts raise, on the rows they continue."""
    existing = list(story.questions.prefetch_related("groups"))
    story.groups.update(question=None)
    kept = set()
    for found in ask(groups, utterances, relations):
        members = [rows[index] for index in found.groups]
        ids = {row.pk for row in members}
        question = next(
            (
                q
                for q in existing
                if q.pk not in kept
                and q.slot == found.slot[:200]
                and ids & {g.pk for g in q.groups.all()}
            ),
            None,
        ) or Question(story=story, scope_id=story.scope_id)
        question.slot = found.slot[:200]
        question.wording = found.wording[:300]
        question.save()
        kept.add(question.pk)
        CandidateGroup.objects.filter(pk__in=ids).update(question=question)
    story.questions.exclude(pk__in=kept).filter(claims=None, assignments=None).delete()
