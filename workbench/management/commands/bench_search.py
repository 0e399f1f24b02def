"""Print the time of a search as the archive grows, on servers of its own."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from sources.models import Story
from workbench.management.commands.bench import named_database, on_own_servers
from workbench.stack.searching import Timed, grow, slope

SIZES = (10_000, 50_000)


class Command(BaseCommand):
    requires_system_checks = ()
    help = (
        "Search archives of growing size, exactly and through the graph. Fills a "
        "fresh database of its own; one that holds stories is left alone."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("sizes", type=int, nargs="*", help="passages, rising")

    def handle(self, *args: Any, sizes: list[int], **options: Any) -> None:
        sizes = sizes or list(SIZES)
        if not named_database():
            sys.exit(on_own_servers(["bench_search", *map(str, sizes)]))
        if Story.objects.exists():
            self.line("search", "skipped: this database holds stories")
            return
        told = []
        for timed in grow(sizes):
            told.append(timed)
            self.line(
                f"search, {timed.passages:,} passages",
                f"{timed.exact_s * 1e3:.1f} ms exact, {timed.graph_s * 1e3:.1f} ms by "
                f"graph, which finds {timed.recall:.3f} of the ten best",
            )
        if len(told) > 1:
            self.slopes(told[0], told[-1])

    def slopes(self, first: Timed, last: Timed) -> None:
        exact = slope((first.passages, first.exact_s), (last.passages, last.exact_s))
        graph = slope((first.passages, first.graph_s), (last.passages, last.graph_s))
        self.line("search, slope", f"{exact:.2f} exact, {graph:.2f} by graph")

    def line(self, what: str, figure: str) -> None:
        self.stdout.write(f"{what:40} {figure}")
        self.stdout.flush()
