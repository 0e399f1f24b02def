"""Print how long the desk's pages take over many rows, on servers of its own."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import tempfile
import time
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from sources.models import Story
from workbench.management.commands.bench import MANAGE, named_database
from workbench.stack.bench_desk import GOAL_QUERIES, GOAL_S, Timed, ask_all
from workbench.stack.bench_rows import Sizes, fill
from workbench.stack.engines import start_engines
from workbench.stack.roles import DATABASE_NAME


class Command(BaseCommand):
    requires_system_checks = ()
    help = (
        "Ask every page of the desk over many rows, as several people, and say which "
        "miss the goal. Fills a fresh database of its own."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--claims", type=int, default=Sizes.claims)
        parser.add_argument("--candidates", type=int, default=Sizes.candidates)
        parser.add_argument("--vectors", type=int, default=Sizes.vectors)
        parser.add_argument("--times", type=int, default=60, help="asks of each page")
        parser.add_argument("--only", default="", help="pages whose name holds this")
        parser.add_argument(
            "--keep", default="", help="a folder: filled once, asked again next time"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        logging.disable(logging.WARNING)  # figures alone, not each request
        sizes = Sizes(options["claims"], options["candidates"], options["vectors"])
        if not named_database():
            sys.exit(on_own_servers(options["keep"]))
        if not Story.objects.exists():
            self.fill(sizes)
        elif not options["keep"]:
            raise CommandError("This database holds stories; it is left alone.")
        self.ask(options["times"], options["only"])

    def ask(self, times: int, only: str) -> None:
        missed = 0
        heads = ("rows", "queries", "db ms", "cpu ms", "p50 ms", "p95 ms", "KB")
        self.stdout.write(f"{'page':30}" + "".join(f"{head:>8}" for head in heads))
        for timed in ask_all(times=times, only=only):
            missed += timed.misses
            spent = [timed.quantile(50, of) * 1e3 for of in ("database", "python")]
            spent += [timed.quantile(percent) * 1e3 for percent in (50, 95)]
            self.stdout.write(
                f"{timed.name:30}{timed.rows:8}{timed.queries:8}"
                + "".join(f"{figure:8.1f}" for figure in spent)
                + f"{timed.size / 1e3:8.0f}"
                + (told(timed) if timed.misses else "")
            )
            self.stdout.flush()
        goal = f"p95 ≤ {GOAL_S * 1e3:.0f} ms and ≤ {GOAL_QUERIES} queries"
        self.stdout.write(f"goal: {goal}; {missed} lines miss it")

    def fill(self, sizes: Sizes) -> None:
        begun = time.perf_counter()

        def tell(table: str, rows: int) -> None:
            spent = time.perf_counter() - begun
            self.stdout.write(f"{table:40} {rows:>10,} rows by {spent:5.0f} s")
            self.stdout.flush()

        fill(sizes, tell=tell)
        self.stdout.write(f"loaded in {time.perf_counter() - begun:.0f} s")


def told(timed: Timed) -> str:
    """What a line says of a page that misses the goal."""
    return "  misses" if timed.costs else "  nothing answered"


def on_own_servers(keep: str) -> int:
    """Run this process's command on servers of its own, as the superuser of theirs."""
    where = nullcontext(keep) if keep else tempfile.TemporaryDirectory()
    with where as folder:
        engines = start_engines(Path(folder).resolve())
        try:
            assert engines.postgres is not None
            environment = {
                **os.environ,
                "DATABASE_URL": engines.postgres.url(name=DATABASE_NAME),
                "REDIS_URL": engines.redis_url,
                "DATA_DIR": str(Path(folder) / "data"),
            }
            for words in (["migrate", "--verbosity=0"], sys.argv[1:]):
                command = [sys.executable, MANAGE, *words]
                code = subprocess.run(command, env=environment).returncode
                if code:
                    return code
            return 0
        finally:
            engines.stop()
