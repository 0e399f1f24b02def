"""What readers report: taken in without a login, worked on at the desk, answered.

In: plain text about a published finding. Out: an :class:`ErrorReport`, a task in the
pile of the story's team, and word to those who answer for the finding. Nothing that a
reader sends moves a claim or enters its chain.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from claims import roles
from claims.choices import HookEvent, ReportKind, ReportState, WorkKind, WorkState
from claims.errors import (
    BadReport,
    StaleRow,
    TooManyReports,
    TransitionNotAllowed,
)
from claims.models import Assignment, Claim, ErrorReport, Publication
from claims.publication.review_dates import answerable
from claims.publication.webhooks.service import tell_team
from claims.review.assignment import finish
from claims.review.notices import notify
from claims.review.workflow import lock
from sources.jobs.service import submit
from sources.labels import in_sentence

MIN_WORDS, MAX_WORDS, MAX_ANSWER = 10, 4_000, 4_000
# One reader hardly finds more errors in an hour; one finding may be talked about.
FROM_ONE, ABOUT_ONE, WINDOW = 5, 60, timedelta(hours=1)
# No 0/O and 1/I/L: people read it out and type it. 31^12 is 59 bits.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
# Line ends, tabs, and what parts or joins letters in Persian and in emoji.
KEPT = "\n\t\u200c\u200d"
ENDED = (ReportState.ANSWERED, ReportState.REFUSED)


def sender_of(address: str) -> str:
    """Return a keyed digest of an address, another one each day: it names nobody."""
    day = timezone.localdate().isoformat()
    key = f"{settings.SECRET_KEY}|reports|{day}".encode()
    return hmac.new(key, address.encode(), hashlib.sha256).hexdigest()


def new_reference() -> str:
    letters = "".join(secrets.choice(ALPHABET) for _ in range(12))
    return f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"


def report_error(
    publication: Publication,
    *,
    kind: str,
    words: str,
    sender: str,
    where: str = "",
    email: str = "",
    language: str = "en",
) -> ErrorReport:
    """Take in what a reader says about one version of a finding.

    ``sender`` is what :func:`sender_of` gives. The task lies in the pile of the team.

    Raises:
        BadReport: too short, too long, of no kind, or the e-mail address is none.
        TooManyReports: this sender or this finding had its share of the hour;
            ``extra["retry_after_s"]`` says when to come back.
    """
    words = plain(words)
    where, email = plain(where)[:2000], email.strip()
    require_report(kind, words, email)
    with transaction.atomic():
        claim = standing_claim(publication)
        require_room(publication, sender)
        row = ErrorReport.objects.create(
            scope_id=claim.scope_id,
            reference=new_reference(),
            claim=claim,
            publication=publication,
            kind=kind,
            words=words,
            where=where,
            email=email,
            language=language,
            sender=sender,
        )
        task = Assignment.objects.create(
            scope_id=claim.scope_id,
            claim=claim,
            report=row,
            team=claim.story.team,
            kind=WorkKind.ANSWER_REPORT,
            note=words[:1000],
        )
        notify("reported", to=answerable(claim), about=task, by=None, words=words)
        tell_team(task.team_id, HookEvent.REPORT, told_of(row, task))
    return row


def told_of(row: ErrorReport, task: Assignment) -> dict[str, Any]:
    """What a program is told: which finding, and where the desk reads the words."""
    return {
        "report": str(row.pk),
        "kind": row.kind,
        "record": str(row.publication.record),
        "version": row.publication.version,
        "url": settings.PUBLIC_URL + reverse("task", args=[task.pk]),
    }


def plain(words: str) -> str:
    """Return text with one kind of line end and without control characters.

    Spaces of every kind part words as before; joiners belong to how words are spelt.
    """
    lines = words.replace("\r\n", "\n").replace("\r", "\n").strip()
    spaced = (" " if c.isspace() and c not in KEPT else c for c in lines)
    return "".join(c for c in spaced if c in KEPT or c.isprintable())


def require_report(kind: str, words: str, email: str) -> None:
    if kind not in ReportKind.values:
        raise BadReport(_("Say what kind of error it is."), field="kind")
    if len(words) < MIN_WORDS:
        raise BadReport(_("Say in a sentence what is wrong."), field="words")
    if len(words) > MAX_WORDS:
        raise BadReport(
            _("A report holds at most %(most)d characters; this has %(length)d.")
            % {"most": MAX_WORDS, "length": len(words)},
            field="words",
        )
    if email:
        try:
            validate_email(email)
        except ValidationError:
            raise BadReport(_("This is no e-mail address."), field="email") from None


def standing_claim(publication: Publication) -> Claim:
    """Return the claim that answers for a finding now: a merged one's survivor."""
    claim = Claim.objects.select_related("story__team").get(pk=publication.claim_id)
    while claim.merged_into_id is not None:
        claim = Claim.objects.select_related("story__team").get(pk=claim.merged_into_id)
    return claim


