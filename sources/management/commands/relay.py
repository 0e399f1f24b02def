"""Re-send hints for due jobs, for ever; several relays at once are harmless."""

import logging
import signal
import threading
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection

from sources.jobs.service import relay_due, submit_rounds

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Re-send hints for due jobs until stopped"

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--once", action="store_true", help="one sweep, then end")

    def handle(self, *args: Any, once: bool = False, **options: Any) -> None:
        stopped = threading.Event()
        self.turns: dict[str, int] = {}
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stopped.set())
        while not stopped.is_set():
            self.sweep()
            if once:
                return
            stopped.wait(settings.RELAY_PAUSE_S)

    def sweep(self) -> None:
        try:
            submit_rounds(self.turns)
            while relay_due() == 100:
                continue
        except Exception as error:  # database or broker away: next sweep tries again
            logger.warning("relay sweep failed: %s", error)
            connection.close()
