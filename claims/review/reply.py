"""Right of reply: whom we asked to answer, when, and what they said.

What is recorded is published, so an approval that covered something else lapses.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from claims.errors import BadReply
from claims.models import Claim, RightOfReply
from claims.review.editing import editing

MAX_WORDS = 5_000


def record_reply(
    claim: Claim,
    *,
    asked: str,
    asked_on: date,
    answered_on: date | None = None,
    words: str = "",
    by: Any,
    seen_version: int | None = None,
) -> RightOfReply:
    """Record whom we asked and when; with ``answered_on``, what they answered.

    Recorded twice, the later words stand; the chain keeps both. Dates are days.

    Raises:
        BadReply: nobody is named, a day is in the future or before the question, or
            there are words without the day they came.
        and what :func:`claims.review.editing.editing` raises.
    """
    asked, words = asked.strip(), words.replace("\r\n", "\n").strip()
    require_sense(asked, asked_on, answered_on, words)
    with editing(claim, "reply_recorded", by=by, seen_version=seen_version) as edit:
        row = RightOfReply.objects.filter(claim=edit.claim).first()
        before = summary(row) if row else {}
        row = row or RightOfReply(claim=edit.claim)
        row.asked, row.asked_on = asked, asked_on
        row.answered_on, row.words = answered_on, words
        if summary(row) != before:
            row.by, row.updated_at = by, timezone.now()
            row.save()
            edit.before, edit.after = before, summary(row)
    return row


def withdraw_reply(claim: Claim, *, by: Any, seen_version: int | None = None) -> None:
    """Take back a record made by mistake; the chain keeps what it said."""
    with editing(claim, "reply_withdrawn", by=by, seen_version=seen_version) as edit:
        row = RightOfReply.objects.filter(claim=edit.claim).first()
        if row is not None:
            edit.before = summary(row)
            row.delete()


def require_sense(
    asked: str, asked_on: date, answered_on: date | None, words: str
) -> None:
    if not asked or len(asked) > 300 or "\0" in asked + words:
        raise BadReply(_("Say who was asked to answer, in at most 300 characters."))
    today = timezone.localdate()
    if asked_on > today or (answered_on is not None and answered_on > today):
        raise BadReply(_("A day that has not come yet cannot be recorded."))
    if answered_on is not None and answered_on < asked_on:
        raise BadReply(_("An answer does not come before the question."))
    if words and answered_on is None:
        raise BadReply(_("Say on which day these words came."))
    if len(words) > MAX_WORDS:
        raise BadReply(
            _("An answer holds at most %(most)d characters; this has %(length)d.")
            % {"most": MAX_WORDS, "length": len(words)}
        )


def summary(row: RightOfReply) -> dict[str, Any]:
    return {
        "asked": row.asked,
        "asked_on": row.asked_on.isoformat(),
        "answered_on": row.answered_on.isoformat() if row.answered_on else "",
        "words": row.words,
    }
