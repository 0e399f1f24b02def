"""Erase a published finding because the law demands it."""

from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.errors import ClaimsError
from claims.evidence.checked import index_findings
from claims.publication.erasure import erase


class Command(BaseCommand):
    help = (
        "Erase all versions of a finding; a tombstone with the reason stays in the "
        "changes feed, and mirrors erase their copies. To be run as the tables' owner "
        "(DATABASE_OWNER_URL). The desk's rows of the claim are not touched."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("record", type=UUID, help="`id` of the finding in the API")
        parser.add_argument("--reason", required=True, help="readers see it")

    def handle(self, *args: Any, record: UUID, reason: str, **options: Any) -> None:
        try:
            tombstone = erase(record, reason=reason)
        except ClaimsError as error:
            raise CommandError(error.message) from None
        index_findings()
        self.stdout.write(f"{record}: erased, versions 1 to {tombstone.version}")
