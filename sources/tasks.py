"""One generic task: claim the Job, run its handler with a heartbeat, finish it."""

from __future__ import annotations

import logging
import os
import socket
import threading
from typing import Any

import structlog
from celery import current_app, shared_task
from celery.signals import worker_process_init
from django.conf import settings
from django.db import close_old_connections, connection
from django.utils import timezone

from sources.jobs import service
from sources.models import Job, WorkerBeat

logger = logging.getLogger(__name__)


@shared_task(name="sources.run_job", ignore_result=True)
def run_job(job_id: str) -> None:
    """Run one Job row if it is still to be run; a second hint is a no-op."""
    close_old_connections()
    beat_worker()
    job = service.claim(job_id)
    if job is None:
        return
    named = structlog.contextvars.bound_contextvars(job_id=job_id, job_kind=job.kind)
    with named, Heartbeat(job):
        service.run(job)


class Heartbeat:
    """Extends the lease from a thread while a long job computes."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.stopped = threading.Event()
        self.thread = threading.Thread(target=self.beat, daemon=True)

    def __enter__(self) -> Heartbeat:
        self.thread.start()
        return self

    def __exit__(self, *_: Any) -> None:
        self.stopped.set()
        self.thread.join()

    def beat(self) -> None:
        pause = max(settings.JOB_LEASE_S / 3, 0.2)
        while not self.stopped.wait(pause):
            try:
                if not service.extend_lease(self.job):
                    return
                beat_worker()
            except Exception as error:  # the database is away: keep trying
                logger.warning("no heartbeat for job %s: %s", self.job.pk, error)
                connection.close()
        connection.close()


def worker_name() -> str:
    return f"{socket.gethostname()}:{os.getpid()}"


def beat_worker() -> None:
    queues = sorted(current_app.amqp.queues.consume_from)
    WorkerBeat.objects.update_or_create(
        name=worker_name(), defaults={"seen_at": timezone.now(), "queues": queues}
    )


@worker_process_init.connect
def start_beating(**_: Any) -> None:
    """An idle worker says that it lives; a PID alone proves nothing."""
    threading.Thread(target=idle_beat, daemon=True).start()


def idle_beat() -> None:
    while True:
        try:
            beat_worker()
        except Exception as error:
            logger.warning("worker beat failed: %s", error)
        finally:
            connection.close()
        threading.Event().wait(15)
