"""Keep a story's actors: fold names anew, on the rows they continue.

A row is found again by its folded spellings, after what people decided; a row that
another took over stays behind as merged, so that undoing finds it again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q

from claims.evidence.actors import FoundActor, fold_actors
from claims.evidence.bulk import set_references, upsert
from claims.evidence.named import decisions_of, names_in, said_in
from claims.evidence.relate import METHOD, VERSION
from claims.evidence.sides import FoundSide
from claims.evidence.speakers import fold_name
from claims.models import Actor, Candidate, Claim, Origin, Side
from sources.models import Story

Who = dict[tuple[str, str], Actor]
CHANGED = ("name", "kind", "spellings", "keys", "said", "named", "documents",
           "merged_into_id")  # fmt: skip
# Of several proposals for one actor the first of these stands.
SURER = ("party", "mediator", "observer", "unknown")


def name_actors(
    story: Story,
    candidates: Sequence[Candidate],
    found: Sequence[FoundActor] | None = None,
) -> Who:
    """Store the story's actors; who is meant by a name in a document.

    Candidates and claims point to the actor that speaks. ``found`` are the actors when
    they are folded already. The caller holds the story's row lock.
    """
    if found is None:
        found = fold_actors(names_in(story, candidates), decisions_of(story))
    existing = list(story.actors.all())
    before = {row.pk: columns_of(row) for row in existing}
    rows, left = keep_rows(story, found, existing)
    who = {
        name: row
        for actor, row in zip(found, rows, strict=True)
        for name in actor.names
    }
    count(rows, candidates, who)
    upsert(Actor, [r for r in rows if before.get(r.pk) != columns_of(r)], CHANGED)
    leave(left, rows)
    follow(story, candidates, who)
    return who


# -- rows ----------------------------------------------------------------------


def columns_of(row: Actor) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in CHANGED)


def keep_rows(
    story: Story, found: Sequence[FoundActor], held: Sequence[Actor]
) -> tuple[list[Actor], list[Actor]]:
    """Return a row for each actor, in order: the one it continues, or a new one.

    The second list holds the rows that no actor continues.
    """
    existing = {str(row.pk): row for row in held}
    matched = match(found, existing)
    taken = {row.key for row in existing.values()}
    rows: list[Actor] = []
    for index, actor in enumerate(found):
        row = matched.get(index) or unsaved_row(story, actor.key, actor.name, taken)
        row.name = actor.name[:200]
        row.kind = actor.kind
        row.spellings = [words[:200] for words in actor.spellings]
        row.keys = [key[:200] for key in actor.keys]
        row.merged_into = None
        rows.append(row)
    kept = {row.pk for row in rows}
    return rows, [row for row in held if row.pk not in kept]


def match(
    found: Sequence[FoundActor], existing: Mapping[str, Actor]
) -> dict[int, Actor]:
    """Pair actors with rows, most alike first; a row that a decision names is its."""
    by_key: dict[str, set[str]] = defaultdict(set)
    for pk, row in existing.items():
        for key in row.keys or [row.key]:
            by_key[key].add(pk)
    pairs: list[tuple[float, int, str]] = []
    for index, actor in enumerate(found):
        keys = {key[:200] for key in actor.keys}
        near = set().union(*(by_key[key] for key in keys)) | ({actor.row} - {""})
        for pk in near & existing.keys():
            held = set(existing[pk].keys or [existing[pk].key])
            alike = 2.0 if pk == actor.row else len(keys & held) / len(keys | held)
            pairs.append((-alike, index, pk))
    matched: dict[int, Actor] = {}
    taken: set[str] = set()
    for _, index, pk in sorted(pairs):
        if index not in matched and pk not in taken:
            matched[index] = existing[pk]
            taken.add(pk)
    return matched


def new_row(story: Story, key: str, name: str, taken: set[str], **made: Any) -> Actor:
    """Insert a row under a key of its own, which it keeps whatever it is called."""
    row = unsaved_row(story, key, name, taken, **made)
    row.save(force_insert=True)
    return row


def unsaved_row(
    story: Story, key: str, name: str, taken: set[str], **made: Any
) -> Actor:
    own, n = key[:190], 1
    while own in taken:
        n += 1
        own = f"{key[:190]} {n}"
    taken.add(own)
    made = made or {"method": METHOD, "method_version": VERSION}
    return Actor(story=story, scope_id=story.scope_id, key=own, name=name[:200], **made)


def leave(left: Sequence[Actor], rows: Sequence[Actor]) -> None:
    """Mark rows as taken over, or delete those that nothing needs any more."""
    home = {key: row for row in rows for key in row.keys}
    gone = []
    for row in left:
        row.merged_into = next((home[k] for k in row.keys if k in home), None)
        row.said = row.named = row.documents = 0
        if row.merged_into is None:
            gone.append(row.pk)
    upsert(Actor, left, CHANGED)
    needed = Q(claims=None, decisions=None) & (
        Q(side=None) | Q(side__confirmed_by=None, side__added_by=None)
    )
    Actor.objects.filter(needed, pk__in=gone).delete()


def count(rows: Sequence[Actor], candidates: Sequence[Candidate], who: Who) -> None:
    """Set how many claims each says, how many name it, and in how many documents."""
    documents: dict[Any, set[Any]] = defaultdict(set)
    for row in rows:
        row.said = row.named = 0
    for one in candidates:
        document = str(one.document_id)
        speaker = who.get((document, one.speaker))
        # A name of signs alone ("<") is nobody's.
        met = {row.pk: row for w in said_in(one) if (row := who.get((document, w)))}
        for row in met.values():
            documents[row.pk].add(document)
            if speaker is not None and row.pk == speaker.pk:
                row.said += 1
            else:
                row.named += 1
    for row in rows:
        row.documents = len(documents[row.pk])


def follow(story: Story, candidates: Sequence[Candidate], who: Who) -> None:
    """Let candidates and claims point to the actor that their speaker is now."""
    changed = {}
    for one in candidates:
        row = who.get((str(one.document_id), one.speaker))
        if one.actor_id != (row.pk if row else None):
            changed[one.pk] = row.pk if row else None
        one.actor = row
    set_references(Candidate, "actor", changed)
    meant = by_words(who)
    for claim in Claim.objects.filter(story=story).select_related("claimant_actor"):
        row = meant.get(fold_name(claim.claimant))
        if row is None and claim.claimant_actor is not None:
            row = claim.claimant_actor.merged_into
        if row is not None and row.pk != claim.claimant_actor_id:
            Claim.objects.filter(pk=claim.pk).update(claimant_actor=row)


def by_words(who: Who) -> dict[str, Actor]:
    """Return folded words → actor, without words that mean several."""
    meant: dict[str, set[Actor]] = defaultdict(set)
    for (_, words), row in who.items():
        meant[fold_name(words)].add(row)
    return {words: rows.pop() for words, rows in meant.items() if len(rows) == 1}


def propose(story: Story, found: Mapping[str, FoundSide], who: Who) -> None:
    """Store proposed sides by speaker's words, never over a person's word.

    What a name is not known to speak for does not take a proposal away: other words of
    the same actor may have made it.
    """
    meant = by_words(who)
    best: dict[Any, tuple[int, FoundSide]] = {}
    for words in sorted(found):
        row, side = meant.get(fold_name(words)), found[words]
        rank = SURER.index(side.interest)
        if row is not None and rank < best.get(row.pk, (len(SURER), side))[0]:
            best[row.pk] = rank, side
    sides = {side.actor_id: side for side in Side.objects.filter(actor__story=story)}
    made = []
    for actor, (_, proposed) in best.items():
        values = {"interest": proposed.interest, "name": proposed.name[:120]}
        row = sides.get(actor)
        if row is None:
            made.append(
                Side(
                    actor_id=actor,
                    scope_id=story.scope_id,
                    method=METHOD,
                    method_version=VERSION,
                    **values,
                )
            )
        elif may_propose(row) and proposed.interest != "unknown":
            Side.objects.filter(pk=row.pk).exclude(**values).update(**values)
    Side.objects.bulk_create(made, batch_size=500)


def may_propose(side: Side) -> bool:
    """Whether no person has had a word about it."""
    return side.by_machine and not side.confirmed_by_id


def follow_sides(story: Story) -> None:
    """Let each origin have the side of whoever utters it, where that is one side."""
    sides: dict[Any, set[Any]] = defaultdict(set)
    spoken = Candidate.objects.filter(story=story, retired_at=None)
    spoken = spoken.exclude(origin=None)
    for origin, side in spoken.values_list("origin_id", "actor__side").distinct():
        if side is not None:
            sides[origin].add(side)
    changed = {}
    rows = Origin.objects.filter(pk__in=sides).values_list("pk", "side")
    for origin, before in rows:
        found = sides[origin]
        side = next(iter(found)) if len(found) == 1 else None
        if side != before:
            changed[origin] = side
    set_references(Origin, "side", changed)
