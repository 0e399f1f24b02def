"""Deciding about what the machine proposes: accept, attach, dismiss, snooze, undo."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims import roles
from claims.choices import Action, Level, Risk, Status, TriageAction
from claims.errors import AlreadyDecided, BadClaim, Leased, TransitionNotAllowed
from claims.evidence.suggest import gather_evidence, same_side
from claims.models import (
    Appearance,
    Candidate,
    CandidateGroup,
    Claim,
    Question,
    TriageDecision,
)
from claims.places import lay_groups
from claims.review.evidence import require_fit
from claims.review.record import record
from claims.review.workflow import act, lapse, lock, require_unmerged
from sources.ingest.revisions import reading_words
from sources.labels import in_sentence
from sources.models import Story, TextRevision
from sources.models.selector import selector_columns
from sources.text.base import Selector

LEASE = timedelta(minutes=5)


def take_lease(group: CandidateGroup, *, by: Any) -> CandidateGroup:
    """Say that ``by`` is looking at this group; see :func:`take_leases`."""
    return take_leases([group], by=by)[0]


def take_leases(groups: Collection[CandidateGroup], *, by: Any) -> list[CandidateGroup]:
    """Say that ``by`` is looking at the row of these groups, and at no other.

    The leases lapse by themselves; leases on other rows end now.

    Raises:
        Leased: somebody else holds one of them.
    """
    with deciding_all(groups, by=by, permitted=roles.REPORTER_UP) as rows:
        for row in rows:
            row.lease_by = by
            row.lease_until = timezone.now() + LEASE
            row.save(update_fields=["lease_by", "lease_until"])
        let_go(by, but=[row.pk for row in rows])
    return rows


def let_go(by: Any, *, but: Collection[Any]) -> None:
    """End the person's leases on other rows; never waits for anybody."""
    held = CandidateGroup.objects.filter(lease_by=by).exclude(pk__in=but)
    left = held.select_for_update(skip_locked=True, of=("self",)).values_list("pk")
    CandidateGroup.objects.filter(pk__in=[pk for (pk,) in left]).update(
        lease_by=None, lease_until=None
    )


def accept(group: CandidateGroup, *, level: str, by: Any) -> Claim:
    """Make a claim of a group, on the level a person chose, and suggest evidence."""
    if level not in Level.values:
        raise BadClaim(_("Choose: that X said it, or that it is so."))
    with deciding(group, by=by) as row:
        best = row.best
        if best is None:
            raise BadClaim(_("This group holds no candidate any more."))
        claim = new_claim(
            story=row.story,
            level=level,
            text=best.words,
            claimant=claimant_of(best),
            by=by,
            group=row,
            question=row.question,
            claimant_actor=best.actor,
            made_on=best.document.published,
            event_start=best.event_start,
            event_end=best.event_end,
            language=best.document.language or "en",
        )
        add_appearances(claim, list(row.candidates.filter(retired_at=None)))
        gather_evidence(claim)
        decide(row, TriageAction.ACCEPT, by=by, level=level, claim=claim)
    return claim


def attach(group: CandidateGroup, claim: Claim, *, by: Any) -> TriageDecision:
    """Put a group's words to a claim that stands: appearances or suggestions.

    Raises:
        BadClaim: the claim is another story's.
        TransitionNotAllowed: the claim was dismissed or retracted.
    """
    if group.story_id != claim.story_id:
        raise BadClaim(_("The claim belongs to another story."))
    with deciding(group, by=by) as row:
        # Before its first new row: two writers who both hold a key lock would wait
        # for each other for ever.
        claim = lock(claim, seen_version=None)
        require_standing(claim)
        add_appearances(claim, list(row.candidates.filter(retired_at=None)))
        decision = decide(row, TriageAction.ATTACH, by=by, claim=claim)
        gather_evidence(claim)
        touch(claim, "group_attached", {"group": row.pk, "words": row.wording}, by=by)
    return decision


