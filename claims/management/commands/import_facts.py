"""Take published findings back in from a file of ours."""

import gzip
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.errors import ImportRefused
from claims.publication.importing import MAX_LINE_BYTES, import_facts
from workbench.accounts.models import Team, User


class Command(BaseCommand):
    help = (
        "Import published findings from facts.ndjson (or facts.ndjson.gz), as "
        "/exports/data/facts.ndjson gives it. The records come in byte for byte with "
        "their digests; of a file with one altered line nothing comes in."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--team", required=True, help="name of the team that will own the claims"
        )
        parser.add_argument(
            "--by", required=True, help="e-mail address of the person who imports"
        )

    def handle(
        self, *args: Any, file: Path, team: str, by: str, **options: Any
    ) -> None:
        try:
            done = import_facts(
                lines_of(file),
                team=one(Team.objects.filter(name=team), f"team {team}"),
                by=one(User.objects.filter(email=by), f"person {by}"),
            )
        except ImportRefused as error:
            lines = [error.message, *error.extra["faults"]]
            raise CommandError("\n".join(lines)) from None
        except (OSError, EOFError) as error:
            raise CommandError(f"{file}: {error}") from None
        self.stdout.write(
            f"{done.findings} findings in {done.versions} versions came in; "
            f"{done.known} versions stood here already."
        )


def one(rows: Any, what: str) -> Any:
    found = rows.first()
    if found is None:
        raise CommandError(f"There is no {what}.")
    return found


def lines_of(file: Path) -> Iterator[bytes]:
    """Yield lines; of one that is too long, pieces that are too long as well."""
    unpack = gzip.open if file.suffix == ".gz" else open
    with unpack(file, "rb") as stream:
        while line := stream.readline(MAX_LINE_BYTES + 1):
            yield line
