"""Moving a claim to another story, or under a question, by hand."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from claims import roles
from claims.errors import BadClaim
from claims.models import Claim, Question
from claims.review.editing import editing
from sources.models import Story


def require_story_fits(claim: Claim, story: Story, *, by: Any) -> None:
    """The person works in both teams, and no embargo is crossed.

    Raises:
        NotAllowed: ``by`` is no reporter or more in the team of the other story.
        BadClaim: the stories are not under the same embargo, or the other is closed.
    """
    roles.require(by, story.team_id, roles.REPORTER_UP)
    if story.scope_id != claim.scope_id:
        raise BadClaim(_("The two stories are not under the same embargo."))
    if story.closed_at is not None:
        raise BadClaim(_("That story is closed."))


def move_to_story(claim: Claim, story: Story, *, by: Any, seen_version: int) -> Claim:
    """Make a claim another story's; it leaves its question and group, which stay.

    Its evidence stays attached. Raises what :func:`require_story_fits` raises.
    """
    with editing(claim, "moved_to_story", by=by, seen_version=seen_version) as edit:
        row = edit.claim
        require_story_fits(row, story, by=by)
        if row.story_id != story.pk:
            edit.before = {"story": row.story_id, "question": row.question_id}
            edit.after = {"story": story.pk, "question": None}
            row.story, row.question, row.group = story, None, None
    return row


def require_question_fits(claim: Claim, question: Question | None) -> None:
    """A claim answers questions of its own story alone.

    Raises:
        BadClaim: it is another story's.
    """
    if question is not None and question.story_id != claim.story_id:
        raise BadClaim(_("The question belongs to another story."))


def put_under_question(
    claim: Claim, question: Question | None, *, by: Any, seen_version: int
) -> Claim:
    """Say which question a claim answers; None: no question."""
    with editing(claim, "question_set", by=by, seen_version=seen_version) as edit:
        row = edit.claim
        require_question_fits(row, question)
        wanted = question.pk if question else None
        if row.question_id != wanted:
            edit.before = {"question": row.question_id}
            edit.after = {"question": wanted}
            row.question = question
    return row
