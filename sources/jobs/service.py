"""The life of a Job row (`Pattern: lose nothing, double nothing`).

Submitting inserts the row in the caller's transaction and publishes a hint after it
commits. Claiming is one conditional UPDATE whose ``attempts`` is the fencing token.
Finishing writes results and state in one transaction, only for the holder of the
token. A job that fails or loses its worker ``JOB_MAX_ATTEMPTS`` times is set aside
with its reason, where people see it and may retry it.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any, Protocol
from uuid import NAMESPACE_OID, uuid5

import orjson
from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Greatest, Least
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from sources.choices import JobState
from sources.errors import NotAllowed, SourcesError
from sources.jobs import HANDLERS, LATER, ROUNDS
from sources.models import Job

logger = logging.getLogger(__name__)

MAX_PAUSE = Value(timedelta(seconds=30))
LAST = 9  # the broker hands out 0 first

Save = Callable[[], None]


class Progress(Protocol):
    """How far a handler is: ``progress(37, 300, "page")``."""

    def __call__(self, done: int, total: int, unit: str = "") -> None: ...


class LeaseLost(Exception):
    """Another worker holds this job now; nothing of ours may be written."""


class TryLater(Exception):
    """What the job needs is not there yet; it costs no attempt."""

    def __init__(self, after_s: float = 1.0) -> None:
        super().__init__(f"again after {after_s:g} s")
        self.after_s = after_s


def submit(
    kind: str,
    subject: Any,
    *,
    inputs: dict[str, Any] | None = None,
    label: str = "",
    story_id: Any = None,
    scope_id: Any = None,
    parent: Job | None = None,
    created_by_id: Any = None,
) -> Job:
    """Insert a Job in the current transaction; the same work twice is one row.

    The same kind, subject and inputs give the row that is already there.
    """
    if kind not in HANDLERS:
        raise LookupError(f"no handler for jobs of kind {kind!r}")
    inputs = inputs or {}
    job, made = Job.objects.get_or_create(
        kind=kind,
        subject=subject,
        input_digest=digest_of(inputs),
        defaults={
            "inputs": inputs,
            "label": label[:300],
            "story_id": story_id,
            "scope_id": scope_id,
            "parent": parent,
            "created_by_id": created_by_id,
        },
    )
    if made:
        transaction.on_commit(lambda: publish(job), robust=True)
    return job


def digest_of(inputs: dict[str, Any]) -> str:
    packed = orjson.dumps(inputs, option=orjson.OPT_SORT_KEYS)
    return hashlib.sha256(packed).hexdigest()


def publish(job: Job) -> bool:
    """Send the broker a hint; False when it is not reachable (the relay will)."""
    from sources.tasks import run_job

    how: dict[str, Any] = {"queue": HANDLERS[job.kind][1], "retry": False}
    if job.kind in LATER and job.inputs.get("first") != 0:
        how["priority"] = LAST
    try:
        run_job.apply_async(args=[str(job.pk)], **how)
    except Exception as error:  # kombu, redis and socket errors alike
        logger.warning("broker not reachable for job %s: %s", job.pk, error)
        return False
    return True


def claimable(now: Any) -> Q:
    due = Q(state=JobState.QUEUED, next_attempt_at__lte=now)
    lost = Q(state=JobState.RUNNING, lease_until__lt=now)
    return due | lost


def claim(job_id: Any) -> Job | None:
    """Take the job if it is due or its holder's lease ran out; None otherwise.

    A job whose last permitted attempt lost its worker is set aside instead.
    """
    now = timezone.now()
    held = Job.objects.filter(claimable(now), pk=job_id)
    if held.filter(attempts__gte=settings.JOB_MAX_ATTEMPTS).update(
        state=JobState.QUARANTINED,
        finished_at=now,
        error_code="worker_lost",
        error="The worker stopped in the middle of this job, every time it was tried.",
    ):
        return None
    taken = held.filter(attempts__lt=settings.JOB_MAX_ATTEMPTS).update(
        state=JobState.RUNNING,
        attempts=F("attempts") + 1,
        lease_until=now + timedelta(seconds=settings.JOB_LEASE_S),
        started_at=now,
        error="",
        error_code="",
    )
    return Job.objects.get(pk=job_id) if taken else None


def held_by(job: Job) -> QuerySet[Job]:
    return Job.objects.filter(pk=job.pk, state=JobState.RUNNING, attempts=job.attempts)


def extend_lease(job: Job) -> bool:
    """Extend the lease of a running job; False when it was taken over."""
    until = timezone.now() + timedelta(seconds=settings.JOB_LEASE_S)
    return bool(held_by(job).update(lease_until=until))


def report_progress(job: Job, done: int, total: int, unit: str = "") -> None:
    held_by(job).update(
        progress_done=done, progress_total=total, progress_unit=unit[:20]
    )


def run(job: Job) -> None:
    """Run a claimed job to its end: done, again later, or set aside."""
    handle = import_string(HANDLERS[job.kind][0])
    try:
        save = handle(job, partial(report_progress, job))
        finish(job, save)
    except LeaseLost:
        logger.warning("job %s was taken over by another worker", job.pk)
    except TryLater as wait:
        put_back(job, after_s=wait.after_s)
    except SourcesError as error:
        fail(job, code=error.code, message=error.message, final=not error.can_retry)
    except Exception as error:
        logger.exception("job %s failed", job.pk)
        fail(job, code="internal_error", message=f"{type(error).__name__}: {error}")


def give_way(awaited: Q) -> None:
    """Run the oldest waiting job among ``awaited``, in the midst of a longer one.

    To be called by handlers, outside any transaction. Only jobs that were never tried
    are run: should one take its worker with it, the job around it loses one attempt.
    """
    due = Job.objects.filter(
        awaited,
        state=JobState.QUEUED,
        attempts=0,
        next_attempt_at__lte=timezone.now(),
    )
    waiting = due.order_by("next_attempt_at").values_list("pk", flat=True)[:1]
    for job in filter(None, map(claim, waiting)):
        run(job)


def finish(job: Job, save: Save) -> None:
    """Write the results and the end of the job together, or nothing.

    Raises:
        LeaseLost: the token is stale.
    """
    with transaction.atomic():
        ended = held_by(job).update(
            state=JobState.DONE,
            finished_at=timezone.now(),
            lease_until=None,
            progress_done=F("progress_total"),
        )
        if not ended:
            raise LeaseLost
        save()


def fail(job: Job, *, code: str, message: str, final: bool = False) -> None:
    """Record why it failed; try again later unless final or tried often enough."""
    again = not final and job.attempts < settings.JOB_MAX_ATTEMPTS
    wait = settings.JOB_RETRY_S * 2 ** (job.attempts - 1)
    now = timezone.now()
    held_by(job).update(
        state=JobState.QUEUED if again else JobState.QUARANTINED,
        next_attempt_at=now + timedelta(seconds=wait),
        finished_at=None if again else now,
        lease_until=None,
        error_code=code,
        error=message.replace("\x00", "�")[:4000],
    )


def put_back(job: Job, *, after_s: float = 1.0) -> None:
    """Return a job to the queue without spending an attempt."""
    held_by(job).update(
        state=JobState.QUEUED,
        attempts=F("attempts") - 1,
        next_attempt_at=timezone.now() + timedelta(seconds=after_s),
        lease_until=None,
    )


def may_retry(job: Job, by: Any) -> bool:
    """Members of a story's team may have its work done again, nobody else."""
    return job.story is not None and bool(by.roles_in(job.story.team_id))


