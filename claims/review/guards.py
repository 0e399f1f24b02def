"""Named conditions of the moves. Pages show them as a checklist, ``act`` asks them.

A guard is a predicate over :class:`Situation`; its words say what must hold. Adding
one is a function here and its name in the table of moves.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import BooleanField, Func
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from claims.choices import Disclosure, EvidenceKind, EvidenceState, Level, Stance
from claims.evidence.speakers import fold_name
from claims.models import Appearance, Approval, Claim, Evidence, Verdict
from claims.review import approvals
from claims.review.approvals import Standing


@dataclass
class Situation:
    """What guards ask about, each thing read at most once."""

    claim: Claim
    user: Any
    note: str = ""

    @cached_property
    def standing(self) -> Standing:
        return Standing(self.claim)

    @property
    def verdict(self) -> Verdict | None:
        return self.standing.verdict

    @property
    def confirmed(self) -> list[Evidence]:
        return self.standing.evidence

    @property
    def appearances(self) -> list[Appearance]:
        return self.standing.appearances

    @property
    def readings(self) -> list[Approval]:
        """Second readings of what stands now, those that differ included."""
        return self.standing.readings

    @property
    def approvals(self) -> list[Approval]:
        return self.standing.valid

    @cached_property
    def published_by(self) -> Any:
        """The key of who published it last, None while it was never published."""
        newest = self.claim.publications.order_by("-version")
        return newest.values_list("published_by", flat=True).first()

    @cached_property
    def orphans(self) -> int:
        """How many quotations are not found in their text."""
        return count_orphans(self.claim)

    @cached_property
    def needed(self) -> int:
        """Approvals needed at the claim's risk."""
        return approvals.needed(self.claim)


@dataclass(frozen=True)
class Guard:
    """``words`` finish the sentence "This move needs that …"."""

    name: str
    words: Promise
    holds: Callable[[Situation], bool]


GUARDS: dict[str, Guard] = {}


def guard(words: Promise) -> Callable[[Callable[[Situation], bool]], Guard]:
    def add(predicate: Callable[[Situation], bool]) -> Guard:
        made = Guard(predicate.__name__, words, predicate)
        GUARDS[made.name] = made
        return made

    return add


@guard(_("nobody else is working on it"))
def lease_is_free_or_own(s: Situation) -> bool:
    until = s.claim.lease_until
    running = until is not None and until > timezone.now()
    return not running or s.claim.checker_id in {None, s.user.pk}


@guard(_("it is yours to release"))
def lease_is_own(s: Situation) -> bool:
    until = s.claim.lease_until
    lapsed = until is None or until <= timezone.now()
    return lapsed or s.claim.checker_id in {None, s.user.pk}


@guard(_("a reason is given"))
def reason_is_given(s: Situation) -> bool:
    return bool(s.note.strip())


@guard(_("the claimant is named"))
def claimant_is_named(s: Situation) -> bool:
    return bool(s.claim.claimant.strip())


@guard(_("it is clear what is claimed: that X said it, or that it is so"))
def level_is_chosen(s: Situation) -> bool:
    return s.claim.level in Level.values


@guard(_("every quoted word is found in its text"))
def anchors_resolve(s: Situation) -> bool:
    return not s.orphans


@guard(_("rating, finding and rationale are given, on the scale for this level"))
def verdict_is_complete(s: Situation) -> bool:
    verdict = s.verdict
    return (
        verdict is not None
        and verdict.rating.scale.level == s.claim.level
        and bool(verdict.finding.strip())
        and bool(verdict.rationale.strip())
    )


@guard(_("some evidence is confirmed"))
def has_confirmed_evidence(s: Situation) -> bool:
    return bool(s.confirmed)


@guard(_("evidence for and against was found, or a search for it is recorded"))
def both_directions_searched(s: Situation) -> bool:
    looked: set[str] = set()
    for row in s.confirmed:
        if row.kind == EvidenceKind.SEARCH:
            looked.update(row.details.get("directions", []))
        else:
            looked.add(row.stance)
    return {Stance.SUPPORTS.value, Stance.CONTRADICTS.value} <= looked


@guard(_("a second person approves, never the one who proposed"))
def second_reader_differs(s: Situation) -> bool:
    return s.verdict is not None and s.verdict.by_id != s.user.pk


@guard(_("you have not read it already"))
def not_approved_yet(s: Situation) -> bool:
    return all(reading.by_id != s.user.pk for reading in s.readings)


@guard(_("the approvals it needs cover what stands now"))
def approvals_are_valid(s: Situation) -> bool:
    return len(s.approvals) >= s.needed


