"""What else says this: the nearest passages, and findings that are published already.

In: a span or any text. Out: passages of its own story and of the archive, or known
findings with what differs. Vectors are made here; `sources.search` ranks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson
from django.db.models import QuerySet

from claims.evidence.analyse import Opened, analyse
from claims.evidence.base import Vector
from claims.evidence.embedding import MODEL, embed
from claims.evidence.stored import EMBEDDED, vectors_of
from claims.models import Candidate, CandidateGroup, Publication
from sources.models import Embedding, Passage, SearchEntry, Story, TextRevision
from sources.search.collection import PASSAGE, PASSAGES, entries
from sources.search.nearest import Query, day_of, nearest
from sources.search.scoring import Found
from sources.search.statistics import count_terms_if_grown
from sources.search.writing import NewEntry, add_entries, remove_entry
from sources.text.base import ExtractedText
from sources.text.document import read_document

FINDING = "finding"
FINDINGS = entries(FINDING)
# Cosine from which a finding is offered as the same claim. On posts and debate
# sentences with a known check, half of the true ones reach it; of sentences held
# against checks by another house, 11 and 3 in a hundred do.
KNOWN = 0.65


@dataclass(frozen=True, slots=True)
class Nearest:
    """Passages nearest to a span: of its own story, then of all other stories."""

    story: list[Found]
    archive: list[Found]


@dataclass(frozen=True, slots=True)
class Known:
    """A published finding that a text may repeat.

    ``label`` and ``reasons`` say how the text differs from the claim as checked; empty
    when nothing could be compared. People decide whether it is an appearance.
    """

    publication: Publication
    likeness: float
    label: str
    reasons: list[dict[str, Any]]


def nearest_passages(
    text: str, *, story: Story, day: date | None = None, limit: int = 20
) -> Nearest:
    """Return the passages nearest to ``text`` within the story's scope.

    Its own story is searched as a whole, so that order of arrival changes nothing; the
    archive is all other stories.
    """
    query = asked(text, day)
    scopes = (story.scope_id,)
    return Nearest(
        nearest(query, PASSAGES, scopes=scopes, story=story.pk, limit=limit),
        nearest(query, PASSAGES, scopes=scopes, besides=story.pk, limit=limit),
    )


def nearest_to_candidate(candidate: Candidate, *, limit: int = 20) -> Nearest:
    """Return what is nearest to a candidate, its own passage among it."""
    day = day_of(candidate.document.published)
    return nearest_passages(
        candidate.words, story=candidate.story, day=day, limit=limit
    )


def nearest_elsewhere(
    candidate: Candidate, vector: Vector, *, limit: int
) -> list[Found]:
    """Return the passages of other stories nearest to a candidate of this vector."""
    query = Query(
        candidate.words, vector.tolist(), MODEL, day_of(candidate.document.published)
    )
    return nearest(
        query,
        PASSAGES,
        scopes=(candidate.scope_id,),
        besides=candidate.story_id,
        limit=limit,
    )


def checked_before(
    text: str, *, day: date | None = None, limit: int = 3
) -> list[Known]:
    """Return published findings that ``text`` may repeat, the likest first.

    ``text`` is one claim, not a page. Retracted and superseded versions are not found.
    """
    index_findings()
    hits = [
        found
        for found in nearest(asked(text, day), FINDINGS, scopes=(None,), limit=limit)
        if found.meaning >= KNOWN
    ]
    rows = Publication.objects.in_bulk([found.key for found in hits])
    return [known(text, rows[found.key], found) for found in hits if found.key in rows]


def group_checked_before(group: CandidateGroup, *, limit: int = 3) -> list[Known]:
    """Return published findings that a group may repeat, by its wording and day."""
    day = day_of(group.best.document.published) if group.best else None
    return checked_before(group.wording, day=day, limit=limit)


def asked(text: str, day: date | None) -> Query:
    return Query(text, embed([text])[0].tolist(), MODEL, day)


def known(text: str, publication: Publication, found: Found) -> Known:
    claim = orjson.loads(publication.body)["claim"]
    label, reasons = differences(text, claim_words(claim))
    return Known(publication, round(found.meaning, 3), label, reasons)


def differences(text: str, claim: str) -> tuple[str, list[dict[str, Any]]]:
    """Compare two texts as two documents; the first relation between them counts."""
    files = [opened("text", text), opened("claim", claim)]
    for relation in analyse(files)["relations"]:
        if relation["doc_a"] != relation["doc_b"]:
            return relation["label"], relation["reasons"]
    return "", []


def opened(name: str, text: str) -> Opened:
    document = read_document(name, ExtractedText(text=text))
    return Opened(name, document, "text/plain", as_file=False)


def claim_words(claim: dict[str, Any]) -> str:
    """Return the claim as it can be understood alone."""
    return str(claim.get("normalized_text") or claim["text"])


def index_findings() -> int:
    """Make newly published findings findable, and no others; return how many are new.

    A version is found until another supersedes it; a retraction is a version, too, and
    is never found.
    """
    standing = Publication.objects.filter(superseded_by=None, retracted=False)
    indexed = SearchEntry.objects.filter(kind=FINDING)
    for gone in indexed.exclude(object_id__in=standing.values("pk")):
        remove_entry(FINDING, gone.object_id)
    new = standing.exclude(pk__in=indexed.values("object_id"))
    made = list(entries_of(new))
    if made:
        add_entries(FINDING, made, model=MODEL)
        count_terms_if_grown(FINDINGS)
    return len(made)


def entries_of(publications: Any) -> Iterator[NewEntry]:
    for publication in publications:
        body = orjson.loads(publication.body)
        claim = body["claim"]
        words = [claim["text"], claim_words(claim), claim["claimant"], body["finding"]]
        yield NewEntry(
            publication.pk,
            text=". ".join(filter(None, dict.fromkeys(words))),
            vector=embed([claim_words(claim)])[0].tolist(),
            day=day_of(
                claim["made_on"] or claim["event_start"] or body["published_at"]
            ),
        )


def embed_passages(revision: TextRevision, *, most: int | None = None) -> int:
    """Give vectors to the passages of a text that have none; return how many.

    At most ``most`` are embedded. Each lot is stored at once, so that work that ends
    midway is not lost; running it twice adds nothing. Boilerplate gets none, nor the
    beginning of a text that is still being read.
    """
    if revision.partial:
        return 0
    missing = list(without_vector(revision).order_by("index")[:most])
    known = vectors_by_words(revision) if missing else {}
    for first in range(0, len(missing), EMBEDDED):
        some = missing[first : first + EMBEDDED]
        strange = [passage.words for passage in some if passage.words not in known]
        known |= zip(strange, embed(strange), strict=True)
        Embedding.objects.bulk_create(
            [
                Embedding(
                    kind=PASSAGE,
                    object_id=passage.pk,
                    model=MODEL,
                    scope_id=passage.scope_id,
                    vector=known[passage.words].tolist(),
                )
                for passage in some
            ],
            ignore_conflicts=True,
        )
    if missing:
        count_terms_if_grown(PASSAGES)
    return len(missing)


def without_vector(revision: TextRevision) -> QuerySet[Passage]:
    """Return the passages of a text that nobody finds by meaning yet."""
    wanted = revision.passages.exclude(kind="boilerplate")
    have = Embedding.objects.filter(
        kind=PASSAGE, model=MODEL, object_id__in=wanted.values("pk")
    )
    return wanted.exclude(pk__in=have.values("object_id"))


def vectors_by_words(revision: TextRevision) -> dict[str, Vector]:
    """Return the vectors of the text's candidates: most are whole sentences."""
    candidates = list(revision.candidates.only("pk", "words"))
    known = vectors_of(candidates)
    return {c.words: known[c.pk] for c in candidates if c.pk in known}
