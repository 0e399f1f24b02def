"""The names of a story, as its texts were read, and what people decided about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from claims.evidence.actors import Decided, Named, named_in
from claims.extraction.base import FoundName
from claims.models import ActorDecision, Candidate, ExtractionRun
from sources.models import Story


def names_in(story: Story, candidates: Sequence[Candidate]) -> list[Named]:
    """Return names that claims say or are said by, with all that was read of them."""
    said: dict[str, list[set[str]]] = defaultdict(list)
    outlets: dict[str, str] = {}
    for one in candidates:
        document = str(one.document_id)
        said[document].append(said_in(one))
        outlets.setdefault(document, one.document.label)
    read = names_of_runs(story)
    return [
        name
        for document in said
        for name in named_in(
            document, outlets[document], said[document], read[document]
        )
    ]


def said_in(candidate: Candidate) -> set[str]:
    reading = candidate.reading
    return {candidate.speaker, *reading["actors"], *reading["places"]} - {""}


def names_of_runs(story: Story) -> dict[str, list[FoundName]]:
    """Return document id → names, as the current run of each document read them."""
    rows = ExtractionRun.objects.filter(revision__document__story=story, current=True)
    found: dict[str, list[FoundName]] = defaultdict(list)
    for document, parts in rows.values_list("revision__document_id", "names"):
        for part in parts.values():
            found[str(document)] += [FoundName(**name) for name in part]
    return found


def decisions_of(story: Story) -> list[Decided]:
    """Return what people decided and did not take back, the oldest first."""
    rows = ActorDecision.objects.filter(story=story, undone_at=None)
    return [
        Decided(row.action, tuple(row.keys), row.name, str(row.actor_id or ""))
        for row in rows.order_by("created_at", "pk")
    ]
