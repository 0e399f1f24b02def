"""What every page of the desk gets: menu, counts, keys, the nonce."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject, cached_property
from django.utils.translation import gettext_lazy as _

from claims.choices import WorkState
from claims.models import Assignment, Claim
from claims.querysets import ClaimQuerySet
from claims.views import keyboard
from claims.views.notifications import unread_things
from claims.views.queries import triage_places, waiting_for_approval
from sources.http import Capped

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


class Counts:
    """Figures beside the menu; each is asked once, and only when it is shown."""

    def __init__(self, user: Any) -> None:
        self.user = user

    @cached_property
    def triage(self) -> int | str:
        """Rows as the page of triage lists them, counted as far as it counts."""
        rows = Capped(triage_places(self.user), 1)
        return f"{rows.count}+" if rows.more else rows.count

    @cached_property
    def both(self) -> dict[str, int]:
        """Open claims, and those of them that the person is checking; one query."""
        own = Q(checker=self.user)
        return self.open_claims.aggregate(all=Count("pk"), mine=Count("pk", filter=own))

    @property
    def claims(self) -> int:
        return self.both["all"]

    @property
    def open_claims(self) -> ClaimQuerySet:
        shown = Claim.objects.visible_to(self.user).filter(merged_into=None)
        return shown.exclude(status__in=["published", "dismissed", "retracted"])

    @property
    def mine(self) -> int:
        return self.both["mine"]

    @cached_property
    def tasks(self) -> int:
        open_work = Assignment.objects.visible_to(self.user)
        return open_work.filter(person=self.user, state=WorkState.OPEN).count()

    @cached_property
    def unread(self) -> int:
        return unread_things(self.user)

    @cached_property
    def second_read(self) -> int:
        return waiting_for_approval(self.user).count()


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
            getattr(counts, figure) if figure else None,
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
    "question": "triage",
    "story": "stories",
    "story_create": "stories",
    "document": "sources",
    "sources_add": "sources",
    "team": "teams",
    "task": "tasks",
    "task_new": "tasks",
    "story_divide": "stories",
    "keyboard_settings": "settings",
    "notification_settings": "settings",
    "job": "jobs",
}


def desk(request: HttpRequest) -> dict[str, Any]:
    """Context processor: everything lazy, so that parts and errors cost no query."""
    user = getattr(request, "user", None)
    nonce = getattr(request, "csp_nonce", "")
    shared = {"csp_nonce": nonce, "ORGANISATION": settings.ORGANISATION}
    if user is None or not user.is_authenticated:
        return shared
    counts = Counts(user)
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
