"""Asking every page of the desk, and what each costs.

Pages are those of the table below, which a test holds to the table of addresses. They
are asked through Django's own client, with all middleware, as several people: what is
timed is the server's work, without the wire. Beside the time on the wall stand the
processor's time in Python and the time the database took: on a machine that does other
work, too, those two say more.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import cycle, islice
from statistics import quantiles
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import URLPattern, reverse

from claims.models import (
    Actor,
    Assignment,
    Batch,
    CandidateGroup,
    Claim,
    Comment,
    ErrorReport,
    Question,
    WebhookDelivery,
    WebhookEndpoint,
)
from sources.models import Document, Source, Story
from workbench.accounts.models import User
from workbench.sending import STYLE_COOKIE, version_of
from workbench.sheets import SHARED
from workbench.stack.bench_rows import CAST
from workbench.urls import DESK, PEOPLE

GOAL_S, GOAL_QUERIES = 0.1, 12
ROWS = (25, 100)
SAMPLES = 3

# ---- which pages there are, and what their addresses name


def nothing(user: User) -> list[list[Any]]:
    return [[]]


def first(rows: Any) -> list[list[Any]]:
    """Arguments that name the first rows; stories are made largest first."""
    keys = rows.order_by("pk").values_list("pk", flat=True)[:SAMPLES]
    return [[key] for key in keys]


def claims(user: User) -> list[list[Any]]:
    """A claim in each state, for each shows another page."""
    rows = Claim.objects.visible_to(user).order_by("status", "pk")
    return [[key] for key in rows.distinct("status").values_list("pk", flat=True)]


def questions(user: User) -> list[list[Any]]:
    """The first ones, and some of which a claim waits to be published."""
    rows = Question.objects.visible_to(user)
    ready = Claim.objects.filter(status="approved", question__isnull=False)
    waiting = rows.filter(pk__in=ready.order_by("pk").values("question")[:500])
    return [*first(rows), *first(waiting)]


def documents(user: User) -> list[list[Any]]:
    return first(Document.objects.visible_to(user))


def stories(user: User) -> list[list[Any]]:
    return first(Story.objects.visible_to(user))


def groups(user: User) -> list[list[Any]]:
    return first(CandidateGroup.objects.visible_to(user))


def actors(user: User) -> list[list[Any]]:
    return first(Actor.objects.visible_to(user))


def tasks(user: User) -> list[list[Any]]:
    return first(Assignment.objects.visible_to(user))


def sources(user: User) -> list[list[Any]]:
    return first(Source.objects.all())


def batches(user: User) -> list[list[Any]]:
    return first(Batch.objects.filter(by=user))


def teams(user: User) -> list[list[Any]]:
    return [[key] for key in user.team_ids[:SAMPLES]]


def previews(user: User) -> list[list[Any]]:
    """What waits to be published, and what may be corrected."""
    rows = Claim.objects.visible_to(user).filter(status__in=("approved", "published"))
    keys = rows.order_by("status", "pk").distinct("status").values_list("pk", flat=True)
    return [[key] for key in keys]


def reports(user: User) -> list[list[Any]]:
    return first(ErrorReport.objects.visible_to(user))


def endpoints(user: User) -> list[list[Any]]:
    return [
        [row.team_id, row.pk]
        for [team] in teams(user)
        for row in WebhookEndpoint.objects.filter(team=team).order_by("pk")[:1]
    ]


def deliveries(user: User) -> list[list[Any]]:
    return [
        [*args, row.pk]
        for args in endpoints(user)
        for row in WebhookDelivery.objects.filter(endpoint=args[1])[:1]
    ]


def house_page(user: User) -> list[list[Any]]:
    return [["method", "en"]]


def sentences(user: User) -> list[list[Any]]:
    return [[*found, 3] for found in documents(user)]


def work_on(user: User) -> list[list[Any]]:
    return [[{"claim": key}] for [key] in claims(user)[:SAMPLES]]


def comments(user: User) -> list[list[Any]]:
    return first(Comment.objects.visible_to(user).filter(by=user))


def subjects(user: User) -> list[list[Any]]:
    found = {
        "claim": claims,
        "question": questions,
        "story": stories,
        "document": documents,
    }
    return [[kind, *args] for kind, some in found.items() for args in some(user)[:1]]


#: Each page by its name, and the arguments of its address as a person may ask it; a
#: dictionary among them is what it asks besides.
PAGES: dict[str, Callable[[User], list[list[Any]]]] = {
    "desk": nothing,
    "workload": nothing,
    "triage": nothing,
    "group": groups,
    "group_same": groups,
    "group_origins": groups,
    "question": questions,
    "question_same": questions,
    "claims": nothing,
    "batches": nothing,
    "batch": batches,
    "search": nothing,
    "claim_create": nothing,
    "claims_merge": nothing,
    "claim": claims,
    "claim_history": claims,
    "claim_preview": previews,
    "reports": nothing,
    "report": reports,
    "house_pages": nothing,
    "house_page_edit": house_page,
    "second_read": nothing,
    "tasks": nothing,
    "task_new": work_on,
    "task": tasks,
    "comments": subjects,
    "comment_edit": comments,
    "drafts": nothing,
    "notifications": nothing,
    "stories": nothing,
    "story_create": nothing,
    "story": stories,
    "story_divide": stories,
    "story_fresh": stories,
    "story_settings": stories,
    "actors": stories,
    "actors_merge": stories,
    "actor": actors,
    "sources": nothing,
    "sources_add": nothing,
    "owners": nothing,
    "source": sources,
    "document": documents,
    "document_fresh": documents,
    "document_claims": documents,
    "document_beside": sentences,
    "document_facts": documents,
    "document_missing": documents,
    "jobs": nothing,
    "teams": nothing,
    "team": teams,
    "endpoints": teams,
    "endpoint": endpoints,
    "delivery": deliveries,
    "settings": nothing,
    "notification_settings": nothing,
    "keyboard_settings": nothing,
}
#: No pages: whole tables as files, a secret link, and what leads to another page.
NO_PAGES = frozenset({"claims_csv", "story_export", "invitation", "notification_open"})
# Addresses besides the bare ones: the same page, asked for more.
MORE = {
    "claims": ("status=all", "q=ba", "status=all&sort=number"),
    "triage": ("score=1", "conflicts=on"),
    "tasks": ("whose=team", "state=ended", "view=board"),
    "search": ("q=ba",),
}


def named() -> Iterator[URLPattern]:
    """Addresses of the desk that have a name; those without are other people's."""
    for pattern in (*DESK, *PEOPLE):
        if isinstance(pattern, URLPattern) and pattern.name:
            yield pattern


