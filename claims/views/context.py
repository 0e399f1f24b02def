"""What every page of the desk gets: menu, counts, keys, the nonce."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject, cached_property
from django.utils.translation import gettext_lazy as _

from claims.choices import WorkState
from claims.forms.common import OPEN_STATES
from claims.models import Assignment, Claim
from claims.querysets import ClaimQuerySet
from claims.views import keyboard
from claims.views.notifications import unread
from claims.views.queries import (
    counted_together,
    triage_places,
    waiting_for_approval,
)

MENU = (
    ("desk", _("Desk"), "mine"),
    ("triage", _("Triage"), "triage"),
    ("claims", _("Claims"), "claims"),
    ("stories", _("Stories"), ""),
    ("sources", _("Sources"), ""),
    ("tasks", _("Tasks"), "tasks"),
    ("second_read", _("Second read"), "second_read"),
    ("", "", ""),
    ("teams", _("Teams"), ""),
    ("jobs", _("Jobs"), ""),
    ("published", _("Published"), ""),
    ("settings", _("Settings"), ""),
)


#: Figures beside the menu are counted so far; to count a hundred thousand rows for
#: each page would cost more than the page.
MOST = 999


class Counts:
    """Figures beside the menu: all in one query, and only when one is shown."""

    def __init__(self, user: Any) -> None:
        self.user = user

    @cached_property
    def figures(self) -> dict[str, int]:
        self.along()
        return self.figures

    def along(self, *others: QuerySet) -> list[int]:
        """Count the figures and, in the same query, the rows of ``others``."""
        user = self.user
        rows = {
            "triage": triage_places(user),
            "claims": self.open_claims,
            "mine": self.open_claims.filter(checker=user),
            "tasks": open_work(user),
            "second_read": waiting_for_approval(user),
            "unread": unread(user),
        }
        # Keys alone, so that an index will do; what is unread is counted by thing.
        shown = [
            (found if name == "unread" else found.order_by().values("pk"))[: MOST + 1]
            for name, found in rows.items()
        ]
        counts = counted_together(user, *shown, *others)
        self.figures = dict(zip(rows, counts, strict=False))
        return counts[len(shown) :]

    def told(self, name: str) -> int | str:
        count = self.figures[name]
        return count if count <= MOST else f"{MOST}+"

    @property
    def open_claims(self) -> ClaimQuerySet:
        shown = Claim.objects.visible_to(self.user).filter(merged_into=None)
        return shown.filter(status__in=OPEN_STATES)

    @property
    def unread(self) -> int | str:
        """Of how many things there is unread news."""
        return self.told("unread")


def open_work(user: Any) -> QuerySet[Assignment]:
    rows = Assignment.objects.visible_to(user)
    return rows.filter(person=user, state=WorkState.OPEN)


@dataclass(frozen=True, slots=True)
class MenuItem:
    name: str
    url: str
    count: int | str | None
    current: bool


def menu(request: HttpRequest, counts: Counts) -> list[MenuItem | None]:
    """Return the menu's lines, None for a rule between them."""
    here = request.resolver_match.url_name if request.resolver_match else ""
    section = SECTION_OF.get(here or "", here)
    return [
        MenuItem(
            name,
            reverse(target),
            counts.told(figure) if figure else None,
            target == section,
        )
        if target
        else None
        for target, name, figure in MENU
    ]


# Pages below a menu line; every other page is its own line or none.
SECTION_OF = {
    "claim": "claims",
    "claim_history": "claims",
    "claim_preview": "claims",
    "reports": "tasks",
    "report": "tasks",
    "house_pages": "settings",
    "house_page_edit": "settings",
    "question": "triage",
    "story": "stories",
    "story_create": "stories",
    "document": "sources",
    "sources_add": "sources",
    "team": "teams",
    "task": "tasks",
    "workload": "desk",
    "task_new": "tasks",
    "story_divide": "stories",
    "keyboard_settings": "settings",
    "notification_settings": "settings",
    "job": "jobs",
}


def counts_of(request: HttpRequest) -> Counts:
    """The figures of one answer, counted once."""
    found = getattr(request, "_counts", None)
    if found is None or found.user != request.user:
        found = request._counts = Counts(request.user)  # type: ignore[attr-defined]
    return found


def desk(request: HttpRequest) -> dict[str, Any]:
    """Context processor: everything lazy, so that parts and errors cost no query."""
    everybody = getattr(request, "for_everybody", False)
    user = None if everybody else getattr(request, "user", None)
    nonce = getattr(request, "csp_nonce", "")
    shared = {
        "csp_nonce": nonce,
        "ORGANISATION": settings.ORGANISATION,
        "LICENCE_LINE": settings.LICENCE_LINE,
    }
    if user is None or not user.is_authenticated:
        return shared
    counts = counts_of(request)
    return {
        **shared,
        "counts": counts,
        "menu": SimpleLazyObject(lambda: menu(request, counts)),
        "keys_off": keyboard.are_off(user),
        "key_sections": SimpleLazyObject(
            lambda: keyboard.sections(keyboard.table_of(user).values())
        ),
        "key_table": SimpleLazyObject(lambda: key_table(user)),
    }


def key_table(user: Any) -> str:
    keys = keyboard.table_of(user).values()
    return keyboard.as_json(keys, go_urls(), only_fixed=keyboard.are_off(user))


def go_urls() -> dict[str, str]:
    names = [k.does[3:] for k in keyboard.KEYS if k.does.startswith("go:")]
    return {name: reverse(name) for name in names}
