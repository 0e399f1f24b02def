"""A team's messenger: one short message for each event that the team chose.

In: an event about a team's story or for its pile. Out: a job for each of its webhooks;
of what is under embargo the message says only that something happened.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import Assignment, Claim
from sources.errors import FetchFailed
from sources.ingest.post import post_json
from sources.jobs.service import Progress, Save, TryLater, submit
from sources.models import Job
from workbench.accounts.events import Event
from workbench.accounts.ids import new_id
from workbench.accounts.models import TeamWebhook, User

#: So many failures in a row pause a webhook: somebody should look.
MOST_FAILURES = 5
PATIENCE = timedelta(hours=6)
LONGEST = 400


def post_event(
    event: Event,
    *,
    subject: Any,
    work: Assignment | None,
    by: User | None,
    words: str,
) -> None:
    """Submit a message to each webhook of the teams whom the event concerns."""
    if isinstance(subject, Claim) and subject.blind_by_id is not None:
        words = ""  # the blind reader may read the channel, too
    story = subject if hasattr(subject, "deadline") else subject.story
    teams = {story.team_id}
    if work is not None and work.team_id and subject.scope_id in {None, work.team_id}:
        teams.add(work.team_id)
    rows = TeamWebhook.objects.filter(
        team__in=teams, paused_at=None, events__contains=[event.value]
    )
    for row in rows:
        send(
            row, text_of(event, subject, by=by, words=words), scope_id=subject.scope_id
        )


def send(row: TeamWebhook, text: str, *, scope_id: Any = None) -> Job:
    # The same words twice are two messages, so each has an id of its own.
    inputs = {"text": text, "id": str(new_id())}
    return submit("team_post", row.pk, inputs=inputs, scope_id=scope_id)


def send_test(row: TeamWebhook, *, by: User) -> Job:
    """Send a message that says it is a test; a paused webhook is tried again."""
    TeamWebhook.objects.filter(pk=row.pk).update(paused_at=None, failures=0)
    words = _("A test from Corroborate, sent by %s: messages arrive here.") % by
    return send(row, escaped(words))


def text_of(event: Event, subject: Any, *, by: User | None, words: str) -> str:
    """Return the message in the markup of Slack, everything typed escaped."""
    who = f" · {escaped(str(by))}" if by else ""
    if subject.scope_id is not None:
        url = settings.PUBLIC_URL + reverse("notifications")
        return f"*{escaped(str(event.label))}*{who}\n<{url}|{_('Under embargo')}>"
    name = (
        f"{subject}: {subject.normalized_text}" if is_claim(subject) else str(subject)
    )
    link = f"<{settings.PUBLIC_URL}{address_of(subject)}|{escaped(shortened(name))}>"
    said = f"\n> {escaped(shortened(' '.join(words.split())))}" if words.strip() else ""
    return f"*{escaped(str(event.label))}*{who}\n{link}{said}"


def is_claim(subject: Any) -> bool:
    return isinstance(subject, Claim)


def address_of(subject: Any) -> str:
    return reverse(type(subject).__name__.lower(), args=[subject.pk])


def escaped(words: str) -> str:
    for sign, code in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        words = words.replace(sign, code)
    return words.replace("|", "¦")


def shortened(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"


def handle_post(job: Job, progress: Progress) -> Save:
    """Send one message; later and later while the host is away, for some hours.

    Raises:
        TryLater: the host could not be reached or refused it.
    """
    row = TeamWebhook.objects.filter(pk=job.subject, paused_at=None).first()
    if row is None:
        return lambda: None  # removed or paused since
    try:
        post_json(
            row.url,
            {"text": job.inputs["text"]},
            allow_hosts=settings.FETCH_ALLOW_HOSTS,
        )
    except FetchFailed as error:
        note_failure(row, error.message)
        age = timezone.now() - job.created_at
        if not error.can_retry or age > PATIENCE:
            raise
        raise TryLater(min(max(30.0, age.total_seconds()), 1800.0)) from error
    return lambda: note_success(row)


def note_success(row: TeamWebhook) -> None:
    TeamWebhook.objects.filter(pk=row.pk).update(
        failures=0, last_error="", last_sent_at=timezone.now()
    )


def note_failure(row: TeamWebhook, message: str) -> None:
    """Count it; the one that reaches the limit pauses the webhook."""
    mine = TeamWebhook.objects.filter(pk=row.pk)
    mine.update(failures=F("failures") + 1, last_error=message[:300])
    mine.filter(Q(failures__gte=MOST_FAILURES)).update(paused_at=timezone.now())
