"""Has this been checked before? Published findings, and checks that others published.

In: one claim's words, or candidates. Out: what they may repeat, with what differs; that
it is the same is for people to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson
from django.db import transaction

from claims.evidence.analyse import Opened, analyse
from claims.evidence.base import Vector
from claims.evidence.embedding import MODEL, embed
from claims.evidence.relate import METHOD, VERSION
from claims.evidence.retrieve import asked
from claims.models import (
    Candidate,
    CandidateGroup,
    ClaimMatch,
    ExternalCheck,
    Publication,
)
from sources.models import SearchEntry, Story
from sources.search.collection import Collection, entries
from sources.search.nearest import Query, day_of, nearest
from sources.search.scoring import Found
from sources.search.statistics import count_terms_if_grown
from sources.search.writing import NewEntry, add_entries, remove_entry
from sources.text.base import ExtractedText
from sources.text.document import read_document

FINDING, EXTERNAL = "finding", "external"
FINDINGS, EXTERNALS = entries(FINDING, said=True), entries(EXTERNAL)
# Cosine from which a check is offered as of the same claim. On posts and debate
# sentences with a known check, half of the true ones reach it; of sentences held
# against checks by another house, 11 and 3 in a hundred do.
KNOWN = 0.65
# What can be compared with an English text, word by word.
COMPARED = ("", "en")
OURS = {"unrelated_but_similar": "look_alike"}


@dataclass(frozen=True, slots=True)
class Known:
    """A published finding, or others' check, that a text may repeat; one of the two.

    ``label`` and ``reasons`` say how the text differs from the claim as checked; empty
    when nothing could be compared. People decide whether it is an appearance.
    """

    publication: Publication | None
    external: ExternalCheck | None
    likeness: float
    label: str
    reasons: list[str]


def checked_before(
    text: str, *, day: date | None = None, limit: int = 3
) -> list[Known]:
    """Return what was checked of the claim ``text`` before, the likest first.

    ``text`` is one claim, not a page. Retracted and superseded versions are not found.
    """
    index_checks()
    return like_checks(asked(text, day), limit=limit)


def findings_like(text: str, *, day: date | None = None, limit: int = 3) -> list[Known]:
    """Return our standing findings about the claim ``text``, the likest first.

    Reads alone: a finding is found from the moment after its publication on.
    """
    query = asked(text, day)
    found = hits(query, FINDINGS, limit)
    standing = Publication.objects.filter(superseded_by=None, retracted=False)
    publications = standing.in_bulk([hit.key for hit in found])
    return [
        our_finding(text, publications[hit.key], hit)
        for hit in found
        if hit.key in publications
    ]


def group_checked_before(group: CandidateGroup, *, limit: int = 3) -> list[Known]:
    """Return what was checked before of a group, by its wording and day."""
    day = day_of(group.best.document.published) if group.best else None
    return checked_before(group.wording, day=day, limit=limit)


def like_checks(query: Query, *, limit: int) -> list[Known]:
    findings = hits(query, FINDINGS, limit)
    checks = hits(query, EXTERNALS, limit)
    publications = Publication.objects.in_bulk([hit.key for hit in findings])
    externals = ExternalCheck.objects.in_bulk([hit.key for hit in checks])
    found = [
        our_finding(query.text, publications[hit.key], hit)
        for hit in findings
        if hit.key in publications
    ]
    found += [
        their_check(query.text, externals[hit.key], hit)
        for hit in checks
        if hit.key in externals
    ]
    return sorted(found, key=lambda one: -one.likeness)[:limit]


def hits(query: Query, collection: Collection, limit: int) -> list[Found]:
    found = nearest(query, collection, scopes=(None,), limit=limit)
    return [one for one in found if one.meaning >= KNOWN]


def our_finding(text: str, publication: Publication, hit: Found) -> Known:
    claim = orjson.loads(publication.body)["claim"]
    label, reasons = differences(text, claim_words(claim))
    return Known(publication, None, likeness_of(hit), label, reasons)


def their_check(text: str, external: ExternalCheck, hit: Found) -> Known:
    comparable = external.language[:2].lower() in COMPARED
    label, reasons = differences(text, external.text) if comparable else ("", [])
    return Known(None, external, likeness_of(hit), label, reasons)


def likeness_of(hit: Found) -> float:
    return round(min(hit.meaning, 1.0), 3)


def differences(text: str, claim: str) -> tuple[str, list[str]]:
    """Compare two texts as two documents; the first relation between them counts."""
    files = [opened("text", text), opened("claim", claim)]
    for relation in analyse(files)["relations"]:
        if relation["doc_a"] != relation["doc_b"]:
            label = relation["label"]
            return OURS.get(label, label), relation["reasons"]
    return "", []


def opened(name: str, text: str) -> Opened:
    document = read_document(name, ExtractedText(text=text))
    return Opened(name, document, "text/plain", as_file=False)


def claim_words(claim: dict[str, Any]) -> str:
    """Return the claim as it can be understood alone."""
    return str(claim.get("normalized_text") or claim["text"])


def match_candidates(
    candidates: Iterable[Candidate], vectors: Mapping[Any, Vector]
) -> list[ClaimMatch]:
    """Return unsaved rows for what was checked of these candidates before."""
    index_checks()
    if not SearchEntry.objects.filter(kind__in=(FINDING, EXTERNAL)).exists():
        return []
    return [
        ClaimMatch(
            candidate=one,
            scope_id=one.scope_id,
            publication=known.publication,
            external=known.external,
            likeness=known.likeness,
            label=known.label,
            reasons=known.reasons,
            method=METHOD,
            method_version=VERSION,
        )
        for one in candidates
        for known in like_checks(
            Query(
                one.words,
                vectors[one.pk].tolist(),
                MODEL,
                day_of(one.document.published),
            ),
            limit=3,
        )
    ]


def replace_matches(
    story: Story, candidates: Iterable[Any], rows: Sequence[ClaimMatch]
) -> None:
    """Put these in place of what was found for the candidates, by id, before.

    A finding that was corrected or retracted meanwhile is matched when asked again.
    """
    ClaimMatch.objects.filter(candidate__in=list(candidates)).delete()
    living = set(
        story.candidates.filter(
            pk__in=[row.candidate_id for row in rows], retired_at=None
        ).values_list("pk", flat=True)
    )
    ClaimMatch.objects.bulk_create(
        [row for row in rows if row.candidate_id in living], ignore_conflicts=True
    )


def follow(publication: Publication) -> None:
    """Make a new version what its finding's matches point to, and findable after.

    To be called where a version is made, in its transaction. What repeats a retracted
    finding repeats nothing that stands.
    """
    matches = ClaimMatch.objects.filter(publication=publication.supersedes_id)
    if publication.retracted:
        matches.delete()
    elif publication.supersedes_id:
        matches.update(publication=publication)
    transaction.on_commit(index_checks, robust=True)


def index_checks() -> int:
    """Make newly published findings and others' checks findable; return how many."""
    return index_findings() + index_externals()


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
    return add(FINDING, FINDINGS, map(finding_entry, new))


