"""Stored candidates as the pure half of this room wants them, and back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
from django.db.models import QuerySet

from claims.evidence.actors import FoundActor, fold_actors
from claims.evidence.base import FoundRelation, Utterance, Vector
from claims.evidence.embedding import MODEL, embed
from claims.evidence.named import decisions_of, names_in
from claims.evidence.relate import METHOD, VERSION
from claims.extraction.codec import candidate_from_json
from claims.models import ActorDecision, Candidate, ExtractionRun, Relation
from sources.ingest.revisions import current_facts
from sources.models import Document, Embedding, Story, TextRevision
from sources.text.base import DocumentFacts


@dataclass(frozen=True, slots=True)
class Said:
    """What a story's live candidates say, as it was loaded when ``mark`` was true.

    ``vectors`` may lack candidates that were not embedded yet. ``places`` are the ids
    of actor, origin and group that each candidate has in the database.
    """

    mark: Any
    candidates: list[Candidate]
    vectors: dict[Any, Vector]
    actors: list[FoundActor]
    places: dict[Any, tuple[Any, Any, Any]]

    def utterances(self) -> list[Utterance]:
        """Return an utterance for each embedded candidate, by its speaker's name."""
        keys = {name: actor.key for actor in self.actors for name in actor.names}
        facts: dict[Any, DocumentFacts] = {}
        found = []
        for one in self.candidates:
            if one.pk not in self.vectors:
                continue
            if one.revision_id not in facts:
                facts[one.revision_id] = facts_of(one)
            speaker = keys.get((str(one.document_id), one.speaker), "")
            found.append(utterance_of(one, self, facts[one.revision_id], speaker))
        return found


def said_in_story(story: Story) -> Said:
    """Load the story's live candidates with their vectors and actors."""
    mark = mark_of(story)
    candidates = live_candidates(story)
    return Said(
        mark=mark,
        candidates=candidates,
        vectors=vectors_of(candidates),
        actors=fold_actors(names_in(story, candidates), decisions_of(story)),
        places={c.pk: (c.actor_id, c.origin_id, c.group_id) for c in candidates},
    )


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
    """Load the candidates; what many of them share is loaded once."""
    candidates = list(rows_of(story))
    documents = story.documents.select_related("source").prefetch_related(
        "source__owned_by__owner"
    )
    by_id = {document.pk: document for document in documents}
    texts = ("text", "reading_text", "pieces", "blocks", "sentences")
    revisions = TextRevision.objects.defer(*texts).in_bulk(
        {c.revision_id for c in candidates}
    )
    for revision in revisions.values():
        revision.document = by_id[revision.document_id]
    for one in candidates:
        one.story = story
        one.document = by_id[one.document_id]
        one.revision = revisions[one.revision_id]
    return candidates


def vectors_of(candidates: Iterable[Candidate]) -> dict[Any, Any]:
    """Return stored vectors by candidate id; those not embedded yet are left out."""
    rows = Embedding.objects.filter(
        kind="candidate", model=MODEL, object_id__in=[c.pk for c in candidates]
    ).values_list("object_id", "vector")
    return {key: np.asarray(v, dtype=np.float32) for key, v in rows}


def embed_missing(
    candidates: list[Candidate], known: dict[Any, Any]
) -> list[Embedding]:
    """Embed what has no vector yet; adds to ``known`` and returns unsaved rows."""
    missing = [c for c in candidates if c.pk not in known]
    vectors = embed([c.words for c in missing])
    for candidate, vector in zip(missing, vectors, strict=True):
        known[candidate.pk] = vector
    return [
        Embedding(
            kind="candidate",
            object_id=c.pk,
            model=MODEL,
            scope_id=c.scope_id,
            vector=known[c.pk].tolist(),
        )
        for c in missing
    ]


def utterance_of(
    candidate: Candidate, said: Said, facts: DocumentFacts, speaker_key: str
) -> Utterance:
    return Utterance(
        key=str(candidate.pk),
        document=str(candidate.document_id),
        facts=facts,
        found=candidate_from_json(candidate.reading, candidate.selector),
        vector=said.vectors[candidate.pk],
        speaker_key=speaker_key,
    )


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


def relation_row(story: Story, found: FoundRelation) -> Relation:
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
        method=METHOD,
        method_version=VERSION,
    )


def found_relations(story: Story) -> list[FoundRelation]:
    """Return the story's relations without their reasons: nothing here reads those."""
    rows = Relation.objects.filter(story=story, method=METHOD).order_by("pk")
    columns = ("a_id", "b_id", "label", "level", "score", "slot", "independent")
    return [
        FoundRelation(str(a), str(b), label, level, (), (), score, slot, independent)
        for a, b, label, level, score, slot, independent in rows.values_list(*columns)
    ]
