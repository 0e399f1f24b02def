"""What comes round by the clock and belongs to neither room."""

from __future__ import annotations

from sources.jobs.service import Progress, Save
from sources.models import Job
from workbench.accounts.idempotency import forget_old_keys


def handle_forget_keys(job: Job, progress: Progress) -> Save:
    """Forget answers to POSTs that nobody will ask for again."""

    def save() -> None:
        forget_old_keys()

    return save
