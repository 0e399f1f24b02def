"""Correcting what a document says about itself."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from sources.choices import HowKnown
from sources.errors import BadFacts, NotAllowed, StaleFacts
from sources.models import Document, DocumentEdit
from sources.signals import text_ready
from workbench.accounts.models import User

# A change of these makes the stages after reading run anew.
READ_BY_LATER_STAGES = {"published", "updated", "language", "outlet", "credits"}
FIELDS = (
    "title",
    "outlet",
    "byline",
    "published",
    "updated",
    "credits",
    "language",
    "archived_url",
)
DATES = ("published", "updated")


NOT_TO_BE_KNOWN = gettext_noop("an editor looked: it cannot be known")
ASKED = gettext_noop("asked for, since the text does not say")


def leave_date_open(row: Document, *, by: User) -> Document:
    """Say that nobody can know when it was published, so that nobody is asked again.

    Raises:
        NotAllowed: ``by`` is no member of the story's team.
    """
    require_team(row, by)
    with transaction.atomic():
        row.published_how = HowKnown.EDITOR
        row.published_reason = NOT_TO_BE_KNOWN
        row.save(update_fields=["published_how", "published_reason"])
        note_edit(row, {"published": ["", ""]}, by=by, reason=NOT_TO_BE_KNOWN)
    return row


def require_team(row: Document, by: User) -> None:
    if not by.roles_in(row.story.team_id):
        raise NotAllowed(_("Only members of the story's team correct its documents."))


def facts_of(row: Document) -> dict[str, Any]:
    return {name: getattr(row, name) for name in FIELDS}


def facts_digest(row: Document) -> str:
    """A few characters that change whenever one of the facts does."""
    told = "\x1f".join(str(value) for value in facts_of(row).values())
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def correct_facts(
    row: Document, changes: dict[str, Any], *, by: User, reason: str, seen: str = ""
) -> Document:
    """Save changed facts; dates that changed are known from an editor from then on.

    ``seen`` is the :func:`facts_digest` of what the person read; empty: not compared.
    What is no change is not noted; without any, nothing is written.

    Raises:
        NotAllowed: ``by`` is no member of the story's team.
        BadFacts: no reason is given.
        StaleFacts: somebody else changed the facts since.
    """
    require_team(row, by)
    reason = reason.strip()
    if not reason:
        raise BadFacts(_("Say how you know: others read it when they wonder."))
    with transaction.atomic():
        locked = Document.objects.select_for_update(of=("self",), no_key=True)
        stored = locked.select_related("current_revision").get(pk=row.pk)
        if seen and seen != facts_digest(stored):
            raise StaleFacts(
                _("Somebody else corrected these facts while you did."),
                now={name: str(value) for name, value in facts_of(stored).items()},
            )
        changed = {
            name: [getattr(stored, name), changes[name]]
            for name in FIELDS
            if name in changes and changes[name] != getattr(stored, name)
        }
        if changed:
            write_facts(stored, changed, reason=reason)
            note_edit(stored, changed, by=by, reason=reason)
            read_anew(stored, changed, by=by)
    return stored


def write_facts(row: Document, changed: dict[str, Any], *, reason: str) -> None:
    for name, (_before, after) in changed.items():
        setattr(row, name, after)
    for name in DATES:
        if name in changed:
            known = getattr(row, name)
            setattr(row, f"{name}_how", HowKnown.EDITOR if known else "")
            setattr(row, f"{name}_reason", reason[:500] if known else "")
    if "published" in changed:
        row.published_sort = as_instant(row.published)
    row.save()


def note_edit(
    row: Document, changed: dict[str, Any], *, by: User, reason: str
) -> DocumentEdit:
    return DocumentEdit.objects.create(
        document=row,
        scope_id=row.scope_id,
        by=by,
        reason=reason[:500],
        changes=changed,
    )


def read_anew(row: Document, changed: dict[str, Any], *, by: User) -> None:
    revision = row.current_revision
    if revision is not None and READ_BY_LATER_STAGES & set(changed):
        revision.document = row
        text_ready.send(Document, revision=revision, by_id=by.pk, again=True)


def as_instant(value: str) -> datetime | None:
    """An ISO date (its midnight in UTC) or instant with offset, for ordering."""
    if "T" in value:
        return parse_datetime(value)
    day = parse_date(value) if value else None
    return parse_datetime(f"{day}T00:00+00:00") if day else None
