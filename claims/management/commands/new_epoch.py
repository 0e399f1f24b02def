"""Tell the mirrors that this database was restored from a copy."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from claims.publication.epochs import open_epoch


class Command(BaseCommand):
    help = (
        "Open a new epoch of the changes feed, so that every mirror compares all of "
        "it. To be run after a restore, which is not always noticed by itself."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--reason", default="the database was restored", help="readers see it"
        )

    def handle(self, *args: Any, reason: str, **options: Any) -> None:
        epoch = open_epoch(reason[:200])
        self.stdout.write(f"epoch {epoch.number} opened")
