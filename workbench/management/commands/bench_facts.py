"""Print what readers and mirrors wait for, on servers of its own."""

from __future__ import annotations

import logging
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.test.utils import override_settings

from claims.models import Publication
from workbench.management.commands.bench import named_database
from workbench.management.commands.bench_desk import on_own_servers
from workbench.stack.bench_facts import fill, measure


class Command(BaseCommand):
    requires_system_checks = ()
    help = (
        "Measure lists, the changes feed and findings' pages, each beside its floor. "
        "Fills a fresh database of its own."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--facts", type=int, default=100_000)
        parser.add_argument("--changes", type=int, default=1_000_000)
        parser.add_argument("--pairs", type=int, default=100, help="at least 15")
        parser.add_argument(
            "--keep", default="", help="a folder: filled once, asked again next time"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        logging.disable(logging.WARNING)  # figures alone, not each request
        if not named_database():
            sys.exit(on_own_servers(options["keep"]))
        if not Publication.objects.exists():
            fill(options["facts"], options["changes"])
        elif not options["keep"]:
            raise CommandError("This database holds findings; it is left alone.")
        # Requests are counted as ever, yet none is refused.
        with override_settings(RATE_LIMITS=dict.fromkeys(settings.RATE_LIMITS, 10**9)):
            self.measure(max(15, options["pairs"]))

    def measure(self, pairs: int) -> None:
        missed = 0
        for figure in measure(pairs):
            missed += figure.misses
            end = "  misses" if figure.misses else ""
            self.stdout.write(f"{figure.name:28} {figure.words}{end}")
            self.stdout.flush()
        self.stdout.write(f"{missed} lines miss their goal")