def require_standing(claim: Claim) -> None:
    require_unmerged(claim)
    if claim.status in {Status.DISMISSED, Status.RETRACTED}:
        raise TransitionNotAllowed(
            _(
                "%(claim)s is %(status)s; restore it first, or make a claim of these "
                "words."
            )
            % {"claim": claim, "status": in_sentence(claim.get_status_display())},
            status=claim.status,
        )


def require_deciders(*groups: CandidateGroup, by: Any) -> None:
    """Refuse what somebody else looks at, before groups are made otherwise."""
    for group in groups:
        with deciding(group, by=by):
            pass


def dismiss(group: CandidateGroup, *, reason: str, by: Any) -> TriageDecision:
    """Set a group aside for good, with the reason."""
    if not reason.strip():
        raise BadClaim(_("Please say why it is dismissed."))
    with deciding(group, by=by) as row:
        return decide(row, TriageAction.DISMISS, by=by, reason=reason)


def snooze(
    group: CandidateGroup, *, until: datetime, by: Any, reason: str = ""
) -> TriageDecision:
    """Set a group aside until an instant, when it comes back by itself."""
    if until <= timezone.now():
        raise BadClaim(_("Snooze until a time to come."))
    with deciding(group, by=by) as row:
        return decide(row, TriageAction.SNOOZE, by=by, reason=reason, until=until)


def undo(decision: TriageDecision, *, by: Any) -> TriageDecision:
    """Take a decision back; a claim it made is dismissed while nobody worked on it.

    Raises:
        AlreadyDecided: it was undone before.
        TransitionNotAllowed: the claim has moved on.
    """
    with transaction.atomic():
        row = TriageDecision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
        roles.require(by, row.story.team_id, roles.REVIEWER_UP)
        if row.undone_at is not None:
            raise AlreadyDecided(_("This decision was undone already."))
        if row.action == TriageAction.ACCEPT and row.claim is not None:
            withdraw(row.claim, by=by)
        row.undone_at = timezone.now()
        row.undone_by = by
        row.save(update_fields=["undone_at", "undone_by"])
        groups = CandidateGroup.objects.filter(decision=row)
        held = list(groups.values_list("pk", flat=True))
        groups.update(decision=None, grown_since_decision=False)
        lay_groups(held)
    return row


def change(decision: TriageDecision, *, by: Any, **otherwise: Any) -> TriageDecision:
    """Decide otherwise: undo and decide anew in one step; returns the new decision.

    ``otherwise`` holds what differs: ``level`` of an accepted group, ``reason`` of a
    dismissed one, ``until`` and ``reason`` of one set aside.

    Raises:
        BadClaim: this kind of decision has nothing to change.
        TransitionNotAllowed: the claim it made has moved on, or its words were
            grouped anew.
        and what undoing and deciding raise.
    """
    if decision.action not in AGAIN:
        raise BadClaim(_("Such a decision is undone, not changed."))
    with transaction.atomic():
        group = CandidateGroup.objects.filter(decision=decision).first()
        if group is None:
            raise TransitionNotAllowed(
                _("The machine grouped these words anew; decide about the row.")
            )
        undo(decision, by=by)
        AGAIN[TriageAction(decision.action)](group, by=by, **otherwise)
        group.refresh_from_db()
        made = group.decision
    assert made is not None
    return made


AGAIN: dict[str, Callable[..., Any]] = {
    TriageAction.ACCEPT: accept,
    TriageAction.DISMISS: dismiss,
    TriageAction.SNOOZE: snooze,
}


