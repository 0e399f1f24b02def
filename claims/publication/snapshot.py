"""The frozen record of a finding, schema 2.

A plain dictionary of JSON types, stored as canonical JSON text. Keys:

``schema`` 2 · ``id`` the record's uuid through all versions · ``version`` ·
``slug`` · ``url`` · ``published_at`` · ``first_published_at`` · ``language`` ·
``level`` said | so · ``claim`` {text, normalized_text, claimant, made_on, made_where,
event_start, event_end, appearances} · ``rating`` {slug, label, meaning, value, best,
worst, scale} · ``finding`` · ``rationale`` · ``confidence`` · ``question`` text or
null · ``versions`` [{held_by, words, stance}] · ``evidence`` [{id, kind, stance,
quote, selector, source, speaker, chain, origin, reasons, note, details}] ·
``withheld`` count · ``searches`` [{where, terms, when, directions}] · ``origins``
{supports, contradicts, independent, listed [{name, interest, independent, why}]} ·
``checked_by`` how many people · ``exception`` recorded reason or "" · ``corrections``
[{version, kind, note, at}] · ``retracted`` bool · ``licence``.

Added by schema 2, absent from older bodies: ``review_by`` date or null, as promised
when this version went out · ``right_of_reply`` {asked, asked_on, answered, words} or
null, ``answered`` a date or null · ``origins.listed`` · ``timeline`` [{at, precision,
words, who}], ``at`` a date, an instant or "a/b" · ``source.archived`` address of a kept
copy or "" · ``checked_by_names`` those who checked, where the house names them ·
``about`` {method_url, corrections_url, report_url} · ``claim.claimant_kind`` what the
claimant is (person, body …), or "".

What is withheld enters nothing but the count; what is described gives our note only.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django.conf import settings
from django.db.models import prefetch_related_objects

from claims.choices import Disclosure, EvidenceKind, Stance
from claims.models import Appearance, Claim, Evidence, Publication, Verdict
from claims.publication.origins import origins_part
from claims.publication.timeline import timeline_part
from claims.review.guards import Situation
from sources.text.selectors import to_w3c

SCHEMA = 2


def build(
    claim: Claim,
    *,
    situation: Situation,
    record: Any,
    slug: str,
    version: int,
    published_at: datetime,
    earlier: list[Publication],
    correction: str = "",
    note: str = "",
    review_by: date | None = None,
) -> dict[str, Any]:
    """Return the snapshot of a claim as it stands, as the given version."""
    prefetch_related_objects(situation.confirmed, "candidate", "origin__parent")
    prefetch_related_objects(situation.appearances, "candidate", "document__source")
    verdict = situation.verdict
    assert verdict is not None
    shown = [e for e in situation.confirmed if e.disclosure != Disclosure.WITHHELD]
    found = [e for e in shown if e.kind != EvidenceKind.SEARCH]
    return {
        "schema": SCHEMA,
        "id": str(record),
        "version": version,
        "slug": slug,
        "url": f"{settings.PUBLIC_URL}/findings/{slug}/",
        "published_at": stamp(published_at),
        "first_published_at": stamp(
            earlier[0].published_at if earlier else published_at
        ),
        "language": claim.language,
        "level": claim.level,
        "claim": claim_part(claim, situation.appearances),
        "rating": rating_part(verdict),
        "finding": verdict.finding,
        "rationale": verdict.rationale,
        "confidence": verdict.confidence,
        "question": claim.question.wording if claim.question else None,
        "versions": versions_part(claim, found),
        "evidence": [evidence_part(row) for row in found],
        "withheld": len(situation.confirmed) - len(shown),
        "searches": [
            {**row.details, "note": row.note}
            for row in shown
            if row.kind == EvidenceKind.SEARCH
        ],
        "origins": origins_part(claim, found),
        "timeline": timeline_part(claim, situation.appearances, found),
        "right_of_reply": reply_part(claim),
        "checked_by": 1 + len(situation.approvals),
        "checked_by_names": names_part(situation),
        "exception": claim.origin_exception,
        "corrections": corrections_part(
            earlier, version, correction, note, published_at
        ),
        "retracted": False,
        "review_by": review_by.isoformat() if review_by else None,
        "about": about_part(slug),
        "licence": settings.LICENCE_LINE,
    }


def stamp(moment: datetime | None) -> str | None:
    if moment is None:
        return None
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def claim_part(claim: Claim, appearances: list[Appearance]) -> dict[str, Any]:
    return {
        "text": claim.text,
        "normalized_text": claim.normalized_text,
        "claimant": claim.claimant,
        "claimant_kind": claim.claimant_actor.kind if claim.claimant_actor else "",
        "made_on": claim.made_on,
        "made_where": claim.made_where,
        "event_start": stamp(claim.event_start),
        "event_end": stamp(claim.event_end),
        "tags": claim.tags,
        "appearances": [appearance_part(row) for row in appearances],
    }


def appearance_part(row: Appearance) -> dict[str, Any]:
    if row.revision_id is None:
        return {"heard_where": row.heard_where, "heard_on": row.heard_on}
    return {
        "quote": row.quoted,
        "selector": to_w3c(row.selector),
        "source": source_part(row.document),
        "chain": row.chain,
    }


def rating_part(verdict: Verdict) -> dict[str, Any]:
    rating = verdict.rating
    return {
        "slug": rating.slug,
        "label": rating.label,
        "meaning": rating.meaning,
        "value": rating.value,
        "best": 5 if rating.value is not None else None,
        "worst": 1 if rating.value is not None else None,
        "scale": rating.scale.name,
    }


def versions_part(claim: Claim, found: list[Evidence]) -> list[dict[str, str]]:
    """The claimant's version and those quoted against it, alike."""
    rows = [
        {"held_by": claim.claimant, "words": claim.normalized_text, "stance": "claim"}
    ]
    for row in found:
        if row.stance == Stance.CONTRADICTS and row.speaker:
            words = row.note if row.disclosure == Disclosure.DESCRIBED else row.quoted
            rows.append(
                {
                    "held_by": row.speaker,
                    "words": words or row.details.get("words", ""),
                    "stance": row.stance,
                }
            )
    return rows