def index_externals() -> int:
    """Make others' checks findable that are not yet; return how many are new.

    One whose words were corrected has to be taken out first (``remove_entry``).
    """
    indexed = SearchEntry.objects.filter(kind=EXTERNAL)
    new = ExternalCheck.objects.exclude(pk__in=indexed.values("object_id"))
    return add(EXTERNAL, EXTERNALS, map(external_entry, new))


def add(kind: str, collection: Collection, new: Iterator[NewEntry]) -> int:
    made = list(new)
    if made:
        add_entries(kind, made, model=MODEL)
        count_terms_if_grown(collection)
    return len(made)


def finding_entry(publication: Publication) -> NewEntry:
    body = orjson.loads(publication.body)
    claim = body["claim"]
    words = [claim["text"], claim_words(claim), claim["claimant"], body["finding"]]
    return NewEntry(
        publication.pk,
        text=joined(words),
        vector=vector_of(claim_words(claim)),
        day=day_of(claim["made_on"] or claim["event_start"] or body["published_at"]),
        headline=vector_of(body["finding"]) if body["finding"] else None,
    )


def external_entry(check: ExternalCheck) -> NewEntry:
    return NewEntry(
        check.pk,
        text=joined([check.text, check.claimant]),
        vector=vector_of(check.text),
        day=check.published_on,
    )


def joined(words: Iterable[str]) -> str:
    return ". ".join(filter(None, dict.fromkeys(words)))


def vector_of(words: str) -> list[float]:
    return [float(number) for number in embed([words])[0]]