def decide_question(
    question: Question, decide: Callable[..., Any], *, by: Any, **given: Any
) -> list[Any]:
    """Decide alike about every answer that waits; returns what each decision made.

    All or none: one that somebody else looks at refuses the whole. The story is locked
    as for regrouping, so that neither waits for the other for ever.
    """
    with transaction.atomic():
        Story.objects.select_for_update(of=("self",)).get(pk=question.story_id)
        groups = CandidateGroup.objects.undecided().filter(question=question)
        waiting = groups.filter(best__isnull=False)
        # All of them first, in the order of `deciding_all`: a lease on the same row
        # would hold one and wait for the next, and neither would ever end.
        held = waiting.select_for_update(of=("self",)).order_by("pk")
        best_first = sorted(held, key=lambda row: -row.score)
        return [decide(group, by=by, **given) for group in best_first]


def add_claim(
    story: Story,
    *,
    level: str,
    text: str,
    claimant: str,
    by: Any,
    revision: TextRevision | None = None,
    selector: Selector | None = None,
    heard_where: str = "",
    heard_on: str = "",
) -> Claim:
    """Make a claim by hand: from words in a document, or heard somewhere.

    Raises:
        BadClaim: no words, no level, or neither a place in a text nor where heard.
        BadEvidence: the words do not stand there, or are under another embargo.
    """
    if level not in Level.values or not text.strip():
        raise BadClaim(_("A claim needs words and a level."))
    if selector is None and not heard_where.strip():
        raise BadClaim(_("Say where the claim was made."))
    if selector is not None and revision is not None:
        require_fit(story, selector, revision)
    with transaction.atomic():
        roles.require(by, story.team_id, roles.REPORTER_UP)
        claim = new_claim(
            story=story, level=level, text=text.strip(), claimant=claimant, by=by
        )
        place: dict[str, Any] = {"heard_where": heard_where, "heard_on": heard_on}
        if selector is not None and revision is not None:
            place |= selector_columns(selector)
            place["words"] = reading_words(revision, selector.segments)
            place |= {"revision": revision, "document": revision.document}
        Appearance.objects.create(claim=claim, scope_id=claim.scope_id, **place)
        gather_evidence(claim)
    return claim


@contextmanager
def deciding(
    group: CandidateGroup,
    *,
    by: Any,
    permitted: frozenset[str] = roles.REVIEWER_UP,
) -> Iterator[CandidateGroup]:
    """Lock a group for a decision by a person who may decide it.

    Raises:
        Leased: somebody else is looking at it.
        AlreadyDecided: a decision stands.
    """
    with transaction.atomic():
        row = locked(group)
        require_free(row, by=by, permitted=permitted)
        if row.decision_id is not None and in_force(row.decision):
            raise AlreadyDecided(
                _("%(who)s decided this already (%(what)s). Undo that first.")
                % {
                    "who": row.decision.by,
                    "what": in_sentence(row.decision.get_action_display()),
                }
            )
        yield row


@contextmanager
def deciding_all(
    groups: Collection[CandidateGroup], *, by: Any, permitted: frozenset[str]
) -> Iterator[list[CandidateGroup]]:
    """Lock several groups, always in one order, whether they are decided or not."""
    with transaction.atomic():
        rows = [locked(one) for one in sorted(groups, key=lambda one: str(one.pk))]
        for row in rows:
            require_free(row, by=by, permitted=permitted)
        yield rows


def locked(group: CandidateGroup) -> CandidateGroup:
    rows = CandidateGroup.objects.select_for_update(of=("self",))
    joined = ("story", "question", "best__document", "best__actor", "decision__by")
    found = rows.select_related(*joined, "lease_by").filter(pk=group.pk).first()
    if found is None:
        raise AlreadyDecided(
            _("The machine grouped these words anew. Look at the row as it is now.")
        )
    return found


def require_free(row: CandidateGroup, *, by: Any, permitted: frozenset[str]) -> None:
    """Refuse a person without the role, or while somebody else looks at the row."""
    roles.require(by, row.story.team_id, permitted)
    until = row.lease_until
    if row.lease_by_id != by.pk and until is not None and until > timezone.now():
        raise Leased(
            _(
                "%(who)s is looking at this now. Take the next row; this one is free "
                "again once they go on, at %(until)s UTC at the latest."
            )
            % {"who": row.lease_by, "until": f"{until:%H:%M}"},
            until=until.isoformat(),
        )


