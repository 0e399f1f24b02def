"""Two claims that are one: the duplicate's words move, its history stays.

What cannot move (words that the survivor holds already, or that its claimant did not
say) stays with the duplicate, which points to its survivor.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims import roles
from claims.choices import EvidenceState, WorkState
from claims.errors import BadMerge, Leased, TransitionNotAllowed
from claims.evidence.speakers import fold_name
from claims.evidence.suggest import gather_evidence, same_side
from claims.models import Appearance, Assignment, Claim, Comment, EventPayload, Evidence
from claims.review.editing import EDITABLE
from claims.review.record import record
from claims.review.workflow import lapse, lock
from sources.labels import in_sentence

MERGED, TAKEN_IN = "merged", "merge_taken_in"
# What a confirmation adds to a suggestion of the same words.
JUDGED = ("stance", "state", "confirmed_by_id", "confirmed_at", "note", "disclosure")


def merge_claims(
    claim: Claim, into: Claim, *, by: Any, reason: str, seen_version: int
) -> Claim:
    """Make ``claim`` a duplicate of ``into``; returns the survivor as it then stands.

    Appearances, evidence, open work and comments move; what the survivor holds already
    stays where it is. Approvals of the survivor lapse if what they cover changes.

    Raises:
        BadMerge: no reason, or they cannot be one; ``extra["why"]`` says which.
        StaleClaim: ``claim`` is not in the version seen.
        TransitionNotAllowed: one of them is published, retracted or dismissed.
        Leased: somebody else is checking ``claim``.
        and what :func:`claims.roles.require` raises.
    """
    if not reason.strip():
        raise BadMerge(_("Say why the two are one."), why="no_reason")
    require_one_matter(claim, into)
    with both(claim, into, by=by, seen_version=seen_version) as (row, survivor):
        for one in (row, survivor):
            require_editable(one)
        require_free(row, by)
        moved = move(row, survivor)
        row.merged_into = survivor
        row.save(update_fields=["merged_into"])
        moved["made"] = suggest_anew(survivor)
        told = {"duplicate": str(row), "reason": reason, "moved": moved}
        write(survivor, TAKEN_IN, None, told, by=by)
        lapse(
            survivor,
            by=by,
            reason=f"Claim {row.number} was merged into it after the approval",
        )
        told = {"into": str(survivor), "reason": reason, "moved": moved}
        told["survivor_seq"] = last_seq(survivor)
        write(row, MERGED, None, told, by=by)
    return survivor


def unmerge(claim: Claim, *, by: Any, seen_version: int) -> Claim:
    """Take a merge back while nothing else happened to either; returns the duplicate.

    Raises:
        BadMerge: the claim is merged into none.
        StaleClaim: not in the version seen.
        TransitionNotAllowed: one of them has changed since.
    """
    into = claim.merged_into
    roles.require(by, claim.story.team_id, roles.REVIEWER_UP)
    if into is None:
        raise BadMerge(_("This claim is merged into none."), why="not_merged")
    with both(claim, into, by=by, seen_version=seen_version) as (row, survivor):
        moved = untouched(row, survivor)
        row.merged_into = None
        row.save(update_fields=["merged_into"])
        move_back(row, survivor, moved)
        write(survivor, "merge_given_back", None, {"duplicate": str(row)}, by=by)
        lapse(
            survivor,
            by=by,
            reason=f"Claim {row.number} was parted from it after the approval",
        )
        write(row, "unmerged", {"into": str(survivor)}, None, by=by)
    return row


def may_unmerge(claim: Claim) -> bool:
    """Whether nothing else happened to either since the merge."""
    if claim.merged_into is None:
        return False
    try:
        untouched(claim, claim.merged_into)
    except TransitionNotAllowed:
        return False
    return True


def require_one_matter(claim: Claim, into: Claim) -> None:
    """Refuse what can never be one claim.

    Raises:
        BadMerge: ``extra["why"]`` is itself, other_scope, other_story or other_level.
    """
    if claim.pk == into.pk:
        raise BadMerge(_("A claim is no duplicate of itself."), why="itself")
    if claim.scope_id != into.scope_id:
        raise BadMerge(_("They are under different embargoes."), why="other_scope")
    if claim.story_id != into.story_id:
        raise BadMerge(_("They belong to different stories."), why="other_story")
    if claim.level != into.level:
        raise BadMerge(
            _("That it was said and that it is so are two claims."), why="other_level"
        )


def require_free(row: Claim, by: Any) -> None:
    held = row.lease_until is not None and row.lease_until > timezone.now()
    if held and row.checker_id not in {None, by.pk}:
        raise Leased(
            _("%(who)s is checking %(claim)s; ask them, or wait until they release it.")
            % {"who": row.checker, "claim": row}
        )


def require_editable(row: Claim) -> None:
    if row.merged_into_id is not None:
        raise BadMerge(
            _("%(claim)s is merged into another already.") % {"claim": row},
            why="merged",
        )
    if row.status not in EDITABLE:
        raise TransitionNotAllowed(
            _("%(claim)s is %(status)s; reopen or restore it first.")
            % {"claim": row, "status": in_sentence(row.get_status_display())},
            status=row.status,
        )


@contextmanager
def both(
    claim: Claim, into: Claim, *, by: Any, seen_version: int
) -> Iterator[tuple[Claim, Claim]]:
    """Lock the two, always in one order, for somebody who may merge them."""
    with transaction.atomic():
        found = {
            one.pk: lock(one, seen_version=seen_version if one is claim else None)
            for one in sorted((claim, into), key=lambda one: str(one.pk))
        }
        row, survivor = found[claim.pk], found[into.pk]
        roles.require(by, row.story.team_id, roles.REVIEWER_UP)
        yield row, survivor


def move(row: Claim, survivor: Claim) -> dict[str, Any]:
    """Give the survivor what it lacks; returns the ids moved, and what was raised."""
    own = [one for one in appearances_of(row) if speaks_for(survivor, one, row)]
    held = {place_of(one) for one in appearances_of(survivor)}
    said = [one.pk for one in own if place_of(one) not in held]
    held |= {place_of(one) for one in own}
    borne, raised = [], []
    twins = {place_of(e): e for e in survivor.evidence.exclude(revision=None)}
    for one in row.evidence.all():
        twin = twins.get(place_of(one)) if one.revision_id else None
        if twin is not None:
            raised += raise_twin(one, twin)
        elif one.revision_id is None or place_of(one) not in held:
            borne.append(one.pk)
    work = row.assignments.filter(state=WorkState.OPEN)
    moved = {
        "appearances": said,
        "evidence": borne,
        "assignments": list(work.values_list("pk", flat=True)),
        "comments": list(row.comments.values_list("pk", flat=True)),
    }
    for name, model in MOVABLE.items():
        model._default_manager.filter(pk__in=moved[name]).update(claim=survivor)
    return {**moved, "raised": raised}


MOVABLE: dict[str, Any] = {
    "appearances": Appearance,
    "evidence": Evidence,
    "assignments": Assignment,
    "comments": Comment,
}


def appearances_of(claim: Claim) -> list[Appearance]:
    rows = claim.appearances.select_related(
        "candidate__actor__side", "candidate__document__source"
    )
    return list(rows)


def speaks_for(survivor: Claim, one: Appearance, row: Claim) -> bool:
    """Whether the survivor's claimant made the claim there, too."""
    if one.candidate is not None and same_side(survivor, one.candidate):
        return True
    return fold_name(row.claimant) == fold_name(survivor.claimant)


