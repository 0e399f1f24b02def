"""Attaching, confirming and rejecting evidence."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.choices import (
    BASES,
    Disclosure,
    EvidenceKind,
    EvidenceState,
    OriginKind,
    Stance,
)
from claims.errors import BadEvidence, DuplicateEvidence
from claims.models import Claim, Evidence, Origin
from claims.review.editing import Edit, editing
from sources.ingest.revisions import reading_words
from sources.models import Story, TextRevision
from sources.models.selector import selector_columns
from sources.text.base import Selector

# What the details of each kind must hold; an empty value is an error.
DETAILS = {
    EvidenceKind.PASSAGE: (),
    EvidenceKind.STATEMENT: ("who", "when", "channel", "basis", "words"),
    EvidenceKind.SEARCH: ("where", "terms", "when", "directions"),
}


def attach_evidence(
    claim: Claim,
    selector: Selector,
    *,
    revision: TextRevision,
    stance: str,
    by: Any,
    note: str = "",
    speaker: str = "",
    candidate: Any = None,
    seen_version: int | None = None,
) -> Evidence:
    """Attach words of a document, added and thereby confirmed by a person.

    Raises:
        BadEvidence: the selector does not fit the text, or belongs to another scope.
        DuplicateEvidence: these words are attached already.
    """
    require_stance(stance)
    require_fit(claim, selector, revision)
    with editing(claim, "evidence_added", by=by, seen_version=seen_version) as edit:
        row = Evidence(
            claim=edit.claim,
            scope_id=edit.claim.scope_id,
            kind=EvidenceKind.PASSAGE,
            stance=stance,
            document=revision.document,
            revision=revision,
            candidate=candidate,
            origin=candidate.origin if candidate else None,
            speaker=speaker or (candidate.speaker if candidate else ""),
            chain=candidate.reading.get("chain", []) if candidate else [],
            note=note.strip(),
            words=reading_words(revision, selector.segments),
            **selector_columns(selector),
        )
        add_confirmed(edit, row, by=by)
    return row


def add_statement(
    claim: Claim,
    *,
    stance: str,
    details: dict[str, Any],
    by: Any,
    note: str = "",
    disclosure: str = Disclosure.FULL,
    seen_version: int | None = None,
) -> Evidence:
    """Record what somebody told us: who, when, channel, on record or background."""
    require_stance(stance)
    require_details(EvidenceKind.STATEMENT, details)
    if details["basis"] not in BASES:
        raise BadEvidence(_("A statement is on record or on background."))
    with editing(claim, "statement_added", by=by, seen_version=seen_version) as edit:
        row = Evidence(
            claim=edit.claim,
            scope_id=edit.claim.scope_id,
            kind=EvidenceKind.STATEMENT,
            stance=stance,
            details=details,
            speaker=details["who"],
            disclosure=disclosure,
            note=note.strip(),
            origin=origin_of_person(edit.claim, details["who"], by=by),
        )
        add_confirmed(edit, row, by=by)
    return row


def add_search(
    claim: Claim,
    *,
    details: dict[str, Any],
    by: Any,
    note: str = "",
    seen_version: int | None = None,
) -> Evidence:
    """Record a search that found nothing: where, with what words, when, for what.

    ``details["directions"]`` lists the stances looked for.
    """
    require_details(EvidenceKind.SEARCH, details)
    wanted = {Stance.SUPPORTS.value, Stance.CONTRADICTS.value}
    if not set(details["directions"]) <= wanted:
        raise BadEvidence(_("A search looks for support, contradiction or both."))
    with editing(claim, "search_recorded", by=by, seen_version=seen_version) as edit:
        row = Evidence(
            claim=edit.claim,
            scope_id=edit.claim.scope_id,
            kind=EvidenceKind.SEARCH,
            stance=Stance.CONTEXT,
            details=details,
            note=note.strip(),
        )
        add_confirmed(edit, row, by=by)
    return row


def confirm_stance(
    evidence: Evidence, stance: str, *, by: Any, seen_version: int | None = None
) -> Evidence:
    """Confirm (or change) how this bears on the claim; its origin is confirmed too."""
    require_stance(stance)
    with editing(
        evidence.claim, "evidence_confirmed", by=by, seen_version=seen_version
    ) as edit:
        row = locked(evidence)
        edit.before = summary(row)
        row.stance = stance
        row.state = EvidenceState.CONFIRMED
        row.confirmed_by = by
        row.confirmed_at = timezone.now()
        row.save()
        confirm_origin(row.origin, by=by)
        edit.after = summary(row)
    return row


def reject_evidence(
    evidence: Evidence, *, by: Any, reason: str = "", seen_version: int | None = None
) -> Evidence:
    """Say that this does not bear on the claim; it is kept, and never re-suggested."""
    with editing(
        evidence.claim, "evidence_rejected", by=by, seen_version=seen_version
    ) as edit:
        row = locked(evidence)
        edit.before = summary(row)
        row.state = EvidenceState.REJECTED
        row.note = reason.strip() or row.note
        row.save(update_fields=["state", "note"])
        edit.after = {**summary(row), "reason": reason}
    return row


def restore_evidence(
    evidence: Evidence, *, by: Any, seen_version: int | None = None
) -> Evidence:
    """Take a rejection back: it is suggested again, for somebody to confirm.

    Raises:
        BadEvidence: it is not rejected.
    """
    with editing(
        evidence.claim, "evidence_restored", by=by, seen_version=seen_version
    ) as edit:
        row = locked(evidence)
        if row.state != EvidenceState.REJECTED:
            raise BadEvidence(_("Only rejected evidence is restored."))
        edit.before = summary(row)
        row.state = EvidenceState.SUGGESTED
        row.confirmed_by = row.confirmed_at = None
        row.save(update_fields=["state", "confirmed_by", "confirmed_at"])
        edit.after = summary(row)
    return row


def move_evidence(
    evidence: Evidence, to: str, *, by: Any, seen_version: int | None = None
) -> Evidence:
    """Move a piece of evidence one place "up" or "down" among its stance.

    The order is published, so an approval that covered the old one lapses. At either
    end nothing changes.

    Raises:
        BadEvidence: it is rejected, or ``to`` is no direction.
    """
    if to not in {"up", "down"}:
        raise BadEvidence(_("Evidence moves up or down."))
    with editing(
        evidence.claim, "evidence_moved", by=by, seen_version=seen_version
    ) as edit:
        rows = list(
            Evidence.objects.select_for_update(of=("self",))
            .filter(claim=edit.claim, stance=evidence.stance)
            .exclude(state=EvidenceState.REJECTED)
        )
        # Confirmed rows are shown before suggestions: each moves among its own.
        rows.sort(key=lambda row: row.state != EvidenceState.CONFIRMED)
        at = next((i for i, row in enumerate(rows) if row.pk == evidence.pk), None)
        if at is None:
            raise BadEvidence(_("Rejected evidence has no place."))
        other = at - 1 if to == "up" else at + 1
        row = rows[at]
        if 0 <= other < len(rows) and rows[other].state == row.state:
            edit.before = {"words": row.quoted, "place": at + 1}
            edit.after = {"words": row.quoted, "place": other + 1}
            rows[at], rows[other] = rows[other], rows[at]
            for place, one in enumerate(rows, start=1):
                one.place = place
            Evidence.objects.bulk_update(rows, ["place"])
    return row


def edit_evidence(
    evidence: Evidence,
    *,
    by: Any,
    note: str,
    disclosure: str,
    seen_version: int | None = None,
) -> Evidence:
    """Change our note on a piece of evidence, or how much of it is shown."""
    if disclosure not in Disclosure.values:
        raise BadEvidence(_("Evidence is shown in full, described or withheld."))
    with editing(
        evidence.claim, "evidence_edited", by=by, seen_version=seen_version
    ) as edit:
        row = locked(evidence)
        edit.before = {"note": row.note, "disclosure": row.disclosure}
        row.note = note.strip()
        row.disclosure = disclosure
        row.save(update_fields=["note", "disclosure"])
        edit.after = {"note": row.note, "disclosure": row.disclosure, "id": row.pk}
    return row


def add_confirmed(edit: Edit, row: Evidence, *, by: Any) -> None:
    row.added_by = by
    row.state = EvidenceState.CONFIRMED
    row.confirmed_by = by
    row.confirmed_at = timezone.now()
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        if "evidence_once" in str(error):
            raise DuplicateEvidence(
                _("These words are attached to this claim already.")
            ) from None
        raise
    confirm_origin(row.origin, by=by)
    edit.after = summary(row)


def locked(evidence: Evidence) -> Evidence:
    return Evidence.objects.select_for_update(of=("self",)).get(pk=evidence.pk)


def summary(row: Evidence) -> dict[str, Any]:
    return {
        "id": row.pk,
        "kind": row.kind,
        "stance": row.stance,
        "state": row.state,
        "words": row.quoted,
    }


def confirm_origin(origin: Origin | None, *, by: Any) -> None:
    if origin is not None and origin.confirmed_by_id is None:
        Origin.objects.filter(pk=origin.pk).update(confirmed_by=by)


def origin_of_person(claim: Claim, name: str, *, by: Any) -> Origin:
    """Return the story's origin for someone we spoke to, confirmed by ``by``."""
    origin, _ = Origin.objects.get_or_create(
        story_id=claim.story_id,
        key=f"utterer:{name.casefold()}"[:200],
        defaults={
            "scope_id": claim.scope_id,
            "kind": OriginKind.UTTERER,
            "name": name[:200],
            "added_by": by,
            "confirmed_by": by,
        },
    )
    return origin


def require_stance(stance: str) -> None:
    if stance not in Stance.values:
        raise BadEvidence(_("Evidence supports, contradicts or is context."))


def require_details(kind: str, details: dict[str, Any]) -> None:
    missing = [name for name in DETAILS[kind] if not details.get(name)]
    if missing:
        raise BadEvidence(
            _("Please say: %s.") % ", ".join(missing), missing=missing, kind=kind
        )
    when = details["when"]
    try:
        date.fromisoformat(str(when)[:10])
    except ValueError:
        raise BadEvidence(_("“%s” is no date.") % when) from None


def require_fit(
    about: Claim | Story, selector: Selector, revision: TextRevision
) -> None:
    """The words stand in a text of the claim's own scope, exactly there."""
    if revision.scope_id != about.scope_id:
        raise BadEvidence(_("This document is under another embargo than the claim."))
    slices = tuple(revision.text[start:end] for start, end in selector.segments)
    if not slices or slices != selector.exact:
        raise BadEvidence(_("These words are not found at that place in the text."))