def evidence_part(row: Evidence) -> dict[str, Any]:
    part: dict[str, Any] = {
        "id": str(row.pk),
        "kind": row.kind,
        "stance": row.stance,
        "note": row.note,
        "disclosure": row.disclosure,
        "origin": row.origin.name if row.origin else None,
    }
    if row.disclosure == Disclosure.DESCRIBED:
        return part
    part |= {"speaker": row.speaker, "chain": row.chain, "reasons": row.reasons}
    if row.kind == EvidenceKind.PASSAGE:
        part |= {
            "quote": row.quoted,
            "selector": to_w3c(row.selector),
            "source": source_part(row.document),
        }
    else:
        part |= {"details": row.details}
    return part


def source_part(document: Any) -> dict[str, Any]:
    return {
        "title": document.title,
        "publisher": document.label,
        "url": document.canonical_url or document.url,
        "published": document.published,
        "published_how": document.published_how,
        "sha256": document.content_sha256,
        "archived": document.archived_url,
    }


def reply_part(claim: Claim) -> dict[str, Any] | None:
    row = getattr(claim, "right_of_reply", None)
    if row is None:
        return None
    return {
        "asked": row.asked,
        "asked_on": row.asked_on.isoformat(),
        "answered": row.answered_on.isoformat() if row.answered_on else None,
        "words": row.words,
    }


def names_part(situation: Situation) -> list[str]:
    """Who proposed and who approved, in that order; empty unless the house says so."""
    if not settings.SHOW_CHECKERS or situation.verdict is None:
        return []
    people = [situation.verdict.by, *(row.by for row in situation.approvals)]
    return list(dict.fromkeys(str(person) for person in people))


def about_part(slug: str) -> dict[str, str]:
    return {
        "method_url": f"{settings.PUBLIC_URL}/method/",
        "corrections_url": f"{settings.PUBLIC_URL}/corrections-policy/",
        "report_url": f"{settings.PUBLIC_URL}/findings/{slug}/report/",
    }


def corrections_part(
    earlier: list[Publication],
    version: int,
    correction: str,
    note: str,
    at: datetime,
) -> list[dict[str, Any]]:
    rows = [
        {
            "version": old.version,
            "kind": old.correction,
            "note": old.note,
            "at": stamp(old.published_at),
        }
        for old in earlier
        if old.correction
    ]
    if correction:
        rows.append(
            {"version": version, "kind": correction, "note": note, "at": stamp(at)}
        )
    return rows
