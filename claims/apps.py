from typing import Any

from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    name = "claims"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from celery.signals import worker_process_init

        from claims.warm import warm_up
        from sources.signals import text_ready

        worker_process_init.connect(warm_up, dispatch_uid="claims.warm_up")
        text_ready.connect(mine_text, dispatch_uid="claims.mine_text")


def mine_text(*, revision: Any, by_id: Any, again: bool = False, **_: Any) -> None:
    """Insert the Job that looks for claims; reference documents are only searched.

    What was found in the beginning of a long text moves to the whole first.
    """
    from claims.extraction.stages import carry_over
    from claims.tasks import submit_extraction, submit_indexing
    from sources.choices import Purpose

    carry_over(revision)
    if revision.document.purpose == Purpose.CHECK:
        submit_extraction(revision, created_by_id=by_id, again=again)
    else:
        submit_indexing(revision, created_by_id=by_id)