def in_force(decision: TriageDecision) -> bool:
    """Whether a decision still settles its group: not undone, not slept out."""
    slept_out = decision.until is not None and decision.until <= timezone.now()
    return decision.undone_at is None and not slept_out


def decide(
    row: CandidateGroup,
    action: str,
    *,
    by: Any,
    level: str = "",
    claim: Claim | None = None,
    reason: str = "",
    until: datetime | None = None,
) -> TriageDecision:
    members = list(row.candidates.filter(retired_at=None))
    decision = TriageDecision.objects.create(
        story_id=row.story_id,
        scope_id=row.scope_id,
        group=row,
        action=action,
        level=level,
        candidate_ids=[m.pk for m in members],
        selectors=[
            [str(m.revision_id), [list(s) for s in m.segments]] for m in members
        ],
        claim=claim,
        reason=reason.strip()[:500],
        until=until,
        by=by,
    )
    row.decision = decision
    row.grown_since_decision = False
    row.lease_by = None
    row.lease_until = None
    row.save(
        update_fields=["decision", "grown_since_decision", "lease_by", "lease_until"]
    )
    lay_groups([row.pk])
    return decision


def new_claim(*, story: Story, level: str, text: str, by: Any, **fields: Any) -> Claim:
    """Insert a queued claim and the first event of its chain."""
    claim = Claim.objects.create(
        number=next_number(),
        story=story,
        scope_id=story.scope_id,
        level=level,
        text=text,
        normalized_text=fields.pop("normalized_text", text),
        claimant=(fields.pop("claimant", "") or "")[:300],
        risk=Risk.NORMAL,
        created_by=by,
        **fields,
    )
    record(
        claim,
        "created",
        None,
        {"text": text, "level": level, "claimant": claim.claimant},
        by=by,
    )
    return claim


def next_number() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('claims_claim_number')")
        return cursor.fetchone()[0]


def claimant_of(candidate: Candidate) -> str:
    """Who asserted it: the speaker, else the document's outlet itself."""
    return candidate.speaker or candidate.document.label


def add_appearances(claim: Claim, members: list[Candidate]) -> None:
    """List where the claimant, or the claimant's side, made the claim.

    Words of others that agree become suggested evidence instead
    (:func:`claims.evidence.service.gather_evidence`).
    """
    for member in members:
        if not same_side(claim, member):
            continue
        Appearance.objects.get_or_create(
            claim=claim,
            revision_id=member.revision_id,
            segments=member.segments,
            defaults={
                "scope_id": claim.scope_id,
                "document_id": member.document_id,
                "candidate": member,
                "origin_id": member.origin_id,
                "chain": member.reading.get("chain", []),
                "words": member.words,
                **selector_columns(member.selector),
            },
        )


def withdraw(claim: Claim, *, by: Any) -> None:
    if claim.status not in {Status.QUEUED, Status.IN_REVIEW}:
        raise TransitionNotAllowed(
            _("%(claim)s has moved on; it is %(status)s.")
            % {"claim": claim, "status": in_sentence(claim.get_status_display())},
            status=claim.status,
        )
    act(
        claim,
        Action.DISMISS,
        by=by,
        seen_version=claim.version,
        note="The triage decision was undone.",
    )


def touch(claim: Claim, kind: str, after: dict[str, Any], *, by: Any) -> None:
    """Bump a claim's version and record why; the group's lock does not cover it."""
    row = lock(claim, seen_version=None)
    row.version += 1
    row.updated_at = timezone.now()
    row.save(update_fields=["version", "updated_at"])
    record(row, kind, None, after, by=by)
    lapse(row, by=by, reason=f"{kind.replace('_', ' ')} after the approval")
