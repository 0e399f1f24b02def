"""What else says this: the nearest passages of its story and of the archive.

In: a span or any text. Out: passages. Vectors are made here; `sources.search` ranks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from claims.evidence.base import Vector
from claims.evidence.embedding import MODEL, embed
from claims.evidence.stored import EMBEDDED, vectors_of
from claims.models import Candidate
from sources.models import Embedding, Passage, Story, TextRevision
from sources.search.collection import PASSAGE, PASSAGES
from sources.search.nearest import Query, day_of, nearest
from sources.search.scoring import Found
from sources.search.statistics import count_terms_if_grown


@dataclass(frozen=True, slots=True)
class Nearest:
    """Passages nearest to a span: of its own story, then of all other stories."""

    story: list[Found]
    archive: list[Found]


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


def asked(text: str, day: date | None) -> Query:
    return Query(text, embed([text])[0].tolist(), MODEL, day)


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
