"""Run the workbench with demo accounts and the sample story."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from workbench.stack.launcher import launch


class Command(BaseCommand):
    help = "Run the workbench with demo accounts and a sample story; not for real work."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        sys.exit(launch("demo"))
