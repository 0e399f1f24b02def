"""One story on paper: plain values that the HTML and the PDF file are made of.

Keys: ``title`` · ``team`` · ``embargo`` team or "" · ``deadline`` · ``closed`` ·
``made_at`` · ``made_by`` · ``counts`` {documents, claims, assertions} · ``times``
[{when, who, words, document, conflict}] · ``questions`` [{wording, versions [{words,
holders}]}] · ``claims`` [{state, rows [{number, text, level, claimant, rating, finding,
evidence [{stance, words, speaker, document, kind, note}], withheld}]}] · ``documents``
[{title, label, published, how, credits, assertions, conflicts}] · ``withheld`` count ·
``left_out`` {claims, documents}.

What is withheld enters nothing but the counts; what is described gives our note only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Count, Q, QuerySet

from claims.choices import Disclosure, EvidenceKind, EvidenceState, Status
from claims.models import Candidate, Claim, Evidence, Question, Verdict
from claims.review.blind import hidden_from
from sources.models import Document, Story

MOST_CLAIMS, MOST_DOCUMENTS, MOST_TIMES, MOST_QUESTIONS = 400, 400, 60, 60


def report_of(
    story: Story, *, by: Any, made_at: str, times: Sequence[dict[str, Any]]
) -> dict[str, Any]:
    """Return what the story's files say; ``times`` is what its timeline tells."""
    claims = list(claims_of(story)[: MOST_CLAIMS + 1])
    documents = list(documents_of(story)[: MOST_DOCUMENTS + 1])
    shown = claims[:MOST_CLAIMS]
    evidence = evidence_of(shown)
    withheld = withheld_of(shown)
    return {
        "title": story.title,
        "team": str(story.team),
        "embargo": str(story.scope) if story.scope_id else "",
        "deadline": story.deadline.isoformat() if story.deadline else "",
        "closed": story.closed_at is not None,
        "made_at": made_at,
        "made_by": str(by),
        "counts": {
            "documents": story.documents.count(),
            "claims": story.claims.filter(merged_into=None).count(),
            "assertions": story.candidates.filter(retired_at=None).count(),
        },
        "times": list(times[:MOST_TIMES]),
        "questions": questions_of(story),
        "claims": claims_by_state(shown, evidence, withheld, by=by),
        "documents": [document_part(row) for row in documents[:MOST_DOCUMENTS]],
        "withheld": sum(withheld.values()),
        "left_out": {
            "claims": len(claims) > MOST_CLAIMS,
            "documents": len(documents) > MOST_DOCUMENTS,
        },
    }


def claims_of(story: Story) -> QuerySet[Claim]:
    rows = Claim.objects.filter(story=story, merged_into=None)
    return rows.exclude(status=Status.DISMISSED).order_by("number")


def documents_of(story: Story) -> QuerySet[Document]:
    rows = Document.objects.filter(story=story).select_related("source")
    found = Q(candidates__retired_at=None, candidates__isnull=False)
    return rows.annotate(
        n_candidates=Count("candidates", filter=found, distinct=True),
        n_conflicts=Count(
            "candidates",
            filter=found & Q(candidates__group__conflicts__gt=0),
            distinct=True,
        ),
    ).order_by("published_sort", "created_at")


def evidence_of(claims: Iterable[Claim]) -> dict[Any, list[Evidence]]:
    """Confirmed evidence by claim, without what is withheld."""
    rows = (
        Evidence.objects.filter(claim__in=claims, state=EvidenceState.CONFIRMED)
        .exclude(disclosure=Disclosure.WITHHELD)
        .select_related("document__source")
        .order_by("stance", "created_at")
    )
    found: dict[Any, list[Evidence]] = defaultdict(list)
    for row in rows:
        found[row.claim_id].append(row)
    return found


def withheld_of(claims: Iterable[Claim]) -> dict[Any, int]:
    rows = Evidence.objects.filter(
        claim__in=claims,
        state=EvidenceState.CONFIRMED,
        disclosure=Disclosure.WITHHELD,
    )
    counted = rows.order_by().values("claim").annotate(n=Count("pk"))
    return dict(counted.values_list("claim", "n"))


def claims_by_state(
    claims: Sequence[Claim],
    evidence: dict[Any, list[Evidence]],
    withheld: dict[Any, int],
    *,
    by: Any,
) -> list[dict[str, Any]]:
    """Return the claims' parts by state; who reads blind is told no first verdict."""
    verdicts = Verdict.objects.filter(claim__in=claims, current=True).exclude(
        claim__in=hidden_from(by).filter(pk__in=[claim.pk for claim in claims])
    )
    current = {v.claim_id: v for v in verdicts.select_related("rating")}
    found = []
    for status in reversed(Status):
        rows = [
            claim_part(
                claim,
                current.get(claim.pk),
                evidence.get(claim.pk, []),
                withheld.get(claim.pk, 0),
            )
            for claim in claims
            if claim.status == status
        ]
        if rows:
            found.append({"state": str(status.label), "rows": rows})
    return found


def claim_part(
    claim: Claim, verdict: Verdict | None, evidence: list[Evidence], withheld: int
) -> dict[str, Any]:
    return {
        "number": claim.number,
        "text": claim.normalized_text,
        "level": str(claim.get_level_display()),
        "claimant": claim.claimant,
        "rating": verdict.rating.label if verdict else "",
        "finding": verdict.finding if verdict else "",
        "evidence": [evidence_part(row) for row in evidence],
        "withheld": withheld,
    }


def evidence_part(row: Evidence) -> dict[str, str]:
    described = row.disclosure == Disclosure.DESCRIBED
    return {
        "stance": str(row.get_stance_display()),
        "kind": str(row.get_kind_display()),
        "words": "" if described else words_of(row),
        "speaker": "" if described else row.speaker,
        "document": "" if described or not row.document else row.document.label,
        "note": row.note,
    }


def words_of(row: Evidence) -> str:
    if row.kind == EvidenceKind.SEARCH:
        details = row.details
        return f"{details.get('where', '')}: {details.get('terms', '')}".strip(": ")
    return row.quoted or str(row.details.get("words", ""))


def questions_of(story: Story) -> list[dict[str, Any]]:
    rows = list(
        Question.objects.filter(story=story, groups__isnull=False)
        .distinct()
        .order_by("wording")[:MOST_QUESTIONS]
    )
    told = (
        Candidate.objects.filter(group__question__in=rows, retired_at=None)
        .select_related("group", "document__source")
        .order_by("-group__documents", "group", "position")
    )
    versions: dict[Any, dict[Any, dict[str, Any]]] = defaultdict(dict)
    for one in told:
        group: Any = one.group
        version = versions[group.question_id].setdefault(
            group.pk, {"words": group.wording, "holders": []}
        )
        holder = one.speaker or one.document.label
        if holder not in version["holders"]:
            version["holders"].append(holder)
    return [
        {"wording": row.wording, "versions": list(versions[row.pk].values())}
        for row in rows
        if len(versions[row.pk]) > 1
    ]


def document_part(row: Any) -> dict[str, Any]:
    return {
        "title": str(row),
        "label": row.label,
        "published": row.published,
        "how": str(row.get_published_how_display()),
        "credits": list(row.credits),
        "assertions": row.n_candidates,
        "conflicts": row.n_conflicts,
    }