def place_of(row: Appearance | Evidence) -> tuple[Any, ...]:
    """Where the words stand, or were heard: what a claim lists once."""
    if row.revision_id is not None:
        return (row.revision_id, str(row.segments))
    heard = getattr(row, "heard_where", ""), getattr(row, "heard_on", "")
    return (None, *heard)


def raise_twin(one: Evidence, twin: Evidence) -> list[dict[str, Any]]:
    """Let a suggestion of the same words be what a person made of the other."""
    suggested = twin.state == EvidenceState.SUGGESTED
    if not suggested or one.state != EvidenceState.CONFIRMED:
        return []
    before = {name: getattr(twin, name) for name in JUDGED}
    for name in JUDGED:
        setattr(twin, name, getattr(one, name))
    twin.save(update_fields=[name.removesuffix("_id") for name in JUDGED])
    return [{"id": twin.pk, **before}]


def suggest_anew(survivor: Claim) -> dict[str, list[Any]]:
    """Suggest what now bears on the survivor; returns the ids of what is new."""
    before = rows_of(survivor)
    gather_evidence(survivor)
    after = rows_of(survivor)
    return {name: sorted(after[name] - before[name], key=str) for name in after}


def rows_of(claim: Claim) -> dict[str, set[Any]]:
    return {
        "appearances": set(claim.appearances.values_list("pk", flat=True)),
        "evidence": set(claim.evidence.values_list("pk", flat=True)),
    }


def untouched(row: Claim, survivor: Claim) -> dict[str, Any]:
    """Return what the merge moved, if it is the last that happened to both.

    Raises:
        TransitionNotAllowed: it is not, or what it moved was erased.
    """
    last = row.events.order_by("-seq").first()
    payload = EventPayload.objects.filter(event=last).first() if last else None
    told = payload.body["after"] if payload and last and last.kind == MERGED else None
    if told is None or told["survivor_seq"] != last_seq(survivor):
        raise TransitionNotAllowed(
            _("%(claim)s was worked on since the merge; part them by hand.")
            % {"claim": survivor}
        )
    return dict(told["moved"])


def last_seq(claim: Claim) -> int:
    last = claim.events.order_by("-seq").first()
    return last.seq if last else 0


def move_back(row: Claim, survivor: Claim, moved: dict[str, Any]) -> None:
    made = moved["made"]
    Evidence.objects.filter(
        pk__in=made["evidence"], claim=survivor, state=EvidenceState.SUGGESTED
    ).delete()
    Appearance.objects.filter(pk__in=made["appearances"], claim=survivor).delete()
    for name, model in MOVABLE.items():
        model._default_manager.filter(pk__in=moved[name], claim=survivor).update(
            claim=row
        )
    for before in moved["raised"]:
        values = {name: before[name] for name in JUDGED}
        Evidence.objects.filter(pk=UUID(before["id"])).update(**values)


def write(row: Claim, kind: str, before: Any, after: Any, *, by: Any) -> None:
    row.version += 1
    row.updated_at = timezone.now()
    row.save(update_fields=["version", "updated_at"])
    record(row, kind, before, after, by=by)
