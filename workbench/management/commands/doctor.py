"""Say what runs, where, in which version, and what is wrong."""

import sys
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

import orjson
from django.core.management.base import BaseCommand

from workbench.stack.doctor import Level, examine

MARKS = {Level.OK: "ok  ", Level.NOTE: "note", Level.BAD: "BAD "}


class Command(BaseCommand):
    help = "Report what runs and what is wrong; exit code 1 when something is."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *args: Any, json: bool, **options: Any) -> None:
        findings = examine()
        if json:
            told = orjson.dumps([asdict(finding) for finding in findings])
            self.stdout.write(told.decode())
        else:
            for finding in findings:
                mark = MARKS[finding.level]
                self.stdout.write(f"{mark} {finding.topic:18} {finding.text}")
        if any(finding.level == Level.BAD for finding in findings):
            sys.exit(1)
