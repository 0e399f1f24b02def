"""Correcting what a document says about itself."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.dateparse import parse_date, parse_datetime

from sources.choices import HowKnown
from sources.errors import NotAllowed
from sources.models import Document
from sources.signals import text_ready
from workbench.accounts.models import User

# A change of these makes the stages after reading run anew.
READ_BY_LATER_STAGES = {"published", "updated", "language", "outlet"}
FIELDS = ("title", "outlet", "byline", "published", "updated", "language")


NOT_TO_BE_KNOWN = "an editor looked: it cannot be known"


def leave_date_open(row: Document, *, by: User) -> Document:
    """Say that nobody can know when it was published, so that nobody is asked again.

    Raises:
        NotAllowed: ``by`` is no member of the story's team.
    """
    require_team(row, by)
    row.published_how = HowKnown.EDITOR
    row.published_reason = NOT_TO_BE_KNOWN
    row.save(update_fields=["published_how", "published_reason"])
    return row


def require_team(row: Document, by: User) -> None:
    if not by.roles_in(row.story.team_id):
        raise NotAllowed("Only members of the story's team correct its documents.")


def correct_facts(row: Document, changes: dict[str, Any], *, by: User) -> Document:
    """Save changed facts; dates that changed are known from an editor from then on.

    Raises:
        NotAllowed: ``by`` is no member of the story's team.
    """
    require_team(row, by)
    for name in set(changes) & set(FIELDS):
        setattr(row, name, changes[name])
    for name in {"published", "updated"} & set(changes):
        setattr(row, f"{name}_how", HowKnown.EDITOR if getattr(row, name) else "")
        setattr(row, f"{name}_reason", "")
    if "published" in changes:
        row.published_sort = as_instant(row.published)
    with transaction.atomic():
        row.save()
        if READ_BY_LATER_STAGES & set(changes) and row.current_revision:
            row.current_revision.document = row
            text_ready.send(
                Document, revision=row.current_revision, by_id=by.pk, again=True
            )
    return row


def as_instant(value: str) -> datetime | None:
    """An ISO date (its midnight in UTC) or instant with offset, for ordering."""
    if "T" in value:
        return parse_datetime(value)
    day = parse_date(value) if value else None
    return parse_datetime(f"{day}T00:00+00:00") if day else None
