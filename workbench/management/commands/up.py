"""Run the workbench: servers, web, workers; stop with Ctrl-C."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from workbench.stack.launcher import launch


class Command(BaseCommand):
    help = "Run the workbench on this machine. Honours PORT, DATA_DIR, DATABASE_URL."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        sys.exit(launch("up"))
