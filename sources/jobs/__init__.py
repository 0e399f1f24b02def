from django.utils.translation import gettext_lazy as _

"""Rows of work: submit, claim, finish, relay, quarantine.

In: a kind and a subject. Out: results written exactly once, whatever is killed.

``HANDLERS`` maps a kind to the dotted path of its handler and the queue it runs on,
so that this package never imports ``claims``. A handler is a callable
``handle(job, progress) -> save``: it computes outside any transaction and returns a
callable that writes the results inside the finishing transaction; there it may also
submit the next Jobs.
"""

#: What people read of a kind of work.
WORDS = {
    "fetch": _("Fetching"),
    "read": _("Reading"),
    "extract": _("Finding claims"),
    "extract_part": _("Finding claims"),
    "extract_close": _("Finding claims"),
    "relate": _("Comparing"),
    "batch": _("Batch"),
}
#: Kinds whose hints stand behind those of other work on the same queue, but for a
#: document's first: of a long one many parts wait at once, and what came after it need
#: not wait for them.
LATER = frozenset({"extract_part"})

HANDLERS: dict[str, tuple[str, str]] = {
    "fetch": ("sources.ingest.service.handle_fetch", "ingest"),
    "read": ("sources.ingest.reading.handle_read", "read"),
    "extract": ("claims.extraction.stages.handle_extract", "extract"),
    "extract_part": ("claims.extraction.stages.handle_part", "extract"),
    "extract_close": ("claims.extraction.stages.handle_close", "extract"),
    "relate": ("claims.evidence.service.handle_relate", "relate"),
    "batch": ("claims.review.batch.handle_batch", "ingest"),
    "mail": ("claims.review.mail.handle_mail", "ingest"),
    "digest": ("claims.review.mail.handle_digest", "ingest"),
    "reminders": ("claims.review.reminders.handle_reminders", "ingest"),
    "digests": ("claims.review.mail.handle_digests", "ingest"),
    "stale": ("claims.publication.review_dates.handle_stale", "ingest"),
    "report_mail": ("claims.publication.report_mail.handle_mail", "ingest"),
    "figures": ("claims.review.figures.handle_figures", "ingest"),
    "forget_keys": ("sources.jobs.errands.handle_forget_keys", "ingest"),
    "team_post": ("claims.review.team_webhooks.handle_post", "ingest"),
    "webhook": ("claims.publication.webhooks.sending.handle_webhook", "ingest"),
    "webhook_paused": ("claims.publication.webhooks.sending.handle_paused", "ingest"),
    "webhooks": ("claims.publication.webhooks.upkeep.handle_webhooks", "ingest"),
    "checkpoint": ("claims.publication.proof.checkpoints.handle_checkpoint", "ingest"),
}
#: Kinds that carry messages or come round by the clock: no work on documents, so no
#: list of jobs shows them, nor whom they are for.
ERRANDS = frozenset(
    {
        "mail",
        "digest",
        "reminders",
        "digests",
        "figures",
        "forget_keys",
        "team_post",
        "webhook",
        "webhook_paused",
        "webhooks",
        "checkpoint",
        "stale",
        "report_mail",
    }
)
#: Kinds that come round by the clock: seconds from one to the next.
ROUNDS = {
    "reminders": 300,
    "digests": 900,
    "figures": 900,
    "forget_keys": 3600,
    "checkpoint": 3600,
    "webhooks": 900,
    "stale": 900,
}