# ---- asking them


@dataclass
class Cost:
    """What an answer cost: seconds on the wall, in Python, in the database."""

    wall: float = 0.0
    python: float = 0.0
    database: float = 0.0
    queries: int = 0
    size: int = 0
    status: int = 0


@dataclass
class Timed:
    """What a page costs at one number of rows a page."""

    name: str
    rows: int
    costs: list[Cost] = field(default_factory=list)
    queries: int = 0
    refused: int = 0

    def quantile(self, percent: int, of: str = "wall") -> float:
        spent = [getattr(cost, of) for cost in self.costs]
        if len(spent) < 2:
            return spent[0] if spent else 0.0
        cuts: list[float] = quantiles(spent, n=100, method="inclusive")
        return cuts[percent - 1]

    @property
    def size(self) -> int:
        return max((cost.size for cost in self.costs), default=0)

    @property
    def misses(self) -> bool:
        late = self.quantile(95) > GOAL_S
        return late or self.queries > GOAL_QUERIES or not self.costs


def ask_all(*, times: int, only: str = "") -> Iterator[Timed]:
    """Ask each page ``times`` times, by turns as each person and of each thing.

    Each is asked twice before it is timed, and the second time its queries are
    counted; with ``times`` of 0 that is all.
    """
    asking = [Asking(user) for user in askers()]
    for name in PAGES:
        if only in name:
            for shown, query in variants(name):
                for rows in ROWS:
                    yield timed(asking, name, shown, f"rows={rows}&{query}", times)


def timed(asking: list[Asking], name: str, shown: str, query: str, times: int) -> Timed:
    rows = int(query.partition("&")[0].partition("=")[2])
    found = Timed(shown, rows)
    warm = []
    for one in asking:
        for args in PAGES[name](one.user):
            url = f"{address(name, args)}{query}"
            one.get(url)
            cost = one.get(url)
            found.queries = max(found.queries, cost.queries)
            if cost.status == 200:
                warm.append((one, url))
                found.costs += [] if times else [cost]
            else:
                found.refused += 1
    asks = max(times, len(warm)) if times and warm else 0
    for one, url in islice(cycle(warm), asks):
        found.costs.append(one.get(url))
    return found


def address(name: str, args: list[Any]) -> str:
    """The address up to where more may be asked."""
    path = [arg for arg in args if not isinstance(arg, dict)]
    asked = [urlencode(arg) + "&" for arg in args if isinstance(arg, dict)]
    return f"{reverse(name, args=path)}?{''.join(asked)}"


def askers() -> list[User]:
    emails = [f"{name}@bench.example" for name, _, _ in CAST]
    return list(User.objects.filter(email__in=emails).order_by("email"))


def variants(name: str) -> Iterator[tuple[str, str]]:
    yield name, ""
    for query in MORE.get(name, ()):
        yield f"{name}?{query}", query


class Asking:
    """One signed-in person who asks for pages, by a browser that has been here."""

    def __init__(self, user: User) -> None:
        self.user = user
        host = settings.ALLOWED_HOSTS[0].lstrip("*.") or "localhost"
        self.client = Client(SERVER_NAME=host)
        self.client.force_login(user)
        self.client.cookies[STYLE_COOKIE] = version_of(SHARED)
        self.cost = Cost()

    def get(self, url: str) -> Cost:
        self.cost = Cost()
        with connection.execute_wrapper(self.count):
            begun, worked = time.perf_counter(), time.thread_time()
            response: Any = self.client.get(url, secure=settings.HTTPS)
            self.cost.wall = time.perf_counter() - begun
            self.cost.python = time.thread_time() - worked
        self.cost.status = response.status_code
        self.cost.size = len(response.getvalue())
        return self.cost

    def count(self, execute: Any, *args: Any) -> Any:
        self.cost.queries += 1
        begun = time.perf_counter()
        try:
            return execute(*args)
        finally:
            self.cost.database += time.perf_counter() - begun
