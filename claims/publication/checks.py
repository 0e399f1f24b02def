"""What can keep a finding from going out, each with its code, words and a way to mend.

Preview, publishing and the API ask the same table. Some conditions are guards of the
move too; here they say what to do about it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import orjson
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from claims.choices import Correction
from claims.models import Publication
from claims.publication.differences import Difference, differences, unfit
from claims.publication.review_dates import is_ahead
from claims.review import guards as g
from claims.review.guards import Situation

MAX_CLAIM = 400
VERDICT_WORDS = re.compile(
    r"\b(false(ly)?|fake|debunked|hoax|misleading(ly)?|untrue)\b", re.IGNORECASE
)


@dataclass
class Case:
    """A claim about to go out: as it stands, as readers would see it, as asked for.

    ``body`` is None when there is no verdict to make one of.
    """

    situation: Situation
    body: dict[str, Any] | None
    earlier: list[Publication]
    correction: str = ""
    note: str = ""
    review_by: Any = None

    @property
    def text(self) -> str:
        return self.situation.claim.normalized_text

    @cached_property
    def changed(self) -> list[Difference]:
        """What differs from the version before; empty for a first version."""
        if not self.earlier or self.body is None:
            return []
        return differences(orjson.loads(self.earlier[-1].body), self.body)

    @property
    def unfit(self) -> str:
        """Why the kind of correction does not fit what changed; "" if it does."""
        if not self.earlier or self.correction not in SAID_OF_VERSIONS:
            return ""
        return unfit(self.correction, self.changed)


# A retraction withdraws a finding; it has its own move and is no new version of it.
SAID_OF_VERSIONS = frozenset(Correction.values) - {Correction.RETRACTION.value}


@dataclass(frozen=True, slots=True)
class Check:
    """``words`` say what must hold, ``fix`` what to do; ``where`` names the part of the
    claim's page, or of the form, where it is mended.
    """

    code: str
    words: Promise
    fix: Promise
    where: str
    holds: Callable[[Case], bool]


def guarded(guard: g.Guard) -> Callable[[Case], bool]:
    return lambda case: guard.holds(case.situation)


CHECKS: tuple[Check, ...] = (
    Check(
        "under_embargo",
        _("The story is under no embargo."),
        _("Lift the embargo in the story’s settings; then all may know of it."),
        "story",
        lambda case: case.situation.claim.scope_id is None,
    ),
    Check(
        "claimant_missing",
        _("It is said who claims it."),
        _("Name the claimant in the claim."),
        "edit",
        guarded(g.claimant_is_named),
    ),
    Check(
        "level_missing",
        _("It is clear what is claimed: that X said it, or that it is so."),
        _("Choose the level in the claim."),
        "edit",
        guarded(g.level_is_chosen),
    ),
    Check(
        "appearance_missing",
        _("It is said where the claim was made."),
        _("Attach the words, or say where it was heard."),
        "appearances",
        lambda case: bool(case.situation.appearances),
    ),
    Check(
        "claim_too_long",
        _("The claim has at most 400 characters."),
        _("Shorten the claim; what it leaves out can stand in the rationale."),
        "edit",
        lambda case: len(case.text) <= MAX_CLAIM,
    ),
    Check(
        "verdict_words_in_claim",
        _("The claim's own words hold no verdict."),
        _("Word the claim as the claimant would, without “false”, “fake” and such."),
        "edit",
        lambda case: not VERDICT_WORDS.search(case.text),
    ),
    Check(
        "verdict_incomplete",
        _("Rating, finding and rationale are given, on the scale for this level."),
        _("Send it back, and propose the verdict anew."),
        "decision",
        guarded(g.verdict_is_complete),
    ),
    Check(
        "evidence_missing",
        _("Some evidence is confirmed."),
        _("Confirm evidence, or record a search that found nothing."),
        "evidence",
        guarded(g.has_confirmed_evidence),
    ),
    Check(
        "evidence_all_withheld",
        _("Some of the evidence can be shown."),
        _("Show or describe one piece of evidence, or find another."),
        "evidence",
        guarded(g.something_can_be_shown),
    ),
    Check(
        "anchor_unresolved",
        _("Every quoted word stands where its selector says."),
        _("Reject the evidence whose words are lost, and attach them anew."),
        "evidence",
        guarded(g.anchors_resolve),
    ),
    Check(
        "two_origins_or_exception",
        _("Independent origins stand behind the verdict, or an exception is recorded."),
        _("Confirm another independent origin, or write down why fewer suffice."),
        "edit",
        guarded(g.two_origins_or_exception),
    ),
    Check(
        "versions_unattributed",
        _("A disputed matter has two attributed versions."),
        _("Confirm evidence against it that names who says so."),
        "evidence",
        guarded(g.versions_are_attributed),
    ),
    Check(
        "approval_lapsed",
        _("The approvals it needs cover exactly what stands now."),
        _("Have it approved again: claim or evidence changed after it was read."),
        "decision",
        guarded(g.approvals_are_valid),
    ),
    Check(
        "correction_is_typed",
        _("The correction says of which kind it is."),
        _("Choose the kind below."),
        "form",
        lambda case: not case.earlier or case.correction in SAID_OF_VERSIONS,
    ),
    Check(
        "correction_is_noted",
        _("The correction has a note that readers see."),
        _("Write below what was changed and why."),
        "form",
        lambda case: not case.earlier or bool(case.note.strip()),
    ),
    Check(
        "correction_is_fit",
        _("The kind of the correction covers what changes."),
        _("Choose the kind that fits, or take the other changes back."),
        "form",
        lambda case: not case.unfit,
    ),
    Check(
        "review_date_past",
        _("The day to look at it again is still to come."),
        _("Choose a later day, or none."),
        "form",
        lambda case: is_ahead(case.review_by),
    ),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    check: Check
    holds: bool

    @property
    def row(self) -> dict[str, str]:
        """As a program reads it."""
        check = self.check
        return {"code": check.code, "words": str(check.words), "fix": str(check.fix)}


def ask(case: Case) -> list[Outcome]:
    """Return every check with its outcome, in the order of the table."""
    return [Outcome(check, check.holds(case)) for check in CHECKS]
