"""Publish, correct by a successor, retract: nothing is unpublished to be edited."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
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
from claims.publication.checks import Case, Outcome
from claims.publication.differences import Difference
from claims.publication.merged import announce_merged
from claims.publication.proof.checkpoints import seal_soon
from claims.publication.review_dates import set_review_date
from claims.review.guards import Situation
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
    review_by: date | None = None,
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
        act(row, Action.PUBLISH, by=by, seen_version=seen_version, note=note)
        row.refresh_from_db()
        draft = Draft(row, earlier, correction, note, review_by)
        publication = freeze(draft, by=by)
        set_review_date(publication, review_by, by=by)
        kind = ChangeKind.CORRECTION if earlier else ChangeKind.UPSERT
        announce(publication, kind)
        announce_merged(row, publication)
        seal_soon(publication)
        event = "corrected" if earlier else "published"
        notify(event, to=concerned(row), about=row, by=by, words=note)
    return publication


@dataclass(frozen=True, slots=True)
class Preview:
    """A finding as readers would see it now; ``body`` is None without a verdict."""

    body: dict[str, Any] | None
    outcomes: list[Outcome]
    changed: list[Difference]
    unfit: str
    earlier: list[Publication]

    @property
    def ready(self) -> bool:
        return all(outcome.holds for outcome in self.outcomes)


def preview(
    claim: Claim,
    *,
    by: Any,
    correction: str = "",
    note: str = "",
    review_by: date | None = None,
    situation: Situation | None = None,
) -> Preview:
    """Return what publishing would make now, with every check; nothing is written.

    ``situation`` spares reading again what a page has read.
    """
    earlier = list(claim.publications.order_by("version"))
    draft = Draft(claim, earlier, correction, note, review_by)
    situation = situation or Situation(claim, by)
    body = None
    if situation.verdict is not None:
        body = draft.body(situation, at=timezone.now())
    case = draft.case(situation, body)
    return Preview(body, checks.ask(case), case.changed, case.unfit, earlier)


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody asks to publish: the next version, and what they say about it."""

    claim: Claim
    earlier: list[Publication]
    correction: str
    note: str
    review_by: date | None

    @property
    def first(self) -> Publication | None:
        return self.earlier[0] if self.earlier else None

    def body(self, situation: Situation, *, at: datetime) -> dict[str, Any]:
        first = self.first
        return snapshot.build(
            self.claim,
            situation=situation,
            record=first.record if first else new_id(),
            slug=first.slug if first else slug_of(self.claim),
            version=len(self.earlier) + 1,
            published_at=at,
            earlier=self.earlier,
            correction=self.correction if first else "",
            note=self.note if first else "",
            review_by=self.review_by,
        )

    def case(self, situation: Situation, body: dict[str, Any] | None) -> Case:
        return Case(
            situation, body, self.earlier, self.correction, self.note, self.review_by
        )


def freeze(draft: Draft, *, by: Any) -> Publication:
    """Insert the next version, if every check holds.

    Raises:
        GuardFailed: some do not; ``extra["checks"]`` lists them, with what to do.
    """
    now = timezone.now()
    situation = Situation(draft.claim, by)
    body = draft.body(situation, at=now)
    require(checks.ask(draft.case(situation, body)))
    return insert(
        draft.claim,
        body,
        draft.earlier,
        by=by,
        at=now,
        correction=draft.correction if draft.earlier else "",
        note=draft.note if draft.earlier else "",
        review_by=draft.review_by,
    )


def require(outcomes: list[Outcome]) -> None:
    """Raise :class:`GuardFailed` unless all hold; what a form asks has its own name."""
    failed = [outcome for outcome in outcomes if not outcome.holds]
    if not failed:
        return
    names = [
        one.check.code if one.check.where == "form" else "export_checks_pass"
        for one in failed
    ]
    rows = [one.row for one in failed]
    fixes = [row["fix"] for row in rows]
    raise GuardFailed(
        " ".join([_("It cannot go out yet."), *fixes]),
        failed=list(dict.fromkeys(names)),
        faults=fixes,
        checks=rows,
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
            "review_by": None,
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
        set_review_date(row, None, by=by)
        announce(row, ChangeKind.RETRACTION)
        seal_soon(row)
        words = f"Retraction: {note}"
        notify("corrected", to=concerned(claim), about=claim, by=by, words=words)
    return row
