"""Stored candidates as the pure half of this room wants them, and back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, replace
from typing import Any

import numpy as np

from claims.evidence.base import FoundRelation, Reason, Utterance
from claims.evidence.embedding import MODEL, embed
from claims.evidence.relate import METHOD, VERSION
from claims.extraction.codec import candidate_from_json
from claims.models import Candidate, Relation
from sources.ingest.revisions import current_facts
from sources.models import Document, Embedding, Story
from sources.text.base import DocumentFacts


def live_candidates(story: Story) -> list[Candidate]:
    """Candidates of the story's current runs, of its own scope, in a fixed order."""
    return list(
        Candidate.objects.filter(story=story, retired_at=None)
        .in_scope_of(story)
        .select_related("document__source", "revision__document", "actor")
        .prefetch_related("document__source__owned_by__owner")
        .defer("revision__text", "revision__reading_text", "revision__pieces")
        .order_by("pk")
    )


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


def utterance_of(candidate: Candidate, vector: Any, speaker_key: str) -> Utterance:
    return Utterance(
        key=str(candidate.pk),
        document=str(candidate.document_id),
        facts=facts_of(candidate),
        found=candidate_from_json(candidate.reading, candidate.selector),
        vector=vector,
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


def found_relation(row: Relation) -> FoundRelation:
    return FoundRelation(
        a=str(row.a_id),
        b=str(row.b_id),
        label=row.label,
        level=row.level,
        reasons=tuple(Reason(**reason) for reason in row.reasons),
        detail=tuple(Reason(**reason) for reason in row.detail),
        score=row.score,
        slot=row.slot,
        independent=row.independent,
    )
