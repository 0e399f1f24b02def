"""What one kind of batch is: a row of the table in :mod:`claims.review.batch`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from claims import roles

Data = Mapping[str, Any]
Memo = dict[str, Any]

MOST = 20_000


def nothing_to_refuse(row: Any, *, by: Any, data: Data) -> None:
    """Let every row through."""


@dataclass(frozen=True)
class Kind:
    """One thing that can be done to many rows, by the rules that hold for one.

    ``rows`` gives what a person may see and choose from, with what ``check`` and ``do``
    read joined. ``check`` raises what ``do`` would raise, without writing and without
    queries of its own for a row unless ``most`` is small; it makes the preview. ``do``
    calls the service of one row and returns what ``undo`` will need, as JSON; ``seen``
    is the version that stood at the preview, None where rows have none. ``undo`` is
    None for what cannot be taken back; ``last`` says why. ``form`` is the dotted path
    of the form that asks for ``data``, empty when nothing is asked: ``Form(user, rows,
    data=None)`` with ``as_data()``, JSON. ``load`` reads once what ``data`` names, for
    ``check`` and ``do``. ``noun`` is what a row is called.
    """

    name: str
    label: Any
    rows: Callable[[Any], QuerySet]
    do: Callable[..., Memo]
    check: Callable[..., None] = nothing_to_refuse
    undo: Callable[..., None] | None = None
    last: Any = ""
    load: Callable[[Data], Data] = dict
    form: str = ""
    roles: frozenset[str] = roles.REPORTER_UP
    noun: Any = gettext_lazy("claim")
    most: int = MOST

    @property
    def takes_back(self) -> bool:
        return self.undo is not None

    def offered_to(self, user: Any) -> bool:
        """Whether the person holds a fitting role anywhere; each row is asked anew."""
        held = user.memberships_by_team.values()
        return user.is_active and any(own & self.roles for own in held)
