"""Stored candidates as the pure half of this room wants them, and back."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from dataclasses import asdict, dataclass, replace
from hashlib import blake2b
from typing import Any

import numpy as np
import orjson
from django.db import connection
from django.db.models import QuerySet, TextField
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast

from claims.choices import Label
from claims.evidence.actors import FoundActor, fold_actors
from claims.evidence.base import FoundRelation, Utterance, Vector
from claims.evidence.embedding import MODEL, SIZE, embed
from claims.evidence.named import decisions_of, names_in
from claims.evidence.origins import Memory
from claims.evidence.relate import METHOD, VERSION
from claims.evidence.views import View
from claims.extraction.codec import candidate_from_json
from claims.models import ActorDecision, Candidate, ExtractionRun, Relation
from sources.ingest.revisions import current_facts
from sources.models import Document, Embedding, Story, TextRevision
from sources.text.base import DocumentFacts

# How many texts are embedded between two writes.
EMBEDDED = 256
# What candidates said when they were read last, and their vectors: in a story that
# grows by a document, the rest is as it was.
KEPT = 10_000
_kept: dict[Any, tuple[bytes, Utterance]] = {}
_vectors: dict[Any, Vector] = {}
# Rows as they were read last, each with the version that was read; they are large.
KEPT_ROWS = 5_000
_rows: dict[Any, tuple[str, Candidate]] = {}
# PostgreSQL writes a changed row anew: who wrote it, and where, names its version.
VERSION_OF_ROW = RawSQL(
    "claims_candidate.xmin::text || claims_candidate.ctid::text", ()
)
# What is known of the stories that were related last.
STORIES = 4
_memories: dict[Any, Memory] = {}
# An utterance that was not embedded yet is like no other.
NO_VECTOR = np.zeros(SIZE, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Said:
    """What a story's live candidates say, as it was loaded when ``mark`` was true.

    ``vectors`` lacks candidates that were not embedded yet. ``utterances`` are in the
    order of the candidates, each by its speaker's name. ``places`` are the ids of
    actor, origin and group that each candidate has in the database.
    """

    mark: Any
    candidates: list[Candidate]
    vectors: dict[Any, Vector]
    actors: list[FoundActor]
    places: dict[Any, tuple[Any, Any, Any]]
    utterances: list[Utterance]


def memory_of(story: Story) -> Memory:
    """Return what was found in a story last, empty when others were related since."""
    memory = _memories.pop(story.pk, None) or Memory()
    _memories[story.pk] = memory
    for forgotten in list(_memories)[:-STORIES]:
        _memories.pop(forgotten, None)
    return memory


def said_in_story(story: Story) -> Said:
    """Load the story's live candidates with their vectors and actors."""
    mark = mark_of(story)
    candidates = live_candidates(story)
    vectors = vectors_of(candidates)
    actors = fold_actors(names_in(story, candidates), decisions_of(story))
    return Said(
        mark=mark,
        candidates=candidates,
        vectors=vectors,
        actors=actors,
        places={c.pk: (c.actor_id, c.origin_id, c.group_id) for c in candidates},
        utterances=utterances_of(candidates, vectors, actors),
    )


def utterances_of(
    candidates: list[Candidate], vectors: dict[Any, Vector], actors: list[FoundActor]
) -> list[Utterance]:
    keys = {name: actor.key for actor in actors for name in actor.names}
    facts: dict[Any, DocumentFacts] = {}
    found = []
    for one in candidates:
        if one.revision_id not in facts:
            facts[one.revision_id] = facts_of(one)
        speaker = keys.get((str(one.document_id), one.speaker), "")
        vector = vectors.get(one.pk, NO_VECTOR)
        found.append(utterance_of(one, facts[one.revision_id], speaker, vector))
    return found


def utterance_of(
    candidate: Candidate, facts: DocumentFacts, speaker_key: str, vector: Vector
) -> Utterance:
    """Return what a candidate says, the very same as last if nothing of it changed."""
    read = digest_of_reading(candidate)
    last = _kept.get(candidate.pk)
    known = last[1] if last is not None and last[0] == read else None
    if (
        known is not None
        and (known.vector is vector or np.array_equal(known.vector, vector))
        and (known.facts, known.speaker_key) == (facts, speaker_key)
    ):
        return known
    utterance = Utterance(
        key=str(candidate.pk),
        document=str(candidate.document_id),
        facts=facts,
        found=known.found
        if known is not None
        else candidate_from_json(candidate.reading, candidate.selector),
        vector=vector,
        speaker_key=speaker_key,
    )
    keep(candidate, read, utterance)
    return utterance


