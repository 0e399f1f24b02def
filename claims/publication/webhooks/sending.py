"""Send one delivery, write down what was answered, and try again for a day and more."""

from __future__ import annotations

import time
from datetime import timedelta
from random import SystemRandom

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import F
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from claims.choices import DeliveryState, HookEvent
from claims.models import WebhookAttempt, WebhookDelivery, WebhookEndpoint
from claims.publication.webhooks import secrets
from claims.publication.webhooks.service import pause
from claims.publication.webhooks.signing import headers
from sources.errors import FetchFailed
from sources.ingest.post import post
from sources.jobs.service import Progress, Save, TryLater, submit
from sources.models import Job
from workbench.accounts.invitations import MAY_INVITE
from workbench.accounts.languages import spoken_by
from workbench.accounts.models import User

#: Seconds after each failed try, as Standard Webhooks propose; a fifth more by chance.
PAUSES_S = (5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400)
#: An endpoint that failed so often in a row, and for so long, is paused.
MOST_FAILURES, PATIENCE = 8, timedelta(hours=1)
GONE = 410
SHOWN = 300

chance = SystemRandom()


def handle_webhook(job: Job, progress: Progress) -> Save:
    """Send once. Until it is delivered, or given up, the job comes back by itself.

    Raises:
        TryLater: it failed, and will be tried again.
    """
    delivery = (
        WebhookDelivery.objects.select_related("endpoint__team")
        .filter(pk=job.subject, round=job.inputs["round"])
        .exclude(state=DeliveryState.DELIVERED)
        .first()
    )
    if delivery is None:
        return nothing
    endpoint = delivery.endpoint
    if endpoint.paused_at is not None and delivery.event != HookEvent.TEST:
        return nothing  # it waits until the endpoint is resumed
    attempt = try_once(delivery)
    if succeeded(attempt):
        return lambda: note_success(delivery)
    note_failure(delivery, attempt)
    if delivery.event == HookEvent.TEST or delivery.tries >= len(PAUSES_S):
        return lambda: note_end(delivery)
    endpoint.refresh_from_db()
    if endpoint.paused_at is not None:
        return nothing
    after_s = PAUSES_S[delivery.tries - 1] * (1 + chance.random() / 5)
    WebhookDelivery.objects.filter(pk=delivery.pk).update(
        next_at=timezone.now() + timedelta(seconds=after_s)
    )
    raise TryLater(after_s)


def nothing() -> None:
    """Leave all as it is."""


def try_once(delivery: WebhookDelivery) -> WebhookAttempt:
    """POST it and keep what came of it, whatever becomes of the job."""
    began = time.monotonic()
    attempt = WebhookAttempt(delivery=delivery)
    body = delivery.body.encode()
    try:
        signed = headers(
            secrets.current(delivery.endpoint),
            f"msg_{delivery.pk.hex}",
            int(timezone.now().timestamp()),
            body,
        )
        answer = post(
            delivery.endpoint.url,
            body,
            headers=signed,
            allow_hosts=settings.FETCH_ALLOW_HOSTS,
        )
        attempt.status = answer.status
        attempt.answer = readable(answer.start)
    except FetchFailed as error:
        attempt.error = error.message[:SHOWN]
    except secrets.SealedElsewhere:
        attempt.error = _("The secret cannot be read any more: rotate it.")
    attempt.took_ms = round((time.monotonic() - began) * 1000)
    attempt.save()
    return attempt


def readable(start: bytes) -> str:
    """Return bytes as text that a database and a page can hold."""
    return start.decode("utf-8", "replace").replace("\x00", "�")[:SHOWN]


def succeeded(attempt: WebhookAttempt) -> bool:
    return attempt.status is not None and 200 <= attempt.status < 300


def note_success(delivery: WebhookDelivery) -> None:
    mine = WebhookDelivery.objects.filter(pk=delivery.pk, round=delivery.round)
    mine.update(state=DeliveryState.DELIVERED, tries=delivery.tries + 1, next_at=None)
    WebhookEndpoint.objects.filter(pk=delivery.endpoint_id).update(
        failures=0, failing_since=None, last_success_at=timezone.now()
    )


def note_failure(delivery: WebhookDelivery, attempt: WebhookAttempt) -> None:
    """Count it, and pause an endpoint that says it is gone or has failed for long."""
    WebhookDelivery.objects.filter(pk=delivery.pk).update(tries=F("tries") + 1)
    delivery.tries += 1
    if delivery.event == HookEvent.TEST:
        return
    mine = WebhookEndpoint.objects.filter(pk=delivery.endpoint_id)
    now = timezone.now()
    mine.update(
        failures=F("failures") + 1, failing_since=Coalesce("failing_since", now)
    )
    endpoint = mine.get()
    since = endpoint.failing_since or now
    if attempt.status == GONE:
        pause_and_tell(endpoint, _("It answered that it is gone (410)."))
    elif endpoint.failures >= MOST_FAILURES and since <= now - PATIENCE:
        said = attempt.error or _("status %d") % (attempt.status or 0)
        words = _("It failed %(n)d times in a row, last: %(said)s")
        pause_and_tell(endpoint, words % {"n": endpoint.failures, "said": said})


def note_end(delivery: WebhookDelivery) -> None:
    """Nothing more is tried; the delivery can still be replayed by hand."""
    mine = WebhookDelivery.objects.filter(pk=delivery.pk, round=delivery.round)
    mine.update(state=DeliveryState.FAILED, next_at=None)


def pause_and_tell(endpoint: WebhookEndpoint, why: str) -> None:
    if endpoint.paused_at is not None:
        return
    row = pause(endpoint, by=None, why=why)
    if row.paused_at is not None:
        inputs = {"paused_at": row.paused_at.isoformat()}
        submit("webhook_paused", row.pk, inputs=inputs)


def handle_paused(job: Job, progress: Progress) -> Save:
    """Write to those who manage the team that an endpoint was paused, and why."""
    row = WebhookEndpoint.objects.filter(pk=job.subject).exclude(paused_at=None).first()
    if row is None:
        return nothing
    people = User.objects.filter(
        memberships__team=row.team, memberships__role__in=MAY_INVITE, is_active=True
    ).distinct()

    def save() -> None:
        for person in people:
            with translation.override(spoken_by(person)):
                write_to(person, row)

    return save


def write_to(person: User, row: WebhookEndpoint) -> None:
    address = settings.PUBLIC_URL + reverse("endpoint", args=[row.team_id, row.pk])
    words = _(
        "The webhook endpoint “%(name)s” of %(team)s takes no events any more and was "
        "paused.\n\n%(why)s\n\nNothing is lost: what happens meanwhile waits until "
        "somebody resumes it:\n%(address)s"
    )
    told = {"name": row, "team": row.team, "why": row.paused_why, "address": address}
    subject = _("[Corroborate] A webhook endpoint was paused")
    send_mail(subject, words % told, None, [person.email])
