"""By the clock: deliveries whose job was lost are sent, old ones forgotten."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone

from claims.choices import DeliveryState
from claims.models import WebhookDelivery
from claims.publication.webhooks.service import send_anew
from sources.choices import JobState
from sources.jobs.service import Progress, Save
from sources.models import Job

KEPT = timedelta(days=30)
AT_ONCE = 1000
UNDER_WAY = (JobState.QUEUED, JobState.RUNNING)


def handle_webhooks(job: Job, progress: Progress) -> Save:
    def save() -> None:
        send_stranded()
        forget_old()

    return save


def send_stranded() -> int:
    """Send what waits though no job carries it: its workers died, time and again."""
    carried = Job.objects.filter(
        kind="webhook", subject=OuterRef("pk"), state__in=UNDER_WAY
    )
    rows = WebhookDelivery.objects.filter(
        ~Exists(carried), state=DeliveryState.WAITING, endpoint__paused_at=None
    )
    chosen = rows.order_by("created_at").values_list("pk", flat=True)[:AT_ONCE]
    return send_anew(WebhookDelivery.objects.filter(pk__in=list(chosen)))


def forget_old() -> None:
    """Forget what ended a month ago, with the jobs that carried it."""
    old = timezone.now() - KEPT
    rows = WebhookDelivery.objects.filter(created_at__lt=old)
    rows.exclude(state=DeliveryState.WAITING).delete()
    ended = Job.objects.filter(kind__in=("webhook", "webhook_paused"))
    ended.filter(state=JobState.DONE, finished_at__lt=old).delete()
