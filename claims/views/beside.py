"""One sentence of a document, and the same passage as other documents have it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse

from claims.evidence.embedding import MODEL
from claims.models import Candidate
from claims.views.reader import find_document
from claims.views.relations import Tie, leading_ties
from claims.views.words import Difference, differences
from sources.http import page_or_part
from sources.models import Document, Embedding, Passage
from sources.search.collection import PASSAGE
from sources.search.nearest import Query, day_of
from sources.search.passages import search_passages
from workbench.accounts.decorators import member_required

# Sentences with fewer words in common are about something else, unless a relation
# says that they belong together.
ALIKE = 0.55
LOOKED_AT, SHOWN = 40, 24


@dataclass(frozen=True, slots=True)
class Beside:
    """The passage of another document: how alike, and how the two are related."""

    passage: Passage
    document: Document
    difference: Difference
    tie: Tie | None

    @property
    def of_hundred(self) -> int:
        return round(100 * self.difference.likeness)

    @property
    def word_by_word(self) -> bool:
        """Whether marking single words helps: of another sentence it would be all."""
        return self.difference.likeness >= ALIKE


@member_required
def beside(request: HttpRequest, pk: Any, index: int) -> HttpResponse:
    """GET: the sentence in its place, and its like side by side, word by word."""
    row = find_document(request, pk, light=True)
    near_it = around(row, index)
    own = next((passage for passage in near_it if passage.index == index), None)
    if own is None:
        raise Http404
    context = {
        "document": row,
        "passage": own,
        "around": near_it,
        "rows": same_passage(request.user, row, own),
    }
    return page_or_part(
        request, "claims/document_beside.html", "claims/parts/_beside.html", context
    )


def around(row: Document, index: int) -> list[Passage]:
    near = Passage.objects.filter(
        revision=row.current_revision_id, index__range=(index - 1, index + 1)
    )
    return list(near.order_by("index"))


def same_passage(user: Any, row: Document, own: Passage) -> list[Beside]:
    """Passages of other documents that say nearly the same, the most alike first."""
    ties = ties_to(user, own)
    hits = [hit.passage for hit in near(user, row, own)]
    known = {passage.pk for passage in hits}
    hits += [p for p in passages_of(ties.values()) if p.pk not in known]
    found = []
    for passage in hits:
        document = passage.revision.document
        if document.pk == row.pk:
            continue
        difference = differences(own.words, passage.words)
        tie = ties.get((passage.revision_id, passage.index))
        if tie is not None or difference.likeness >= ALIKE:
            found.append(Beside(passage, document, difference, tie))
    found.sort(key=lambda b: (-b.difference.likeness, b.document.label))
    return found[:SHOWN]


def near(user: Any, row: Document, own: Passage) -> Any:
    stored = Embedding.objects.filter(kind=PASSAGE, object_id=own.pk, model=MODEL)
    vector = stored.values_list("vector", flat=True).first()
    given = list(vector.to_list()) if hasattr(vector, "to_list") else vector
    query = Query(own.words, given, MODEL if given else "", day_of(row.published))
    return search_passages(query, user=user, limit=LOOKED_AT)


def ties_to(user: Any, own: Passage) -> dict[tuple[Any, int], Tie]:
    """Relations of what was found in this sentence, by the other's text and place."""
    candidates = list(
        Candidate.objects.visible_to(user).filter(
            revision=own.revision_id, segments__overlap=own.segments, retired_at=None
        )
    )
    found: dict[tuple[Any, int], Tie] = {}
    for tie in leading_ties(user, candidates, most=LOOKED_AT):
        found.setdefault((tie.other.revision_id, tie.other.sentence), tie)
    return found


def passages_of(ties: Any) -> list[Passage]:
    wanted = Q()
    for tie in ties:
        wanted |= Q(revision=tie.other.revision_id, index=tie.other.sentence)
    if not wanted:
        return []
    rows = Passage.objects.filter(wanted).select_related("revision__document__source")
    return list(rows.defer("revision__text", "revision__reading_text")[:SHOWN])
