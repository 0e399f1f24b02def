"""What one was told: a line for each thing, the newest event first, all within."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import (
    Count,
    Exists,
    F,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Window,
)
from django.db.models.functions import RowNumber
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_GET, require_POST

from claims.models import Notification
from claims.review.blind import hidden_from
from sources.http import back, page_or_part, paged, visible_or_404
from sources.labels import in_sentence
from workbench.accounts.decorators import member_required
from workbench.accounts.events import Event

LINES = 25
# Of one thing's events a line holds the newest; its own page has them all.
WITHIN = 10

SENTENCES = {
    Event.ASSIGNED: lazy("%(by)s gave you work: %(kind)s"),
    Event.HANDED_OVER: lazy("%(by)s handed work over to you: %(kind)s"),
    Event.MENTIONED: lazy("%(by)s mentions you"),
    Event.COMMENTED: lazy("%(by)s commented"),
    Event.PROPOSED: lazy("%(by)s proposed a verdict; it waits for a second person"),
    Event.SENT_BACK: lazy("%(by)s sent it back"),
    Event.APPROVED: lazy("%(by)s approved it"),
    Event.PUBLISHED: lazy("%(by)s published it"),
    Event.CORRECTED: lazy("%(by)s corrected it in public"),
    Event.REPORTED: lazy("A reader reports an error in it"),
    Event.STALE: lazy("It is to be looked at again, as was promised"),
    Event.DUE: lazy("Due within a day: %(kind)s"),
    Event.OVERDUE: lazy("Overdue: %(kind)s"),
}


def sentence(row: Notification) -> str:
    kind = in_sentence(row.assignment.get_kind_display()) if row.assignment else ""
    told = {"by": row.by or _("The desk"), "kind": kind or _("work")}
    return str(SENTENCES[Event(row.event)]) % told


@dataclass(frozen=True, slots=True)
class Told:
    """One event as a page shows it."""

    row: Notification

    @property
    def sentence(self) -> str:
        return sentence(self.row)

    @property
    def words(self) -> str:
        """What was said; nothing while the person is to read the claim blind."""
        return "" if self.row.blind else self.row.words


@dataclass(frozen=True, slots=True)
class Thread:
    """All that one was told about one thing; ``told`` holds the newest first."""

    about: UUID
    count: int
    unread: int
    told: list[Told]

    @property
    def newest(self) -> Told:
        return self.told[0]

    @property
    def subject(self) -> Any:
        return self.newest.row.subject

    @property
    def left_out(self) -> int:
        return self.count - len(self.told)


def mine(user: Any) -> QuerySet[Notification]:
    """What the person is shown: nothing of what they may no longer see."""
    return Notification.objects.visible_to(user).filter(user=user, on_page=True)


def unread(user: Any) -> QuerySet[Notification]:
    """The things of which something is unread, each once."""
    return mine(user).filter(read_at=None).order_by().values("about").distinct()


def joined(rows: QuerySet[Notification], user: Any) -> QuerySet[Notification]:
    """Add what a line shows; ``blind``: the verdict is hidden from the person."""
    hidden = hidden_from(user).filter(pk=OuterRef("claim"))
    return rows.annotate(blind=Exists(hidden)).select_related(
        "by", "assignment", "claim", "question", "story", "document__source"
    )


@member_required
@require_GET
def notifications(request: HttpRequest) -> HttpResponse:
    """One line for each thing; the address may ask for one state, event or thing."""
    user = request.user
    wanted = wanted_of(request)
    rows = mine(user)
    found = rows.filter(wanted.filter)
    page = paged(request, lines_of(found), LINES)
    page.object_list = threads_of(rows, list(page.object_list), wanted, user)
    context = {
        "page": page,
        "state": wanted.state,
        "event": wanted.event,
        "about": wanted.about,
        "events": Event.choices,
        "unread": unread(user).count(),
        "now": timezone.now().isoformat(),
    }
    return page_or_part(
        request,
        "claims/notifications.html",
        "claims/parts/_notifications.html",
        context,
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks for."""

    state: str
    event: str
    about: UUID | None

    @property
    def filter(self) -> Q:
        chosen = Q()
        if self.state == "unread":
            chosen &= Q(read_at=None)
        if self.event:
            chosen &= Q(event=self.event)
        if self.about:
            chosen &= Q(about=self.about)
        return chosen


def wanted_of(request: HttpRequest) -> Wanted:
    event = request.GET.get("event", "")
    return Wanted(
        "unread" if request.GET.get("state") == "unread" else "",
        event if event in Event.values else "",
        id_of(request.GET.get("about", "")),
    )


def id_of(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def lines_of(rows: QuerySet[Notification]) -> Any:
    """One row of figures for each thing, the newest event first."""
    by_thing = rows.order_by().values("about")
    return by_thing.annotate(
        newest=Max("created_at"),
        count=Count("id"),
        unread=Count("id", filter=Q(read_at=None)),
    ).order_by("-newest", "about")


def threads_of(
    rows: QuerySet[Notification], lines: list[Any], wanted: Wanted, user: Any
) -> list[Thread]:
    """Load what stands within the lines of one page; one query."""
    number = Window(
        RowNumber(),
        partition_by=F("about"),
        order_by=[F("created_at").desc(), F("id").desc()],
    )
    within = rows.filter(wanted.filter, about__in=[line["about"] for line in lines])
    if wanted.about is None:
        within = within.annotate(number=number).filter(number__lte=WITHIN)
    told: dict[UUID, list[Told]] = {}
    for row in joined(within, user).order_by("-created_at", "-id"):
        told.setdefault(row.about, []).append(Told(row))
    return [
        Thread(line["about"], line["count"], line["unread"], told[line["about"]])
        for line in lines
    ]


@member_required
@require_GET
def notification_open(request: HttpRequest, pk: Any) -> HttpResponse:
    """Go to what it is about; all that is told of it counts as read then.

    It changes nothing but the reader's own marks, so a link may do it.
    """
    rows = Notification.objects.filter(user=request.user)
    row = visible_or_404(joined(rows, request.user), request.user, pk=pk)
    mark_read(mine(request.user).filter(about=row.about))
    return HttpResponseRedirect(address_of(row))


def address_of(row: Notification) -> str:
    if row.claim is not None:
        place = "#comments" if row.event in {Event.MENTIONED, Event.COMMENTED} else ""
        return f"{row.claim.get_absolute_url()}{place}"
    for name in ("question", "story", "document"):
        if getattr(row, f"{name}_id"):
            return reverse(name, args=[row.about])
    raise LookupError("a notification is about one thing")


@member_required
@require_POST
def notifications_read(request: HttpRequest) -> HttpResponse:
    """POST: mark all read, or one thing (``about``); ``how=unread`` takes it back.

    ``until`` is when the page was made: what came after it was not seen.
    """
    rows = mine(request.user)
    about = id_of(request.POST.get("about", ""))
    if about:
        rows = rows.filter(about=about)
    if request.POST.get("how") == "unread":
        newest = rows.order_by("-created_at").first() if about else None
        Notification.objects.filter(pk=newest and newest.pk).update(read_at=None)
        return back(request, reverse("notifications"), _("Marked as unread."))
    until = moment_of(request.POST.get("until", ""))
    mark_read(rows.filter(created_at__lte=until) if until else rows)
    note = "" if about else _("Everything is marked as read.")
    return back(request, reverse("notifications"), note)


def moment_of(text: str) -> datetime | None:
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found and timezone.is_aware(found) else None


def mark_read(rows: QuerySet[Notification]) -> None:
    rows.filter(read_at=None).update(read_at=timezone.now())
