"""Suggest evidence for a claim from what the machine related; people confirm it.

Words of the claimant, or of the claimant's side, are appearances: they never support
that the claim is so.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from claims.choices import EvidenceKind, Label, Level, Stance, Status
from claims.evidence.speakers import fold_name
from claims.evidence.stored import METHOD, VERSION
from claims.models import (
    Appearance,
    Candidate,
    Claim,
    Evidence,
    Relation,
    TriageDecision,
)
from sources.models.selector import selector_columns

STANCE_OF = {
    Label.SAME: Stance.SUPPORTS,
    Label.SUPPORTS: Stance.SUPPORTS,
    Label.CONTRADICTS: Stance.CONTRADICTS,
    Label.PARTIALLY: Stance.CONTRADICTS,
}


def gather_evidence(claim: Claim) -> int:
    """Suggest evidence for a claim; returns how many rows are new.

    Running it twice adds nothing; what a person rejected is not suggested again.
    """
    own = own_candidates(claim)
    quoted = {candidate.pk for candidate in own}
    added = 0
    for relation, other in related(claim, quoted):
        added += suggest(claim, other, STANCE_OF[relation.label], relation)
    for member in own:
        if not same_side(claim, member):
            added += suggest(claim, member, Stance.SUPPORTS, None)
    return added


def own_candidates(claim: Claim) -> list[Candidate]:
    """Candidates that say this claim: its groups' members, and where it appears."""
    # Of its duplicates, too: what was decided about them is not decided again.
    decided = TriageDecision.objects.filter(
        Q(claim=claim) | Q(claim__merged_into=claim), undone_at=None
    )
    groups = [group for (group,) in decided.values_list("group_id")]
    if claim.group_id:
        groups.append(claim.group_id)
    wanted = Q(group_id__in=[g for g in groups if g])
    for place in claim.appearances.exclude(revision=None):
        wanted |= Q(revision_id=place.revision_id, segments__overlap=place.segments)
    return list(
        Candidate.objects.filter(wanted, story_id=claim.story_id, retired_at=None)
        .filter(scope_id=claim.scope_id)
        .select_related("document__source", "actor__side", "origin")
        .distinct()
    )


def related(claim: Claim, quoted: set[Any]) -> list[tuple[Relation, Candidate]]:
    """Relations from these candidates to others, with the other end."""
    rows = (
        Relation.objects.filter(story_id=claim.story_id, scope_id=claim.scope_id)
        .filter(Q(a__in=quoted) | Q(b__in=quoted), label__in=list(STANCE_OF))
        .select_related(
            "a__document__source",
            "b__document__source",
            "a__actor__side",
            "b__actor__side",
        )
        .order_by("-score")
    )
    found = []
    for row in rows:
        other = row.b if row.a_id in quoted else row.a
        if other is not None and other.pk not in quoted and other.retired_at is None:
            found.append((row, other))
    return found


def suggest(
    claim: Claim, other: Candidate, stance: str, relation: Relation | None
) -> int:
    """Add one suggestion or appearance unless these words are there already."""
    if same_side(claim, other):
        if stance == Stance.SUPPORTS:
            return list_appearance(claim, other)
        stance = Stance.CONTEXT  # the claimant's own other words
    if claim.level == Level.SAID and not fold_name(other.speaker):
        stance = Stance.CONTEXT
    if Appearance.objects.filter(
        claim=claim, revision_id=other.revision_id, segments=other.segments
    ).exists():
        return 0
    _, made = Evidence.objects.get_or_create(
        claim=claim,
        revision_id=other.revision_id,
        segments=other.segments,
        defaults={
            "scope_id": claim.scope_id,
            "kind": EvidenceKind.PASSAGE,
            "stance": stance,
            "document_id": other.document_id,
            "candidate": other,
            "origin_id": other.origin_id,
            "speaker": other.speaker,
            "chain": other.reading.get("chain", []),
            "reasons": reasons_towards(claim, other, relation),
            "method": METHOD,
            "method_version": VERSION,
            "words": other.words,
            **selector_columns(other.selector),
        },
    )
    return int(made)


def reasons_towards(
    claim: Claim, other: Candidate, relation: Relation | None
) -> list[dict[str, Any]]:
    """Reasons with the evidence's words left and the claim's right."""
    if relation is None:
        return []
    reasons = [*relation.reasons, *relation.detail]
    if relation.a_id == other.pk:
        return reasons
    return [
        {
            **reason,
            "left": reason["right"],
            "right": reason["left"],
            "left_note": reason["right_note"],
            "right_note": reason["left_note"],
        }
        for reason in reasons
    ]


def list_appearance(claim: Claim, other: Candidate) -> int:
    """List the claimant's words; not behind the back of who reads a proposal."""
    if claim.status not in {Status.QUEUED, Status.IN_REVIEW}:
        return 0
    _, made = Appearance.objects.get_or_create(
        claim=claim,
        revision_id=other.revision_id,
        segments=other.segments,
        defaults={
            "scope_id": claim.scope_id,
            "document_id": other.document_id,
            "candidate": other,
            "origin_id": other.origin_id,
            "chain": other.reading.get("chain", []),
            "words": other.words,
            **selector_columns(other.selector),
        },
    )
    return int(made)


def same_side(claim: Claim, candidate: Candidate) -> bool:
    """Whether these words are the claimant's own, or of the claimant's side.

    At level *said* only words in the documents where the claim was taken from count as
    the claim's own; other reports of the utterance are evidence that it was said.
    """
    if claim.level == Level.SAID:
        return claim.group_id is not None and is_best(claim, candidate)
    speaker = fold_name(candidate.speaker) or fold_name(candidate.document.label)
    if speaker == fold_name(claim.claimant) or one_actor(claim, candidate):
        return True
    return shares_side(claim, candidate)


def one_actor(claim: Claim, candidate: Candidate) -> bool:
    """Whether the claimant speaks, however its name is spelt."""
    actor = claim.claimant_actor_id
    return actor is not None and actor == candidate.actor_id


def is_best(claim: Claim, candidate: Candidate) -> bool:
    return claim.group is not None and claim.group.best_id == candidate.pk


def shares_side(claim: Claim, candidate: Candidate) -> bool:
    """Whether both actors' sides carry one name."""
    mine = getattr(claim.claimant_actor, "side", None) if claim.claimant_actor else None
    theirs = getattr(candidate.actor, "side", None) if candidate.actor else None
    return bool(mine and theirs and mine.name and mine.name == theirs.name)
