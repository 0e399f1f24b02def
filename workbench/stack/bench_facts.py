"""What readers and mirrors ask for, each beside the floor it is measured against.

In: how many findings and changes. Out: rows loaded by COPY into an empty database, and
figures. Both sides of a pair are called in turn (A B A B …) in one process, through all
middleware, so that a busy machine disturbs both alike: read the ratios. Times are of
the process's own work (CPU) where it says so, else by the clock, the database's
included.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median, quantiles
from typing import Any

import orjson
from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import path

from claims.api.fact_shape import FACT_EXAMPLE
from claims.models import Change, Claim, FeedEpoch, Publication
from claims.publication.changes import Place
from claims.review.record import canonical, sha256
from claims.review.triage import next_number
from sources.models import Story
from sources.paging import sign
from workbench.accounts.models import Team, User
from workbench.stack.bench_rows import NOW, copy, execute

FACTS, CHANGES = "/api/v1/facts", "/api/v1/changes"
PAGE = 50
DEEP = 18_000  # pages: a mirror that has followed for years
MOST_LIST, MOST_DEEP, MOST_PAGE_S, LEAST_RATE = 2.0, 1.2, 0.03, 0.6
PER_TRANSACTION = 2000
KINDS = ("upsert", "upsert", "upsert", "correction", "retraction")
WORDS = "The bridge at the north quay stayed open to traffic until the Sunday noon. "
FLOOR = """
    SELECT body FROM claims_publication p
    WHERE NOT EXISTS (SELECT FROM claims_publication n WHERE n.supersedes_id = p.id)
    ORDER BY published_at DESC, id DESC LIMIT %s
