"""E-mail to people: one message for an event, or one a day for the rest.

No subject line names what it is about, and nothing under embargo leaves the desk: such
a message says that something happened, and where to read it.
"""

from __future__ import annotations

import smtplib
from collections.abc import Iterable
from datetime import timedelta
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.models import Notification
from claims.review.blind import hides
from sources.jobs.service import Progress, Save, TryLater, submit
from sources.models import Job
from workbench.accounts.events import Mail
from workbench.accounts.languages import spoken_by
from workbench.accounts.models import User
from workbench.accounts.zones import zone_of
from workbench.templatetags.desk import say_instant

DIGEST_HOUR = 8
# A mail server may be away for a day; then a person is asked to look at the job.
PATIENCE = timedelta(days=1)
NEWEST = 200


def handle_mail(job: Job, progress: Progress) -> Save:
    """Send an event's message, and with it whatever else the person should hear now.

    So a hundred events of one moment are one message. It is sent under the rows' lock
    and marked in the same transaction: what another job is sending is left to it.
    """

    def save() -> None:
        first = Notification.objects.filter(pk=job.subject, emailed_at=None).first()
        if first is None:
            return
        waiting = Notification.objects.filter(
            user=first.user_id, mail=Mail.NOW, emailed_at=None
        ).order_by("created_at", "id")
        held = list(
            waiting.select_for_update(skip_locked=True).values_list("pk", flat=True)
        )
        rows = joined(Notification.objects.filter(pk__in=held[-NEWEST:]))
        shown = [row for row in rows if still_theirs(row)]
        if shown:
            person = shown[0].user
            with translation.override(spoken_by(person)):
                mail = message(person, shown, subject_of(shown))
            deliver(job, mail)
        mark_sent(held)

    return save


def handle_digests(job: Job, progress: Progress) -> Save:
    """Ask for the digest of everybody whose morning it is and who has something."""
    waiting = Notification.objects.filter(
        mail=Mail.DAILY, emailed_at=None, user__is_active=True
    )
    people = User.objects.filter(pk__in=waiting.values("user"))
    now = timezone.now()

    def save() -> None:
        for person in people:
            local = now.astimezone(zone_of(person))
            if local.hour >= DIGEST_HOUR:
                submit("digest", person.pk, inputs={"day": local.date().isoformat()})

    return save


def handle_digest(job: Job, progress: Progress) -> Save:
    """Send one person what waits for the digest and was not read on the page."""
    person = User.objects.get(pk=job.subject)
    waiting = Notification.objects.filter(
        user=person, mail=Mail.DAILY, emailed_at=None, created_at__lte=job.created_at
    )
    ids = list(waiting.values_list("pk", flat=True))
    rows = joined(waiting.filter(read_at=None).visible_to(person))[:NEWEST]
    shown = [row for row in rows if still_theirs(row)]
    if shown:
        with translation.override(spoken_by(person)):
            mail = message(person, shown, subject_of_day(len(shown)))
        deliver(job, mail)
    return lambda: mark_sent(ids)


def mark_sent(ids: Iterable[Any]) -> None:
    rows = Notification.objects.filter(pk__in=ids, emailed_at=None)
    rows.update(emailed_at=timezone.now())


def joined(rows: Any) -> Any:
    return rows.select_related(
        "user", "by", "claim__story", "question", "story", "document", "assignment"
    )


def still_theirs(row: Notification) -> bool:
    """Rights may have gone between the event and the message."""
    user = row.user
    teams = user.team_ids if user.is_active else []
    return bool(teams) and (row.scope_id is None or row.scope_id in teams)


def message(
    person: User, rows: list[Notification], subject: str
) -> EmailMultiAlternatives:
    """Build the message in plain text and in HTML, with the way to switch it off."""
    context = {
        "person": person,
        "lines": [Line(row) for row in rows],
        "threads": threads(rows),
        "settings_url": absolute(reverse("notification_settings")),
        "page_url": absolute(reverse("notifications")),
        "organisation": settings.ORGANISATION,
    }
    mail = EmailMultiAlternatives(
        f"{settings.ACCOUNT_EMAIL_SUBJECT_PREFIX}{subject}",
        render_to_string("claims/mail/notice.txt", context),
        settings.DEFAULT_FROM_EMAIL,
        [person.email],
        headers={
            # The same for every attempt, so that one sent twice shows once.
            "Message-ID": message_id(rows[0]),
            "List-Unsubscribe": f"<{context['settings_url']}>",
            "Auto-Submitted": "auto-generated",
        },
    )
    mail.attach_alternative(
        render_to_string("claims/mail/notice.html", context), "text/html"
    )
    return mail


def message_id(row: Notification) -> str:
    domain = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    return f"<{row.pk}@{domain}>"


def deliver(job: Job, mail: EmailMultiAlternatives) -> None:
    """Send it; while the mail server is away, later and later, for a day.

    Raises:
        TryLater: it could not be reached, or asked to wait.
    """
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused:
        raise
    except (OSError, smtplib.SMTPException) as error:
        age = timezone.now() - job.created_at
        if age > PATIENCE:
            raise
        raise TryLater(min(max(60.0, age.total_seconds()), 3600.0)) from error


class Line:
    """One event in words, for a message; nothing of what is under embargo."""

    def __init__(self, row: Notification) -> None:
        self.row = row
        self.secret = row.scope_id is not None
        self.event = row.get_event_display()
        self.by = str(row.by) if row.by else ""
        blind = row.claim is not None and hides(row.claim, row.user)
        self.words = "" if self.secret or blind else row.words
        self.when = say_instant(row.created_at, zone_of(row.user))
        self.url = absolute(reverse("notification_open", args=[row.pk]))

    @property
    def title(self) -> str:
        return title_of(self.row)


def title_of(row: Notification) -> str:
    """What it is about; of what is under embargo only the kind of thing."""
    if row.scope_id is not None:
        return _("Something under embargo")
    if row.claim:
        return f"{row.claim}: {row.claim.normalized_text}"
    return str(row.subject)


def threads(rows: list[Notification]) -> list[tuple[str, list[Line]]]:
    """Lines by what they are about, the newest first."""
    by_thing = sorted(rows, key=lambda row: str(row.about))
    found = [
        sorted(group, key=lambda row: row.created_at, reverse=True)
        for _key, group in groupby(by_thing, key=lambda row: row.about)
    ]
    found.sort(key=lambda group: group[0].created_at, reverse=True)
    return [(title_of(group[0]), [Line(row) for row in group]) for group in found]


def subject_of(rows: list[Notification]) -> str:
    """The event and the claim's number, never its words; of several their count."""
    if len(rows) > 1:
        return ngettext("%d thing for you", "%d things for you", len(rows)) % len(rows)
    row = rows[0]
    if row.claim and row.scope_id is None:
        return f"{row.get_event_display()}: {row.claim}"
    return str(row.get_event_display())


def subject_of_day(count: int) -> str:
    return ngettext("%d thing since yesterday", "%d things since yesterday", count) % (
        count
    )


def absolute(path: str) -> str:
    return f"{settings.PUBLIC_URL}{path}"
