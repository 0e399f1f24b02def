"""Errors of the claims room; doors translate them once."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext as _


class ClaimsError(Exception):
    """Base of all: a stable ``code``, a ``message``, ``extra`` for programs."""

    code: ClassVar[str] = "claims_error"

    def __init__(self, message: str, **extra: Any) -> None:
        super().__init__(message)
        self.message = message
        self.extra = extra


class NotAllowed(ClaimsError):
    """The person lacks the role for this."""

    code = "not_allowed"


class NotFound(ClaimsError):
    """There is no such thing, or it is not to be seen by this person."""

    code = "not_found"


class TransitionNotAllowed(ClaimsError):
    """The claim is not in a state from which this move leads anywhere."""

    code = "transition_not_allowed"


class GuardFailed(ClaimsError):
    """A condition of the move does not hold; ``extra['failed']`` lists which."""

    code = "guard_failed"


class StaleClaim(ClaimsError):
    """Someone else changed the claim since it was read."""

    code = "stale_claim"


class StaleComment(ClaimsError):
    """Its author changed the comment since it was read."""

    code = "stale_comment"


class Leased(ClaimsError):
    """Someone else is working on it now."""

    code = "leased_by_another"


class AlreadyDecided(ClaimsError):
    """A decision stands already; undo it first."""

    code = "already_decided"


class IncompleteVerdict(ClaimsError):
    """Rating, finding or rationale is missing or of the wrong scale."""

    code = "incomplete_verdict"


class BadEvidence(ClaimsError):
    """The evidence lacks what its kind needs, or its words are not in the text."""

    code = "bad_evidence"


class DuplicateEvidence(ClaimsError):
    """These words are attached to this claim already."""

    code = "duplicate_evidence"


class BadClaim(ClaimsError):
    """The claim lacks words or a level."""

    code = "bad_claim"


class BadMerge(ClaimsError):
    """The two cannot be one claim; ``extra["why"]`` says why in a word."""

    code = "bad_merge"


class MergedAway(ClaimsError):
    """The claim was merged into another; ``extra["into"]`` is that one's id."""

    code = "merged_away"


class BadQuestion(ClaimsError):
    """These answers or questions cannot be put together or apart so."""

    code = "bad_question"


class BadAssignment(ClaimsError):
    """The work is for nobody, or for somebody who may not see what it is about."""

    code = "bad_assignment"


class BadComment(ClaimsError):
    """It is empty or too long, or names somebody who may not see the thing."""

    code = "bad_comment"


class BlindReading(ClaimsError):
    """A second reader is to give a rating of their own before the verdict is shown."""

    code = "blind_reading"

    def __init__(self, message: str = "", **extra: Any) -> None:
        words = message or _(
            "This claim is to be read blind: give your own rating first; "
            "the verdict is shown after that."
        )
        super().__init__(words, **extra)


class BadDraft(ClaimsError):
    """The draft is of no form, or larger than anybody types."""

    code = "bad_draft"


class BadActor(ClaimsError):
    """These names cannot be merged or split so."""

    code = "bad_actor"


class StaleActor(ClaimsError):
    """The actor is no longer what the person saw."""

    code = "stale_actor"


class LostHistory(ClaimsError):
    """The cursor belongs to an earlier life of the database, restored since."""

    code = "cursor_from_lost_history"


class Erased(ClaimsError):
    """The finding was erased by law; only the entry in the feed stays."""

    code = "erased"


class BadErasure(ClaimsError):
    """There is nothing to erase, or no reason is given."""

    code = "bad_erasure"


class ImportRefused(ClaimsError):
    """Lines of a file are not what was exported; nothing came in."""

    code = "import_refused"


class NotOurFolder(ClaimsError):
    """A folder holds what was not exported there; it is left as it is."""

    code = "not_our_folder"


class TooMany(ClaimsError):
    """More rows than a batch of this kind takes."""

    code = "too_many"


class EmbargoRefused(ClaimsError):
    """An embargo cannot be set or lifted now; ``extra['reasons']`` say why."""

    code = "embargo_refused"


class BadView(ClaimsError):
    """A list cannot be kept so."""

    code = "bad_view"


class BadEndpoint(ClaimsError):
    """A webhook endpoint cannot be kept, or cannot do this, as it is."""

    code = "bad_endpoint"


class BadReply(ClaimsError):
    """A right of reply lacks whom or when, or its days cannot be."""

    code = "bad_reply"


class BadReviewDate(ClaimsError):
    """The day to look at a finding again is past, or there is no finding."""

    code = "bad_review_date"


class BadReport(ClaimsError):
    """A reader's report is empty, too long, or an answer to it is."""

    code = "bad_report"


class TooManyReports(ClaimsError):
    """More reports than one reader or one finding brings in an hour."""

    code = "too_many_reports"


class StaleRow(ClaimsError):
    """Someone else changed this since it was read."""

    code = "stale_row"


class BadPage(ClaimsError):
    """A page of the house is unknown, empty or too long."""

    code = "bad_page"