"""
REQUESTS = RequestFactory(
    SERVER_NAME=settings.ALLOWED_HOSTS[0].lstrip("*.") or "localhost"
)


@dataclass(frozen=True)
class Figure:
    """One line: what was measured, its value in words, and whether it misses."""

    name: str
    words: str
    misses: bool


# ---- rows


def key(kind: int, number: int) -> str:
    return f"{kind:08x}-0000-7000-8000-{number:012x}"


def fill(facts: int, changes: int) -> None:
    """Load findings of ordinary size (about 5 kB), all of one claim, and their feed."""
    claim = make_claim()
    names = "id record claim_id slug version schema body digest published_by_id "
    copy(Publication, names + "published_at", publications(claim, facts))
    epoch = FeedEpoch.objects.order_by("-number")[0].pk
    names = "epoch_id xid kind record version digest at"
    copy(Change, names, entries(epoch, facts, changes))
    execute("ANALYZE claims_publication, claims_change")


def make_claim() -> Claim:
    user = User.objects.with_email("bench@bench.example")
    team = Team.objects.create(name="Bench", slug="bench")
    story = Story.objects.create(title="Bench", team=team, created_by=user)
    return Claim.objects.create(
        number=next_number(),
        story=story,
        level="so",
        text=WORDS,
        normalized_text=WORDS,
        claimant="Port authority",
        created_by=user,
    )


def publications(claim: Claim, facts: int) -> Iterator[tuple[Any, ...]]:
    for number in range(facts):
        record = key(2, number)
        body = canonical(fact_body(record, number))
        yield (
            key(1, number),
            record,
            str(claim.pk),
            slug_of(number),
            1,
            FACT_EXAMPLE["schema"],
            body.decode(),
            sha256(body),
            str(claim.created_by_id),
            NOW,
        )


def entries(epoch: Any, facts: int, changes: int) -> Iterator[tuple[Any, ...]]:
    """A feed of small transactions, all of them ended long ago."""
    for number in range(changes):
        kind = KINDS[number % len(KINDS)]
        record, version = key(2, number % facts), 1 + number // facts
        at = 3 + number // PER_TRANSACTION
        yield str(epoch), at, kind, record, version, sha256(record.encode()), NOW


def slug_of(number: int) -> str:
    return f"{number}-the-bridge-stayed-open"


def fact_body(record: str, number: int) -> dict[str, Any]:
    """Return a snapshot as they are published, with four pieces of evidence."""
    exact = {"type": "TextQuoteSelector", "exact": WORDS, "prefix": "", "suffix": ""}
    place = {"type": "TextPositionSelector", "start": 0, "end": len(WORDS)}
    source = {
        "title": WORDS,
        "publisher": "Daily",
        "url": "https://news.example/a",
        "published": "2026-03-01",
        "published_how": "metadata",
        "sha256": "0" * 64,
    }
    evidence = {
        "id": record,
        "kind": "passage",
        "stance": "contradicts",
        "note": "",
        "disclosure": "full",
        "origin": "Harbour log",
        "speaker": "Harbour office",
        "chain": [],
        "reasons": [],
        "quote": WORDS,
        "selector": [place, exact],
        "source": source,
    }
    slug = slug_of(number)
    return FACT_EXAMPLE | {
        "id": record,
        "slug": slug,
        "url": f"{settings.PUBLIC_URL}/findings/{slug}/",
        "evidence": [evidence] * 4,
    }


# ---- asking


def bare(request: HttpRequest) -> HttpResponse:
    """The floor of a page: its bytes, ready, with whatever middleware adds."""
    return HttpResponse(Bare.body, content_type=Bare.content_type)


class Bare:
    """What ``bare`` answers now."""

    body = b""
    content_type = ""


# Below /api/ as well: there every answer pays for the brake.
urlpatterns = [path("bare", bare), path("api/v1/bare", bare)]


class Asking:
    """A handler with all middleware, as the web server has it."""

    def __init__(self) -> None:
        self.handler = BaseHandler()
        self.handler.load_middleware()

    def get(self, address: str, **query: Any) -> HttpResponse:
        return self.answer(REQUESTS.get(address, query))

    def bare(self, address: str = "/bare") -> HttpResponse:
        request = REQUESTS.get(address)
        request.urlconf = __name__  # type: ignore[attr-defined]
        return self.answer(request)

    def answer(self, request: HttpRequest) -> HttpResponse:
        response = self.handler.get_response(request)
        assert response.status_code == 200, response.content[:300]
        return response


def measure(pairs: int) -> Iterator[Figure]:
    """Yield every figure; the database is filled."""
    asking = Asking()
    for limit in (PAGE, 10 * PAGE):
        yield listed(asking, limit, pairs)
    yield deep(asking, pairs)
    record, slug = some_fact()
    for name, address in (
        ("one fact", f"{FACTS}/{record}"),
        ("finding's page", f"/findings/{slug}/"),
    ):
        yield beside_bare(asking, name, address, pairs)
    yield first_byte(asking, pairs)


def listed(asking: Asking, limit: int, pairs: int) -> Figure:
    """A list through everything, against the same rows and orjson alone."""
    connection.ensure_connection()
    raw: Any = connection.connection

    def floor() -> None:
        with raw.cursor() as cursor:
            cursor.execute(FLOOR, [limit])
            orjson.dumps({"results": [row[0] for row in cursor.fetchall()]})

    ours, theirs = in_turn(lambda: asking.get(FACTS, limit=limit), floor, pairs)
    ratio = ours.clock / theirs.clock
    words = f"{ours.ms}, rows + orjson {theirs.ms}: {ratio:.2f} × (≤ {MOST_LIST})"
    return Figure(f"list of {limit} facts", words, ratio > MOST_LIST)


def deep(asking: Asking, pairs: int) -> Figure:
    """Page 18,000 of the feed, or the deepest there is, against the first."""
    last = Change.objects.order_by("-xid", "-id")[0]
    page = min(DEEP, max(2, Change.objects.count() // PAGE))
    epoch = FeedEpoch.objects.order_by("-number")[0]
    row = Change.objects.get(pk=last.pk - Change.objects.count() + (page - 1) * PAGE)
    place = Place(str(epoch.pk), epoch.number, row.xid, row.pk, str(row.record)[:8])
    after = sign(list(place), "changes")
    ours, theirs = in_turn(
        lambda: asking.get(CHANGES, after=after, limit=PAGE),
        lambda: asking.get(CHANGES, limit=PAGE),
        pairs,
    )
    ratio = ours.clock / theirs.clock
    words = f"{ours.ms}, page 1 {theirs.ms}: {ratio:.2f} × (≤ {MOST_DEEP})"
    return Figure(f"changes, page {page:,}", words, ratio > MOST_DEEP)


def beside_bare(asking: Asking, name: str, address: str, pairs: int) -> Figure:
    """How many a second, as a share of a view that holds the same bytes ready."""
    answered = asking.get(address)
    Bare.body, Bare.content_type = answered.content, answered["Content-Type"]
    beside = "/api/v1/bare" if address.startswith("/api/") else "/bare"
    ours, theirs = in_turn(
        lambda: asking.get(address), lambda: asking.bare(beside), 4 * pairs
    )
    rate = theirs.work / ours.work
    words = (
        f"{1 / ours.work:,.0f} per CPU second, bare view of the same "
        f"{len(Bare.body):,} bytes {1 / theirs.work:,.0f}: {rate:.2f} (≥ {LEAST_RATE})"
    )
    return Figure(f"{name}, sustained", words, rate < LEAST_RATE)


def first_byte(asking: Asking, pairs: int) -> Figure:
    """Pages of findings that nobody asked for before, by the clock."""
    slugs = Publication.objects.order_by("id").values_list("slug", flat=True)
    clock, work = [], []
    for slug in slugs[1 : 1 + 4 * pairs]:
        begun, worked = time.perf_counter(), time.process_time()
        asking.get(f"/findings/{slug}/")
        clock.append(time.perf_counter() - begun)
        work.append(time.process_time() - worked)
    p95, own = (quantiles(spent, n=20)[-1] for spent in (clock, work))
    words = (
        f"p95 {p95 * 1e3:.1f} ms (≤ {MOST_PAGE_S * 1e3:.0f}), of which "
        f"{own * 1e3:.1f} ms our own work, of {len(clock)} pages"
    )
    return Figure("finding's page, first byte", words, p95 > MOST_PAGE_S)


def some_fact() -> tuple[Any, str]:
    return Publication.objects.order_by("-id").values_list("record", "slug")[0]


@dataclass(frozen=True)
class Spent:
    """Medians of seconds: by the clock, and of this process's own work."""

    clock: float
    work: float

    @property
    def ms(self) -> str:
        return f"{self.clock * 1e3:.2f} ms"


def in_turn(
    one: Callable[[], Any], other: Callable[[], Any], pairs: int
) -> tuple[Spent, Spent]:
    """Call both in turn, after a warm-up."""
    taken: list[list[tuple[float, float]]] = [[], []]
    for turn in range(-3, pairs):
        for side, call in enumerate((one, other)):
            clock, work = time.perf_counter(), time.process_time()
            call()
            spent = time.perf_counter() - clock, time.process_time() - work
            if turn >= 0:
                taken[side].append(spent)
    ours, theirs = (Spent(*map(median, zip(*side, strict=True))) for side in taken)
    return ours, theirs
