"""The table of moves, and ``act``: the only writer of ``Claim.status``.

Buttons, API permissions, batch actions and the diagram in the docs read this table.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims import roles
from claims.choices import Action, Status
from claims.errors import (
    BlindReading,
    GuardFailed,
    MergedAway,
    StaleClaim,
    TransitionNotAllowed,
)
from claims.models import Claim
from claims.review import approvals, deputies
from claims.review import guards as g
from claims.review.blind import hides
from claims.review.guards import Guard, Situation
from claims.review.notices import tell_of_move
from claims.review.record import record
from sources.labels import in_sentence

LEASE = timedelta(hours=4)


@dataclass(frozen=True)
class Transition:
    """One row of the table. ``to`` is where the move ends when its guards hold."""

    action: Action
    source: Status
    to: Status
    roles: frozenset[str]
    guards: tuple[Guard, ...] = ()


PROPOSABLE = (
    g.claimant_is_named,
    g.level_is_chosen,
    g.anchors_resolve,
    g.verdict_is_complete,
    g.has_confirmed_evidence,
    g.both_directions_searched,
    g.versions_are_attributed,
)
PUBLISHABLE = (
    g.verdict_is_complete,
    g.approvals_are_valid,
    g.claimant_is_named,
    g.anchors_resolve,
    g.has_confirmed_evidence,
    g.something_can_be_shown,
    g.two_origins_or_exception,
    g.versions_are_attributed,
)
# The level may be edited after a verdict was proposed on the other level's scale.
APPROVABLE = (g.verdict_is_complete, g.second_reader_differs, g.not_approved_yet)

S, A = Status, Action
TRANSITIONS: tuple[Transition, ...] = (
    Transition(
        A.TAKE, S.QUEUED, S.IN_REVIEW, roles.REPORTER_UP, (g.lease_is_free_or_own,)
    ),
    Transition(A.RELEASE, S.IN_REVIEW, S.QUEUED, roles.REPORTER_UP, (g.lease_is_own,)),
    Transition(A.PROPOSE, S.IN_REVIEW, S.PROPOSED, roles.REVIEWER_UP, PROPOSABLE),
    Transition(
        A.SEND_BACK, S.PROPOSED, S.IN_REVIEW, roles.APPROVERS, (g.reason_is_given,)
    ),
    Transition(
        A.SEND_BACK, S.APPROVED, S.IN_REVIEW, roles.APPROVERS, (g.reason_is_given,)
    ),
    Transition(
        A.APPROVE,
        S.PROPOSED,
        S.APPROVED,
        roles.APPROVERS,
        (*APPROVABLE, g.readings_agree),
    ),
    Transition(
        A.ADJUDICATE,
        S.PROPOSED,
        S.APPROVED,
        roles.EDITOR,
        (*APPROVABLE, g.blind_readings_differ, g.reason_is_given),
    ),
    Transition(A.PUBLISH, S.APPROVED, S.PUBLISHED, roles.EDITOR, PUBLISHABLE),
    Transition(A.REOPEN, S.PUBLISHED, S.IN_REVIEW, roles.EDITOR, (g.reason_is_given,)),
    Transition(
        A.RETRACT,
        S.PUBLISHED,
        S.RETRACTED,
        roles.EDITOR,
        (g.reason_is_given, g.second_person_retracts),
    ),
    Transition(
        A.DISMISS, S.QUEUED, S.DISMISSED, roles.REVIEWER_UP, (g.reason_is_given,)
    ),
    Transition(
        A.DISMISS, S.IN_REVIEW, S.DISMISSED, roles.REVIEWER_UP, (g.reason_is_given,)
    ),
    Transition(
        A.RESTORE, S.DISMISSED, S.QUEUED, roles.REVIEWER_UP, (g.reason_is_given,)
    ),
)


@dataclass(frozen=True)
class Move:
    """A move as one person sees it now: its guards, and which of them fail."""

    action: Action
    label: str
    to: Status
    allowed: bool
    checks: tuple[tuple[Guard, bool], ...]

    @property
    def failed(self) -> list[Guard]:
        return [guard for guard, holds in self.checks if not holds]

    @property
    def needs_note(self) -> bool:
        return any(guard is g.reason_is_given for guard, _ in self.checks)


def find(status: str, action: str) -> Transition:
    """Return the row for this state and action.

    Raises:
        TransitionNotAllowed: there is none.
    """
    for row in TRANSITIONS:
        if row.source == status and row.action == action:
            return row
    raise TransitionNotAllowed(
        _("A claim that is %(status)s cannot be moved by “%(action)s”.")
        % {
            "status": in_sentence(Status(status).label),
            "action": in_sentence(Action(action).label),
        },
        status=status,
        action=action,
    )


def allowed_actions(
    claim: Claim, user: Any, situation: Situation | None = None
) -> list[Move]:
    """Return the moves that the user's roles permit here, with their checklists.

    A move whose guards fail is listed too, with ``allowed`` false, so that a page can
    say what is missing. The reason for a move is asked when it is made. ``situation``
    spares reading again what a page has read.
    """
    if claim.merged_into_id is not None:
        return []
    situation = situation or Situation(claim, user)
    situation.note = "(asked when the move is made)"
    moves = []
    for row in TRANSITIONS:
        if row.source != claim.status:
            continue
        if not may_make(row, user, claim):
            continue
        checks = tuple((guard, guard.holds(situation)) for guard in row.guards)
        moves.append(
            Move(
                row.action,
                row.action.label,
                row.to,
                all(holds for _, holds in checks),
                checks,
            )
        )
    return moves


def lock(claim: Claim, *, seen_version: int | None) -> Claim:
    """Lock and return the claim's row as it stands.

    Raises:
        StaleClaim: it is not in the version that was seen.
    """
    row = (
        Claim.objects.select_for_update(of=("self",))
        .select_related("story")
        .get(pk=claim.pk)
    )
    if seen_version is not None and row.version != seen_version:
        raise StaleClaim(
            _("Someone changed this claim after you read it."),
            seen=seen_version,
            current=row.version,
            changed=kinds_since(row, seen_version),
        )
    return row


def require_unmerged(row: Claim) -> None:
    """Refuse to touch a duplicate: its work goes on in its survivor."""
    if row.merged_into_id is not None:
        raise MergedAway(
            _("%(claim)s was merged into %(into)s; act on that one, or undo the merge.")
            % {"claim": row, "into": row.merged_into},
            into=row.merged_into_id,
        )


def kinds_since(row: Claim, seen_version: int) -> list[str]:
    """Return the kinds of the latest events, one for each version since; at most 20."""
    newer = max(1, min(20, row.version - seen_version))
    return [event.kind for event in row.events.order_by("-seq")[:newer]]


def act(
    claim: Claim,
    action: str,
    *,
    by: Any,
    seen_version: int,
    note: str = "",
    **extra: Any,
) -> Claim:
    """Move a claim by one row of the table and return it as it then stands.

    ``extra`` goes to the move's own effect (``blind``, ``own_rating`` of an approval).

    Raises:
        StaleClaim: the claim changed since ``seen_version``.
        TransitionNotAllowed: no row leads from its state by this action.
        NotAllowed: the person's roles do not permit it.
        GuardFailed: a condition does not hold; ``extra["failed"]`` names them.
    """
    with transaction.atomic():
        row = lock(claim, seen_version=seen_version)
        require_unmerged(row)
        transition = find(row.status, action)
        require_mover(transition, by, row)
        require_guards(transition, Situation(row, by, note))
        to = EFFECTS.get(transition.action, no_effect)(
            row, transition, by=by, note=note, **extra
        )
        before = row.status
        write_status(row, to)
        record(
            row,
            str(transition.action.value),
            {"status": before},
            {"status": row.status, "note": note},
            by=by,
        )
        tell_of_move(row, transition.action, by=by, note=note)
    return row


def may_make(transition: Transition, user: Any, claim: Claim) -> bool:
    """Whether the roles permit it; a deputy reads second as the absent one would."""
    team = claim.story.team_id
    if roles.holds(user, team, transition.roles):
        return True
    reads_second = transition.roles == roles.APPROVERS
    return reads_second and deputies.may_approve(user, team)


def require_mover(transition: Transition, user: Any, claim: Claim) -> None:
    """Raise :class:`NotAllowed` unless the person may make this move here."""
    if not may_make(transition, user, claim):
        roles.require(user, claim.story.team_id, transition.roles)


def require_guards(transition: Transition, situation: Situation) -> None:
    failed = [guard for guard in transition.guards if not guard.holds(situation)]
    if failed:
        raise GuardFailed(
            needs(failed),
            failed=[x.name for x in failed],
        )


def needs(failed: list[Guard]) -> str:
    """One sentence of the conditions that do not hold."""
    words = _("; that ").join(str(guard.words) for guard in failed)
    return _("This move needs that %(conditions)s.") % {"conditions": words}


def write_status(row: Claim, to: str) -> None:
    row.status = to
    row.version += 1
    row.updated_at = timezone.now()
    row.save(
        update_fields=["status", "version", "updated_at", "checker", "lease_until"]
    )


def lapse(row: Claim, *, by: Any, reason: str) -> None:
    """Void approvals that no longer cover what stands; an approved claim falls back.

    The caller holds the row lock and has recorded what changed.
    """
    lapsed = approvals.void_lapsed(row, reason=reason)
    if not lapsed:
        return
    before = row.status
    if row.status == Status.APPROVED and not approvals.is_approved(row):
        write_status(row, Status.PROPOSED)
    record(
        row,
        "approval_lapsed",
        {"status": before, "approvals": [a.pk for a in lapsed]},
        {"status": row.status, "reason": reason},
        by=by,
    )


def no_effect(row: Claim, transition: Transition, **_: Any) -> str:
    return transition.to


def take(row: Claim, transition: Transition, *, by: Any, **_: Any) -> str:
    row.checker = by
    row.lease_until = timezone.now() + LEASE
    return transition.to


def let_go(row: Claim, transition: Transition, **_: Any) -> str:
    row.checker = None
    row.lease_until = None
    return transition.to


def approve(
    row: Claim,
    transition: Transition,
    *,
    by: Any,
    note: str,
    blind: bool = False,
    own_rating: Any = None,
    **_: Any,
) -> str:
    """Add the approval; the claim moves on when its risk's count is reached.

    Raises:
        BlindReading: it is to be read blind, and no rating of their own is given.
    """
    if hides(row, by):
        if own_rating is None:
            raise BlindReading()
        blind = True
    approvals.add_approval(
        row,
        by=by,
        note=note,
        blind=blind,
        own_rating=own_rating,
        deputy_for=deputies.stands_for(by, row.story.team_id),
    )
    return transition.to if approvals.is_approved(row) else Status.PROPOSED


def adjudicate(
    row: Claim, transition: Transition, *, by: Any, note: str, **_: Any
) -> str:
    """An editor settles differing readings in favour of what is proposed."""
    approvals.add_approval(row, by=by, note=note, kind="adjudicate")
    return transition.to if approvals.is_approved(row) else Status.PROPOSED


EFFECTS: dict[Action, Callable[..., str]] = {
    Action.TAKE: take,
    Action.RELEASE: let_go,
    Action.SEND_BACK: no_effect,
    Action.APPROVE: approve,
    Action.ADJUDICATE: adjudicate,
    Action.DISMISS: let_go,
    Action.REOPEN: take,
}
