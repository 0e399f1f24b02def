"""Signed checkpoints: one soon after each publication, one an hour whatever happens.

They come by the clock and not by the desk's work, and tell its extent to nobody: an
outsider learns from them what was published, and nothing of what is being checked.
"""

from __future__ import annotations

import base64
import secrets
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

import orjson
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from claims.choices import ChangeKind
from claims.models import Change, Checkpoint, Publication
from claims.publication.epochs import standing_epoch
from claims.publication.proof.keys import signing_key
from claims.publication.proof.locking import one_at_a_time
from claims.publication.proof.trees import (
    CHANGES,
    EVENTS,
    PUBLICATIONS,
    append_missing,
    exactly,
    packed,
)
from claims.publication.webhooks.service import tell
from claims.review.record import GENESIS, sha256
from sources.jobs.service import Progress, Save, submit
from sources.models import Job
from workbench.accounts.ids import new_id

FORMAT = "corroborate-checkpoint-1"
ABOUT_CHECKPOINT = b"corroborate checkpoint 1\n"


def seal_soon(publication: Publication) -> Job:
    """Have a checkpoint made once the publication is committed."""
    inputs = {"record": str(publication.record), "version": publication.version}
    return submit("checkpoint", uuid5(NAMESPACE_OID, "checkpoint"), inputs=inputs)


def handle_checkpoint(job: Job, progress: Progress) -> Save:
    """Make a checkpoint; after a publication only if none covers it yet."""
    record, version = job.inputs.get("record"), job.inputs.get("version")

    def save() -> None:
        one_at_a_time()
        if record is None or not is_covered(record, version):
            make_checkpoint()

    return save


def is_covered(record: Any, version: int) -> bool:
    rows = Publication.objects.filter(record=record, version=version)
    return rows.filter(leaf__isnull=False).exists()


def make_checkpoint() -> Checkpoint:
    """Take every committed row into its tree, sign what they are now, and tell it."""
    with transaction.atomic():
        one_at_a_time()
        private, key = signing_key()
        last = Checkpoint.objects.order_by("-number").first()
        epoch = standing_epoch()
        events, publications, changes = map(
            append_missing, (EVENTS, PUBLICATIONS, CHANGES)
        )
        opening = {
            "size": events.size,
            "root": events.root().hex(),
            "salt": secrets.token_hex(16),
        }
        now, name = timezone.now(), new_id()
        body = packed(
            {
                "format": FORMAT,
                "id": str(name),
                "number": last.number + 1 if last else 1,
                "epoch": epoch.number,
                "origin": settings.PUBLIC_URL,
                "at": exactly(now),
                "previous": last.digest if last else GENESIS,
                "publications": {
                    "size": publications.size,
                    "root": publications.root().hex(),
                },
                "changes": {"size": changes.size, "root": changes.root().hex()},
                "events": sha256(packed(opening)),
                "key": key.pk,
            }
        )
        signature = private.sign(ABOUT_CHECKPOINT + body)
        made = Checkpoint.objects.create(
            id=name,
            number=last.number + 1 if last else 1,
            epoch=epoch,
            at=now,
            body=body.decode(),
            digest=sha256(body),
            key=key,
            signature=base64.b64encode(signature).decode(),
            opening=opening,
        )
        announce(made)
    return made


def announce(made: Checkpoint) -> Change:
    entry = Change.objects.create(
        epoch=made.epoch,
        kind=ChangeKind.CHECKPOINT,
        record=made.pk,
        version=made.number,
        digest=made.digest,
    )
    tell(entry)
    return entry


def as_published(row: Checkpoint) -> dict[str, Any]:
    return {
        "checkpoint": orjson.loads(row.body),
        "digest": row.digest,
        "signature": row.signature,
    }


def covering(publication_id: UUID) -> tuple[int, Checkpoint] | None:
    """Return the leaf's index and the newest checkpoint, if one covers the row."""
    leaf = PUBLICATIONS.leaves.objects.filter(row_id=publication_id).first()
    newest = Checkpoint.objects.order_by("-number").first()
    return (leaf.index, newest) if leaf and newest else None