def keep(candidate: Candidate, read: bytes, utterance: Utterance) -> None:
    if len(_kept) >= KEPT:
        _kept.clear()
    _kept[candidate.pk] = (read, utterance)


def digest_of_reading(candidate: Candidate) -> bytes:
    read = orjson.dumps(candidate.reading, option=orjson.OPT_SORT_KEYS)
    place = str(candidate.segments).encode()
    return blake2b(read + place, digest_size=16).digest()


def mark_of(story: Story) -> Any:
    """Return what differs as soon as anything of :class:`Said` would."""
    runs = ExtractionRun.objects.filter(revision__document__story=story, current=True)
    decided = ActorDecision.objects.filter(story=story)
    places = ("pk", "run_id", "actor_id", "origin_id", "group_id")
    return (
        list(rows_of(story).values_list(*places)),
        sorted(runs.values_list("pk", "finished_at")),
        sorted(decided.values_list("pk", "undone_at", "actor_id")),
        list(story.documents.order_by("pk").values()),
    )


def rows_of(story: Story) -> QuerySet[Candidate]:
    """Candidates of the story's current runs, of its own scope, in a fixed order."""
    rows = Candidate.objects.filter(story=story, retired_at=None)
    return rows.in_scope_of(story).order_by("pk")


def live_candidates(story: Story) -> list[Candidate]:
    """Load the story's candidates with their documents and texts."""
    candidates = with_documents(read_rows(rows_of(story)))
    for one in candidates:
        one.story = story
    return candidates


def with_documents(candidates: list[Candidate]) -> list[Candidate]:
    """Give candidates their documents and texts: what many share is loaded once."""
    documents = (
        Document.objects.select_related("source")
        .prefetch_related("source__owned_by__owner")
        .in_bulk({c.document_id for c in candidates})
    )
    texts = ("text", "reading_text", "pieces", "blocks", "sentences")
    revisions = TextRevision.objects.defer(*texts).in_bulk(
        {c.revision_id for c in candidates}
    )
    for revision in revisions.values():
        revision.document = documents[revision.document_id]
    for one in candidates:
        one.document = documents[one.document_id]
        one.revision = revisions[one.revision_id]
    return candidates


def read_rows(rows: QuerySet[Candidate]) -> list[Candidate]:
    """Load candidates; of a row that is as it was read last a copy of that is given."""
    now = list(rows.values_list("pk", VERSION_OF_ROW))
    held = {
        pk: kept
        for pk, version in now
        if (kept := _rows.get(pk)) is not None and kept[0] == version
    }
    changed = [pk for pk, _ in now if pk not in held]
    anew = Candidate.objects.filter(pk__in=changed).annotate(version=VERSION_OF_ROW)
    held |= {one.pk: (one.version, one) for one in anew}
    if len(_rows) + len(changed) > KEPT_ROWS:
        _rows.clear()
    if len(held) <= KEPT_ROWS:
        _rows.update(held)
    return [copy(held[pk][1]) for pk, _ in now if pk in held]


def vectors_of(candidates: Iterable[Candidate]) -> dict[Any, Vector]:
    """Return stored vectors by candidate id; those not embedded yet are left out.

    They come as bytes: reading 384 numbers as text takes longer than comparing them. A
    vector never changes, so that one that was read is not read again.
    """
    wanted = [c.pk for c in candidates]
    known = {pk: _vectors[pk] for pk in wanted if pk in _vectors}
    sql = (
        "SELECT object_id, halfvec_send(vector) FROM sources_embedding"
        " WHERE kind = 'candidate' AND model = %s AND object_id = ANY(%s)"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [MODEL, [pk for pk in wanted if pk not in known]])
        read = {
            key: np.frombuffer(sent, dtype=">f2", offset=4).astype(np.float32)
            for key, sent in cursor.fetchall()
        }
    if len(_vectors) >= KEPT:
        _vectors.clear()
    _vectors.update(read)
    return known | read


