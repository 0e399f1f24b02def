"""Asking every page of the desk, and how long each takes.

Pages are found in the table of addresses, so that a new one is measured without being
named here. They are asked through Django's own client, with all middleware, as several
people: what is timed is the server's work, without the wire.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import quantiles
from typing import Any

from django.conf import settings
from django.db import connection, models
from django.test import Client
from django.urls import URLPattern, reverse

from claims.models import (
    Actor,
    Batch,
    CandidateGroup,
    Claim,
    Question,
)
from sources.models import Document, Story
from workbench.accounts.models import Team, User
from workbench.stack.bench_rows import CAST
from workbench.urls import DESK, PEOPLE

GOAL_S, GOAL_QUERIES = 0.1, 12
ROWS = (25, 100)
SAMPLES = 3
# What the first word of an address with a key leads to.
THINGS: dict[str, type[models.Model]] = {
    "actors": Actor,
    "batches": Batch,
    "claims": Claim,
    "documents": Document,
    "groups": CandidateGroup,
    "questions": Question,
    "stories": Story,
    "teams": Team,
}
# Addresses besides the bare ones: the same page, asked for more.
MORE = {
    "claims": ("status=all", "q=ba", "status=all&sort=number"),
    "triage": ("score=1", "conflicts=on"),
    "tasks": ("whose=team", "state=ended"),
}


@dataclass
class Timed:
    """A page's times in seconds and its queries, at one number of rows a page."""

    name: str
    rows: int
    spent: list[float] = field(default_factory=list)
    queries: int = 0
    refused: int = 0

    def quantile(self, percent: int) -> float:
        if len(self.spent) < 2:
            return self.spent[0] if self.spent else 0.0
        return quantiles(self.spent, n=100, method="inclusive")[percent - 1]

    @property
    def misses(self) -> bool:
        return self.quantile(95) > GOAL_S or self.queries > GOAL_QUERIES


def pages() -> Iterator[URLPattern]:
    """Pages of the desk that have a name; those without are other people's."""
    for pattern in (*DESK, *PEOPLE):
        if isinstance(pattern, URLPattern) and pattern.name:
            yield pattern


def ask_all(*, times: int, only: str = "") -> Iterator[Timed]:
    """Ask each page ``times`` times as each person, at each number of rows.

    Pages that only take what is sent to them answer 405 and are left out.
    """
    asking = [Asking(user) for user in askers()]
    for pattern in pages():
        if only in str(pattern.name):
            for name, query in variants(str(pattern.name)):
                for rows in ROWS:
                    timed = Timed(name, rows)
                    for one in asking:
                        one.ask(pattern, f"rows={rows}&{query}", timed, times)
                    if timed.spent:
                        yield timed


def askers() -> list[User]:
    emails = [f"{name}@bench.example" for name, _, _ in CAST]
    return list(User.objects.filter(email__in=emails).order_by("email"))


def variants(name: str) -> Iterator[tuple[str, str]]:
    yield name, ""
    for query in MORE.get(name, ()):
        yield f"{name}?{query}", query


class Asking:
    """One signed-in person who asks for pages."""

    def __init__(self, user: User) -> None:
        self.user = user
        host = settings.ALLOWED_HOSTS[0].lstrip("*.") or "localhost"
        self.client = Client(SERVER_NAME=host)
        self.client.force_login(user)
        self.queries = 0

    def ask(self, pattern: URLPattern, query: str, timed: Timed, times: int) -> None:
        for address in self.addresses(pattern):
            url = f"{address}?{query}"
            response, _ = self.get(url)  # what is read once is not timed
            if response.status_code != 200:
                timed.refused += 1
                continue
            for _ in range(times):
                _, spent = self.get(url)
                timed.spent.append(spent)
            timed.queries = max(timed.queries, self.queries)

    def get(self, url: str) -> tuple[Any, float]:
        self.queries = 0
        with connection.execute_wrapper(self.count):
            begun = time.perf_counter()
            response = self.client.get(url, secure=settings.HTTPS)
            return response, time.perf_counter() - begun

    def count(self, execute: Any, *args: Any) -> Any:
        self.queries += 1
        return execute(*args)

    def addresses(self, pattern: URLPattern) -> list[str]:
        """The page's address, or those of some things that the person may see."""
        asked = pattern.pattern.converters
        if not asked:
            return [reverse(str(pattern.name))]
        route = str(pattern.pattern)
        kind = THINGS.get(route.partition("/")[0])
        if kind is None or list(asked) != ["pk"]:
            return []
        return [reverse(str(pattern.name), args=[key]) for key in self.some(kind)]

    def some(self, kind: type[models.Model]) -> list[Any]:
        """Keys of the first of a kind; stories are made largest first."""
        rows: Any = kind._default_manager.all()
        if kind is Team:
            return list(self.user.team_ids)[:SAMPLES]
        rows = (
            rows.filter(by=self.user) if kind is Batch else rows.visible_to(self.user)
        )
        return list(rows.order_by("pk").values_list("pk", flat=True)[:SAMPLES])
