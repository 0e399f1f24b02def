"""Print figures of this installation, each beside the floor it is measured against.

Servers of its own are started in a temporary folder, unless DATABASE_URL names one;
there, rows are made inside a transaction that is rolled back. Nothing stays. Pairs are
timed alternately (A B A B …), so that a busy machine disturbs both alike: read the
ratios.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any
from uuid import UUID

import orjson
from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection, transaction
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import resolve
from django.utils import timezone

from claims.models import Claim, Publication
from claims.review.record import canonical, sha256
from claims.review.triage import next_number
from sources.models import Story
from workbench.accounts.ids import new_id
from workbench.accounts.models import Team, User
from workbench.stack import pace, relating
from workbench.stack.engines import start_engines
from workbench.stack.stopwatch import paste_to_candidate

MANAGE = str(settings.BASE_DIR / "manage.py")
# The first host this site answers to: any other is refused before the view.
REQUESTS = RequestFactory(
    SERVER_NAME=settings.ALLOWED_HOSTS[0].lstrip("*.") or "localhost"
)
FACTS = "/api/v1/facts"
FLOOR_SQL = """
    SELECT body FROM claims_publication p
    WHERE NOT EXISTS (SELECT FROM claims_publication n WHERE n.supersedes_id = p.id)
    ORDER BY published_at DESC, id DESC LIMIT %s
"""
WORDS = "The bridge at the north quay stayed open to traffic until the Sunday noon. "


class Command(BaseCommand):
    requires_system_checks = ()
    help = (
        "Measure the list of facts and, where CORPORA is there, the reading of texts."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--pairs", type=int, default=25, help="at least 15")

    def handle(self, *args: Any, pairs: int, **options: Any) -> None:
        pairs = max(15, pairs)
        logging.disable(logging.INFO)  # figures alone, not each request behind them
        if not named_database():
            code = on_own_servers(["bench", "--pairs", str(pairs)])
            self.paste()
            sys.exit(code)
        with scratch_rows():
            insert_facts(100)
            self.facts(pairs)
            self.queries()
        with scratch_rows():
            self.relating()
        self.pace()
        self.analyse()

    def facts(self, pairs: int) -> None:
        """List of 50: our view, and our whole stack, against rows and orjson alone."""
        own = raw_connection()
        request = REQUESTS.get(FACTS, {"limit": "50"})
        handler = BaseHandler()
        handler.load_middleware()

        def floor() -> None:
            with own.cursor() as cursor:
                cursor.execute(FLOOR_SQL, [50])
                orjson.dumps({"results": [row[0] for row in cursor.fetchall()]})

        view = resolve(FACTS).func
        figures = (
            ("view", lambda: view(request)),
            ("with all middleware", lambda: whole(handler)),
        )
        for name, call in figures:
            ours, theirs = interleaved(call, floor, pairs)
            self.line(
                f"facts, list of 50, {name}",
                f"{ours * 1e3:.2f} ms, rows + orjson {theirs * 1e3:.2f} ms, "
                f"{ours / theirs:.2f} x",
            )

    def queries(self) -> None:
        view = resolve(FACTS).func
        for limit in (1, 100):
            request = REQUESTS.get(FACTS, {"limit": str(limit)})
            with CaptureQueriesContext(connection) as seen:
                response = view(request)
            rows = len(orjson.loads(response.content)["results"])
            self.line("facts, queries", f"{len(seen)} at {rows} rows")

    def analyse(self) -> None:
        """Time of `manage.py analyse` over the sample articles, from a cold start."""
        seeds = sorted(Path(settings.CORPORA).glob("seeds/*.txt"))
        if not seeds:
            self.line("analyse", f"skipped: no texts in {settings.CORPORA}")
            return
        command = [sys.executable, MANAGE, "analyse", *map(str, seeds)]
        begun = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        spent = time.perf_counter() - begun
        self.line(f"analyse, {len(seeds)} articles, cold", f"{spent:.1f} s")

    def pace(self) -> None:
        """Reading and finding against the bare parser, in one process of their own."""
        texts = sorted(Path(settings.CORPORA).glob("seeds/*.txt"))
        texts += sorted((settings.BASE_DIR / "claims/demo/documents").iterdir())
        told = pace.measure(texts)
        bare = told["tokens"] / told["bare_s"]
        self.line("parser alone", f"{bare:.0f} tokens per CPU second")
        for way, name in (("alone", "rules alone"), ("model", "with the small model")):
            rate = told["tokens"] / told[f"{way}_s"]
            self.line(
                f"read + extract, {name}",
                f"{rate:.0f} tokens per CPU second, {rate / bare:.2f} x",
            )
        self.line(
            "memory of that process", f"{told['peak_bytes'] / 1e6:.0f} MB at most"
        )

    def relating(self) -> None:
        """Fifty reports of one story: compared as each arrives, and all in one go."""
        each, whole = relating.one_by_one(), relating.all_at_once()
        number, spent = each["documents"], each["cpu_s"]
        self.line(
            f"relate, {number} documents one by one",
            f"{sum(spent) / number:.2f} CPU s per document, the last {spent[-1]:.2f}, "
            f"{each['candidates']} candidates",
        )
        self.line(
            f"relate, {number} documents in one go",
            f"{whole['cpu_s'][0] / number:.2f} CPU s per document",
        )

    def paste(self) -> None:
        """Two pages pasted, until a candidate is on the triage page."""
        first, *warm = paste_to_candidate()
        self.line("paste to first candidate, new worker", f"{first:.2f} s")
        self.line(
            "paste to first candidate, warm worker",
            f"{median(warm):.2f} s, median of {len(warm)}",
        )

    def line(self, what: str, figure: str) -> None:
        self.stdout.write(f"{what:40} {figure}")


def named_database() -> bool:
    return bool(os.environ.get("DATABASE_URL") or os.environ.get("DATABASE_URL_FILE"))


def on_own_servers(arguments: list[str]) -> int:
    """Run a command of ours on fresh servers, ended and removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="corroborate-bench-") as folder:
        engines = start_engines(Path(folder))
        try:
            addresses = {
                "DATABASE_URL": engines.owner_url,
                "REDIS_URL": engines.redis_url,
                "DATA_DIR": str(Path(folder) / "data"),
            }
            environment = {**os.environ, **addresses}
            for words in (["migrate", "--verbosity=0"], arguments):
                command = [sys.executable, MANAGE, *words]
                code = subprocess.run(command, env=environment).returncode
                if code:
                    return code
            return 0
        finally:
            engines.stop()