@guard(_("two readers' verdicts differ"))
def blind_readings_differ(s: Situation) -> bool:
    return s.standing.unsettled


@guard(_("readers agree; where they differ, an editor adjudicates or sends it back"))
def readings_agree(s: Situation) -> bool:
    return not blind_readings_differ.holds(s)


@guard(_("independent origins stand behind it, or an exception is recorded"))
def two_origins_or_exception(s: Situation) -> bool:
    if s.verdict is None:
        return False
    wanted = s.verdict.rating.needs_origins
    return bool(s.claim.origin_exception.strip()) or wanted <= len(origins(s))


@guard(_("a disputed matter has two attributed versions"))
def versions_are_attributed(s: Situation) -> bool:
    if s.verdict is None:
        return False
    return s.verdict.rating.needs_versions <= len(versions(s))


@guard(_("the person who retracts is not the one who published"))
def second_person_retracts(s: Situation) -> bool:
    return s.published_by not in {None, s.user.pk}


@guard(_("withheld evidence is not the only evidence"))
def something_can_be_shown(s: Situation) -> bool:
    return any(row.disclosure != Disclosure.WITHHELD for row in s.confirmed)


def stance_wanted(verdict: Verdict) -> set[str]:
    """Return the stances whose origins a rating counts."""
    value = verdict.rating.value
    if value is not None and value >= 4:
        return {Stance.SUPPORTS.value}
    if value is not None and value <= 2:
        return {Stance.CONTRADICTS.value}
    return {Stance.SUPPORTS.value, Stance.CONTRADICTS.value, Stance.CONTEXT.value}


def origins(s: Situation) -> set[Any]:
    """Confirmed independent origins outside the claimant's side."""
    assert s.verdict is not None
    stances = stance_wanted(s.verdict)
    found = set()
    for row in s.confirmed:
        if row.stance in stances and row.kind != EvidenceKind.SEARCH:
            origin = row.origin
            if origin and origin.confirmed_by_id and not of_claimant(s.claim, origin):
                found.add(house_of(origin))
    return found


def house_of(origin: Any) -> Any:
    """Return what an origin counts as: its confirmed side, else who is behind it.

    One name is one origin, whether a text quotes it or we spoke to it.
    """
    side = confirmed(origin.side)
    if side is not None and side.name:
        return f"side {side.name.casefold()}"
    return f"origin {fold_name((origin.parent or origin).name)}"


def confirmed(side: Any) -> Any:
    """Return a side that a person confirmed, else None: a proposal counts nowhere."""
    return side if side is not None and side.confirmed_by_id else None


def of_claimant(claim: Claim, origin: Any) -> bool:
    """Whether an origin is the claimant or speaks for the claimant's side."""
    actor = claim.claimant_actor
    own = {claim.claimant, *(actor.spellings if actor else ())}
    if fold_name(origin.name) in {fold_name(name) for name in own}:
        return True
    side = confirmed(getattr(actor, "side", None)) if actor else None
    theirs = confirmed(origin.side)
    if side is None or theirs is None:
        return False
    return side.pk == theirs.pk or (
        bool(side.name) and side.name.casefold() == theirs.name.casefold()
    )


def versions(s: Situation) -> set[str]:
    """Names that hold a version: the claimant, and who is quoted against."""
    held = {s.claim.claimant.casefold()} if s.claim.claimant else set()
    for row in s.confirmed:
        if row.stance == Stance.CONTRADICTS and row.speaker:
            held.add(row.speaker.casefold())
    return held


class Orphaned(Func):
    """Whether the words of a row are not those of its text at its place."""

    template = """(
        SELECT q.segments IS NOT NULL AND q.exact IS DISTINCT FROM (
            SELECT array_agg(
                substr(r.text, lower(s) + 1, upper(s) - lower(s)) ORDER BY lower(s))
            FROM unnest(q.segments) AS s)
        FROM (VALUES (%(expressions)s)) AS q (revision_id, segments, exact)
        LEFT JOIN sources_textrevision r ON r.id = q.revision_id)"""
    output_field = BooleanField()


#: Of the columns of :class:`sources.models.selector.QuotedFields` and its revision.
ORPHANED = Orphaned("revision", "segments", "exact")


def count_orphans(claim: Claim) -> int:
    """Count confirmed quotations whose slices are not in their text."""
    confirmed = claim.evidence.filter(state=EvidenceState.CONFIRMED)
    held = (confirmed, claim.appearances.all())
    return sum(rows.filter(ORPHANED).count() for rows in held)