def with_vectors(said: Said) -> Said:
    """Return the same, each utterance with the vector that is known by now."""
    utterances = []
    for one, candidate in zip(said.utterances, said.candidates, strict=True):
        if one.vector is NO_VECTOR and candidate.pk in said.vectors:
            one = replace(one, vector=said.vectors[candidate.pk])
            keep(candidate, digest_of_reading(candidate), one)
        utterances.append(one)
    return replace(said, utterances=utterances)


def embed_missing(candidates: Iterable[Candidate], known: dict[Any, Vector]) -> None:
    """Embed what has no vector yet, store it at once, and add it to ``known``.

    A vector is kept in half precision, and used as it is kept: what is compared now
    and what is compared later must be the same.
    """
    missing = [c for c in candidates if c.pk not in known]
    for first in range(0, len(missing), EMBEDDED):
        some = missing[first : first + EMBEDDED]
        vectors = embed([c.words for c in some]).astype(np.float16)
        rows = [
            Embedding(
                kind="candidate",
                object_id=c.pk,
                model=MODEL,
                scope_id=c.scope_id,
                vector=vector.tolist(),
            )
            for c, vector in zip(some, vectors, strict=True)
        ]
        Embedding.objects.bulk_create(rows, ignore_conflicts=True)
        known |= zip((c.pk for c in some), vectors.astype(np.float32), strict=True)


def digest_of_view(view: View, candidate: Candidate) -> str:
    """Return what differs as soon as comparing would see anything else in a view.

    Beside its own words a view has what its document and its story lend it: a date, the
    words before, whom its speaker speaks for, how the speaker's name was folded, and
    questions that it answers only where others ask them. Out of an embargo it meets
    another archive.
    """
    asked = [(slot.kind, slot.topic, slot.value) for slot in view.slots]
    lent = (view.before, view.voice, view.speaker, view.looks_away, view.window, asked)
    known = (view.found.event_time, view.utterance.facts, candidate.scope_id)
    seen = (METHOD, VERSION, MODEL, lent, known)
    read = digest_of_reading(candidate)
    return blake2b(repr(seen).encode() + read, digest_size=16).hexdigest()


def facts_of(candidate: Candidate) -> DocumentFacts:
    """What the document says of itself, with what editors know better.

    The outlet is the house: sources of one owner count as one.
    """
    facts = current_facts(candidate.revision)
    return replace(facts, outlet=house_of(candidate.document))


def house_of(document: Document) -> str:
    """Return the owner of the document's source, else the source, else the outlet."""
    if document.source is None:
        return document.outlet
    owners = sorted(link.owner.name for link in document.source.owned_by.all())
    return owners[0] if owners else document.source.name


def with_speaker(utterance: Utterance, candidate: Candidate) -> Utterance:
    """Return the utterance of its candidate's actor; the same if it is so already."""
    key = candidate.actor.key if candidate.actor else ""
    if key == utterance.speaker_key:
        return utterance
    return replace(utterance, speaker_key=key)


def relation_row(
    story: Story, found: FoundRelation, *, method: str = METHOD
) -> Relation:
    return Relation(
        story=story,
        scope_id=story.scope_id,
        a_id=found.a,
        b_id=found.b,
        label=found.label,
        level=found.level,
        reasons=[asdict(reason) for reason in found.reasons],
        detail=[asdict(reason) for reason in found.detail],
        slot=found.slot[:200],
        score=found.score,
        independent=found.independent,
        method=method,
        method_version=VERSION,
    )


def found_relations(story: Story) -> list[FoundRelation]:
    """Return what bears on what in a story, without the reasons: nothing reads those.

    Look-alikes are most of the rows; they join and oppose nothing.
    """
    rows = Relation.objects.filter(story=story, method=METHOD).order_by("pk")
    rows = rows.exclude(label=Label.LOOK_ALIKE)
    # The database writes ids out faster than Python does, and there are many.
    ends = (Cast("a_id", TextField()), Cast("b_id", TextField()))
    columns = ("label", "level", "score", "slot", "independent")
    return [
        FoundRelation(a, b, label, level, (), (), score, slot, independent)
        for a, b, label, level, score, slot, independent in rows.values_list(
            *ends, *columns
        )
    ]