@contextmanager
def scratch_rows() -> Any:
    """Undo on leaving whatever was written, however it is left."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def raw_connection() -> Any:
    """Return the psycopg connection itself: the floor pays for no layer of ours."""
    connection.ensure_connection()
    return connection.connection


def whole(handler: BaseHandler) -> None:
    """Answer as the server would: a fresh request through all middleware."""
    response = handler.get_response(REQUESTS.get(FACTS, {"limit": "50"}))
    assert response.status_code == 200, response.content[:300]


def interleaved(
    one: Callable[[], Any], other: Callable[[], Any], pairs: int
) -> tuple[float, float]:
    """Return the median seconds of both, called in turn after a warm-up."""
    for _ in range(3):
        one()
        other()
    spent: tuple[list[float], list[float]] = ([], [])
    for _ in range(pairs):
        for call, times in ((one, spent[0]), (other, spent[1])):
            begun = time.perf_counter()
            call()
            times.append(time.perf_counter() - begun)
    return median(spent[0]), median(spent[1])


def insert_facts(count: int) -> None:
    """Insert findings of ordinary size (about 4 kB), all of one scratch claim."""
    claim = scratch_claim()
    rows = []
    for number in range(count):
        record = new_id()
        body = canonical(fact_body(record, number))
        rows.append(
            Publication(
                record=record,
                claim=claim,
                slug=f"bench-{record}",
                version=1,
                schema=1,
                body=body.decode(),
                digest=sha256(body),
                published_by=claim.created_by,
                published_at=timezone.now(),
            )
        )
    Publication.objects.bulk_create(rows)


def scratch_claim() -> Claim:
    name = f"bench-{new_id()}"
    user = User.objects.with_email(f"{name}@localhost")
    team = Team.objects.create(name=name, slug=name)
    story = Story.objects.create(title=name, team=team, created_by=user)
    return Claim.objects.create(
        number=next_number(),
        story=story,
        level="so",
        text=WORDS,
        normalized_text=WORDS,
        claimant="Port authority",
        created_by=user,
    )


def fact_body(record: UUID, number: int) -> dict[str, Any]:
    source = {"title": WORDS, "publisher": "Daily", "url": "https://example.org/a"}
    evidence = {
        "id": str(record),
        "kind": "passage",
        "stance": "contradicts",
        "quote": WORDS * 2,
        "selector": [
            {"type": "TextPositionSelector", "start": 0, "end": 150},
            {
                "type": "TextQuoteSelector",
                "exact": WORDS * 2,
                "prefix": "",
                "suffix": "",
            },
        ],
        "source": source,
        "speaker": "Harbour office",
        "chain": [],
        "reasons": [],
        "note": "",
    }
    return {
        "schema": 1,
        "id": str(record),
        "version": 1,
        "level": "so",
        "claim": {"text": WORDS, "claimant": "Port authority", "tags": ["transport"]},
        "rating": {"slug": "false", "label": "False", "value": 1},
        "finding": WORDS,
        "rationale": WORDS * 4,
        "evidence": [evidence] * 4,
        "number": number,
        "retracted": False,
        "licence": settings.LICENCE_LINE,
    }
