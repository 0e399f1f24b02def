"""A person's own choice: which events to be told of, on the page and by e-mail."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from workbench.accounts.events import MAIL_BY_DEFAULT, Event, Mail
from workbench.accounts.models import NotificationChoice


@dataclass(frozen=True, slots=True)
class Choice:
    event: Event
    page: bool
    mail: str


def choices_of(user: Any) -> list[Choice]:
    """Return one choice for each event, in the order of the table."""
    kept = {row.event: row for row in NotificationChoice.objects.filter(user=user)}
    return [
        Choice(event, kept[event].page, kept[event].mail)
        if event in kept
        else Choice(event, True, MAIL_BY_DEFAULT[event].value)
        for event in Event
    ]


def choose(user: Any, wanted: Mapping[str, tuple[bool, str]]) -> None:
    """Keep what the person wants of each event named in ``wanted``.

    Raises:
        ValueError: an event or a way of e-mail is unknown.
    """
    rows = [
        NotificationChoice(
            user=user, event=Event(event), page=page, mail=Mail(mail).value
        )
        for event, (page, mail) in wanted.items()
    ]
    with transaction.atomic():
        NotificationChoice.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["user", "event"],
            update_fields=["page", "mail"],
        )