STOPPED = (JobState.QUARANTINED, JobState.GIVEN_UP)


def give_up(job: Job, *, by: Any) -> Job:
    """Say that a set-aside job is not worth another try; its reason stays with it.

    Raises:
        NotAllowed: ``by`` is no member of the team of the job's story.
    """
    if not may_retry(job, by):
        raise NotAllowed(_("Only members of the story's team may give its work up."))
    Job.objects.filter(pk=job.pk, state=JobState.QUARANTINED).update(
        state=JobState.GIVEN_UP, finished_at=timezone.now()
    )
    job.refresh_from_db()
    return job


def retry(job: Job, *, by: Any) -> Job:
    """Queue a stopped job afresh, at a person's wish; others are left alone.

    Raises:
        NotAllowed: ``by`` is no member of the team of the job's story.
    """
    if not may_retry(job, by):
        raise NotAllowed(_("Only members of the story's team may try its work again."))
    moved = Job.objects.filter(pk=job.pk, state__in=STOPPED).update(
        state=JobState.QUEUED,
        attempts=0,
        next_attempt_at=timezone.now(),
        finished_at=None,
    )
    job.refresh_from_db()
    if moved:
        transaction.on_commit(lambda: publish(job), robust=True)
    return job


def relay_due(*, limit: int = 100) -> int:
    """Send hints for jobs that should run and whose hint may be lost.

    A hint is repeated after 4 s, then after pauses that double up to 30 s, so that a
    long queue does not fill the broker with copies. Returns how many were sent.
    """
    now = timezone.now()
    waited = F("dispatched_at") - F("next_attempt_at")
    pause = Least(Greatest(Value(timedelta(seconds=4)), waited), MAX_PAUSE)
    stale = Q(dispatched_at=None) | Q(dispatched_at__lt=Value(now) - pause)
    with transaction.atomic():
        # A fresh job's own hint is given two seconds before it is sent again.
        fresh = Q(dispatched_at=None, created_at__gt=now - timedelta(seconds=2))
        due = list(
            Job.objects.select_for_update(skip_locked=True)
            .filter(claimable(now))
            .filter(stale)
            .exclude(fresh)
            .order_by("next_attempt_at")[:limit]
        )
        Job.objects.filter(pk__in=[job.pk for job in due]).update(dispatched_at=now)
    return sum(publish(job) for job in due)


def submit_rounds(seen: dict[str, int]) -> None:
    """Insert what comes round by the clock, once for each turn whoever asks.

    ``seen`` remembers the turns this process asked for, so that a sweep costs nothing
    until the next one. Turns that ended a day ago are forgotten.
    """
    now = timezone.now()
    for kind, pause_s in ROUNDS.items():
        turn = int(now.timestamp() // pause_s)
        if seen.get(kind) == turn:
            continue
        submit(kind, uuid5(NAMESPACE_OID, kind), inputs={"turn": turn})
        ended = Job.objects.filter(kind=kind, state=JobState.DONE)
        ended.filter(finished_at__lt=now - timedelta(days=1)).delete()
        seen[kind] = turn