def require_room(publication: Publication, sender: str) -> None:
    """Refuse more than an hour's share; two sent at once may both come in."""
    since = timezone.now() - WINDOW
    lately = ErrorReport.objects.filter(created_at__gt=since)
    own = lately.filter(sender=sender).count()
    about = lately.filter(publication__record=publication.record).count()
    if own >= FROM_ONE or about >= ABOUT_ONE:
        raise TooManyReports(
            _("Too many reports came in within the hour. Please try again later."),
            retry_after_s=int(WINDOW.total_seconds()),
        )


def take_report(report: ErrorReport, *, by: Any, seen_version: int) -> ErrorReport:
    """Begin on it.

    Raises:
        StaleRow: somebody changed it after it was read.
        TransitionNotAllowed: it is answered or refused.
        NotAllowed: ``by`` is not of the story's team.
    """
    with transaction.atomic():
        row = locked(report, seen_version, by, roles.REPORTER_UP)
        require_open(row)
        row.state = ReportState.IN_WORK
        save(row, "state")
    return row


def answer_report(
    report: ErrorReport,
    *,
    answer: str,
    by: Any,
    seen_version: int,
    refused: bool = False,
) -> ErrorReport:
    """Say what came of it; the reporter reads that at their reference.

    Its open task ends with it. Who left an e-mail address is written to.

    Raises:
        BadReport: the answer is empty or too long.
        and what :func:`take_report` raises; here a reviewer or more is needed.
    """
    answer = plain(answer)
    if not answer or len(answer) > MAX_ANSWER:
        raise BadReport(
            _("An answer has between 1 and %d characters.") % MAX_ANSWER,
            field="answer",
        )
    with transaction.atomic():
        row = locked(report, seen_version, by, roles.REVIEWER_UP)
        require_open(row)
        row.state = ReportState.REFUSED if refused else ReportState.ANSWERED
        row.answer, row.answered_by, row.answered_at = answer, by, timezone.now()
        save(row, "state", "answer", "answered_by", "answered_at")
        for task in row.assignments.filter(state=WorkState.OPEN).select_related(
            "claim__story"
        ):
            finish(task, by=by, dropped=refused)
        if row.email:
            submit(
                "report_mail",
                row.pk,
                inputs={"version": row.version},
                scope_id=row.scope_id,
            )
    return row


def reopen_report(report: ErrorReport, *, by: Any, seen_version: int) -> ErrorReport:
    """Take an answer back: it is in work again, and the reporter sees so."""
    with transaction.atomic():
        row = locked(report, seen_version, by, roles.REVIEWER_UP)
        if row.state not in ENDED:
            raise TransitionNotAllowed(_("This report is open."), state=row.state)
        row.state, row.answer = ReportState.IN_WORK, ""
        row.answered_by = row.answered_at = None
        save(row, "state", "answer", "answered_by", "answered_at")
    return row


def locked(
    report: ErrorReport, seen_version: int, by: Any, permitted: frozenset[str]
) -> ErrorReport:
    # The claim before what is about it, as every editorial write: no deadlocks.
    claim = lock(report.claim, seen_version=None)
    roles.require(by, claim.story.team_id, permitted)
    row = ErrorReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if row.version != seen_version:
        raise StaleRow(
            _("Someone changed this report after you read it."),
            seen=seen_version,
            current=row.version,
        )
    return row


def require_open(row: ErrorReport) -> None:
    if row.state in ENDED:
        raise TransitionNotAllowed(
            _("This report is %s already.") % in_sentence(row.get_state_display()),
            state=row.state,
        )


def save(row: ErrorReport, *fields: str) -> None:
    row.version += 1
    row.save(update_fields=[*fields, "version"])
