"""Publish, correct by a successor, retract: nothing is unpublished to be edited."""

from __future__ import annotations

import re
import unicodedata
from typing import Any
from uuid import UUID

import orjson
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.choices import Action, ChangeKind, Correction
from claims.errors import GuardFailed
from claims.evidence.checked import follow
from claims.models import Claim, Publication
from claims.publication import checks, snapshot
from claims.publication.changes import announce
from claims.publication.proof.checkpoints import seal_soon
from claims.review.notices import concerned, notify
from claims.review.record import canonical, sha256
from claims.review.workflow import act, lock
from workbench.accounts.ids import new_id


def publish(
    claim: Claim,
    *,
    by: Any,
    seen_version: int,
    correction: str = "",
    note: str = "",
    review_by: Any = None,
) -> Publication:
    """Freeze an approved claim as the next version of its finding.

    A reopened claim needs the kind of ``correction`` and a ``note`` readers see.

    Raises:
        GuardFailed: an export check or a guard fails; nothing is published.
        and what :func:`claims.review.workflow.act` raises.
    """
    with transaction.atomic():
        row = lock(claim, seen_version=seen_version)
        earlier = list(row.publications.order_by("version"))
        require_correction(earlier, correction, note)
        act(row, Action.PUBLISH, by=by, seen_version=seen_version, note=note)
        row.refresh_from_db()
        publication = freeze(
            row, earlier, by=by, correction=correction, note=note, review_by=review_by
        )
        kind = ChangeKind.CORRECTION if earlier else ChangeKind.UPSERT
        announce(publication, kind)
        seal_soon(publication)
        event = "corrected" if earlier else "published"
        notify(event, to=concerned(row), about=row, by=by, words=note)
    return publication


def require_correction(earlier: list[Publication], correction: str, note: str) -> None:
    if not earlier:
        return
    if correction not in Correction.values or correction == Correction.RETRACTION:
        raise GuardFailed(
            _("A reopened finding needs the kind of its correction."),
            failed=["correction_is_typed"],
        )
    if not note.strip():
        raise GuardFailed(
            _("A correction needs a note that readers see."),
            failed=["correction_is_noted"],
        )


def freeze(
    claim: Claim,
    earlier: list[Publication],
    *,
    by: Any,
    correction: str,
    note: str,
    review_by: Any,
) -> Publication:
    now = timezone.now()
    first = earlier[0] if earlier else None
    record = first.record if first else new_id()
    slug = first.slug if first else slug_of(claim)
    version = len(earlier) + 1
    body = snapshot.build(
        claim,
        by=by,
        record=record,
        slug=slug,
        version=version,
        published_at=now,
        earlier=earlier,
        correction=correction if earlier else "",
        note=note if earlier else "",
        review_by=review_by,
    )
    found = checks.faults(body)
    if found:
        raise GuardFailed(" ".join(found), failed=["export_checks_pass"], faults=found)
    return insert(
        claim,
        body,
        earlier,
        by=by,
        at=now,
        correction=correction if earlier else "",
        note=note if earlier else "",
        review_by=review_by,
    )


def insert(
    claim: Claim,
    body: dict[str, Any],
    earlier: list[Publication],
    *,
    by: Any,
    at: Any,
    correction: str,
    note: str,
    review_by: Any = None,
) -> Publication:
    packed = canonical(body)
    publication = Publication.objects.create(
        claim=claim,
        record=UUID(body["id"]),
        slug=body["slug"],
        version=body["version"],
        schema=body["schema"],
        supersedes=earlier[-1] if earlier else None,
        correction=correction,
        note=note.strip(),
        body=packed.decode(),
        digest=sha256(packed),
        retracted=body["retracted"],
        review_by=review_by,
        published_by=by,
        published_at=at,
    )
    follow(publication)
    return publication


def slug_of(claim: Claim) -> str:
    """Return an address of words that never changes: the number keeps it unique."""
    plain = unicodedata.normalize("NFKD", claim.normalized_text)
    words = re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode().lower())
    return f"{claim.number}-{'-'.join(words[:10])}"[:110].rstrip("-")


def retract(
    publication: Publication, *, by: Any, note: str, seen_version: int | None = None
) -> Publication:
    """Withdraw a finding in public: a last version that says so and why.

    Raises:
        GuardFailed: no note, or the person who published it retracts it.
        StaleClaim: the claim is not in ``seen_version``, when one is given.
    """
    with transaction.atomic():
        claim = lock(publication.claim, seen_version=seen_version)
        earlier = list(claim.publications.order_by("version"))
        act(claim, Action.RETRACT, by=by, seen_version=claim.version, note=note)
        now = timezone.now()
        version = len(earlier) + 1
        body = orjson.loads(earlier[-1].body)
        body |= {
            "version": version,
            "published_at": snapshot.stamp(now),
            "retracted": True,
            "corrections": snapshot.corrections_part(
                earlier, version, Correction.RETRACTION, note, now
            ),
        }
        row = insert(
            claim,
            body,
            earlier,
            by=by,
            at=now,
            correction=Correction.RETRACTION,
            note=note,
        )
        announce(row, ChangeKind.RETRACTION)
        seal_soon(row)
        words = f"Retraction: {note}"
        notify("corrected", to=concerned(claim), about=claim, by=by, words=words)
    return row
