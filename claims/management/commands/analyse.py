"""Read files, find claims and relate them, all in memory; needs no servers."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from sources.errors import SourcesError


class Command(BaseCommand):
    help = "Read, extract and relate files as one story; write JSON, keep nothing."
    requires_system_checks: Any = []  # they may want the servers

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--out", metavar="F", help="write here, not to stdout")

    def handle(self, *args: Any, **options: Any) -> None:
        from claims.evidence.analyse import analyse

        paths = [Path(name) for name in options["files"]]
        refuse_equal_names(paths)
        opened, failed = self.open_all(paths)
        result = analyse(opened, extractor=settings.EXTRACTOR)
        text = json.dumps(result, ensure_ascii=False, indent=1)
        if options["out"]:
            try:
                Path(options["out"]).write_text(text + "\n", encoding="utf-8")
            except OSError as error:
                raise CommandError(f"cannot write {options['out']}: {error}") from error
        else:
            self.stdout.write(text)
        if failed:
            raise SystemExit(1)

    def open_all(self, paths: list[Path]) -> tuple[list[Any], int]:
        """Read what can be read; each failure is one line with its code."""
        from claims.evidence.analyse import open_file

        opened, failed = [], 0
        for path in paths:
            try:
                opened.append(open_file(path.name, path.read_bytes()))
            except OSError as error:
                self.stderr.write(f"{path}: cannot_open: {error.strerror}")
                failed += 1
            except SourcesError as error:
                self.stderr.write(f"{path}: {error}")
                failed += 1
        return opened, failed


def refuse_equal_names(paths: Iterable[Path]) -> None:
    """Documents are told apart by file name alone, so names must differ."""
    counts = Counter(path.name for path in paths)
    equal = sorted(name for name, count in counts.items() if count > 1)
    if equal:
        raise CommandError(
            f"two files have one name: {', '.join(equal)}; "
            "offsets would be ambiguous, so rename one"
        )
