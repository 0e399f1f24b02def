"""The answer to a report by e-mail, to readers who left an address for it."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from claims.models import ErrorReport
from claims.publication.reports import ENDED
from claims.review.mail import deliver
from sources.jobs.service import Progress, Save
from sources.models import Job


def handle_mail(job: Job, progress: Progress) -> Save:
    """Write to the reader what came of it; nothing if that was taken back since.

    Raises:
        TryLater: the mail server is away.
    """
    row = ErrorReport.objects.select_related("publication").filter(pk=job.subject)
    report = row.first()
    if report is not None and report.email and report.state in ENDED:
        with translation.override(report.language):
            deliver(job, message_of(report))
    return lambda: None


def message_of(report: ErrorReport) -> EmailMultiAlternatives:
    address = reverse("report_status", args=[report.reference])
    context = {
        "report": report,
        "organisation": settings.ORGANISATION,
        "finding": settings.PUBLIC_URL + report.publication.get_absolute_url(),
        "address": settings.PUBLIC_URL + address,
    }
    return EmailMultiAlternatives(
        subject=_("Your report %(reference)s about a finding of %(organisation)s")
        % {"reference": report.reference, "organisation": settings.ORGANISATION},
        body=render_to_string("claims/mail/report.txt", context),
        to=[report.email],
    )
