"""Check the record of the desk, export what to hold outside, rotate the key, erase."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from claims.models import Claim, SigningKey
from claims.publication.proof import keys
from claims.publication.proof.audit import audit
from claims.publication.proof.checkpoints import make_checkpoint
from claims.publication.proof.findings import Report
from claims.publication.proof.held import Held, UnreadableFile, export, read
from claims.review.record import erase
from workbench.accounts.models import User

SHOWN = 200


class Command(BaseCommand):
    help = (
        "verify: check all chains, trees, digests and signatures, and name each fault. "
        "export: write checkpoints, keys and leaves to a file, to be held elsewhere. "
        "checkpoint: sign one now. rotate-key: sign with a new key from now on. "
        "erase: erase what one event of a claim said, as the law may ask."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verify = verbs.add_parser("verify")
        verify.add_argument(
            "--against",
            metavar="FILE",
            action="append",
            default=[],
            help="what you hold: an export, or checkpoints that the API answered",
        )
        out = verbs.add_parser("export")
        out.add_argument("file", metavar="FILE")
        out.add_argument(
            "--without-leaves",
            action="store_true",
            help="checkpoints alone: small, but an altered row is told less exactly",
        )
        verbs.add_parser("checkpoint")
        verbs.add_parser("rotate-key")
        gone = verbs.add_parser("erase")
        gone.add_argument("claim", type=int, help="the claim's number")
        gone.add_argument("event", type=int, help="the event's number in its history")
        gone.add_argument("--reason", required=True)
        gone.add_argument("--by", required=True, help="e-mail of who decided it")

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        getattr(self, verb.replace("-", "_"))(**options)

    def verify(self, *, against: list[str], **_: Any) -> None:
        held = [self.read(name) for name in against] or [Held()]
        bad = False
        for one in held:
            with transaction.atomic():
                one_state()
                report = audit(one)
            self.tell(report)
            bad = bad or bool(report.faults)
        if bad:
            raise CommandError("The record does not verify.")

    def read(self, name: str) -> Held:
        known = dict(SigningKey.objects.values_list("pk", "public"))
        try:
            return read(Path(name).read_bytes(), known=known)
        except (OSError, UnreadableFile) as error:
            raise CommandError(f"{name}: {error}") from error

    def tell(self, report: Report) -> None:
        counted = ", ".join(f"{n:,} {name}" for name, n in report.looked_at.items())
        self.stdout.write(f"Looked at {counted or 'nothing: there is nothing yet'}.")
        for note in report.notes:
            self.stdout.write(f"Note: {note}.")
        for fault in report.faults[:SHOWN]:
            self.stdout.write(self.style.ERROR(str(fault)))
        if len(report.faults) > SHOWN:
            self.stdout.write(f"… and {len(report.faults) - SHOWN:,} more.")
        if not report.faults:
            self.stdout.write(self.style.SUCCESS("Nothing was altered."))

    def export(self, *, file: str, without_leaves: bool, **_: Any) -> None:
        with transaction.atomic():
            one_state()
            data = export(leaves=not without_leaves)
        Path(file).write_bytes(data)
        self.stdout.write(f"{file}: {len(data):,} bytes. Hold it on another machine.")

    def checkpoint(self, **_: Any) -> None:
        made = make_checkpoint()
        self.stdout.write(f"Checkpoint {made.number}, SHA-256 {made.digest}.")

    def rotate_key(self, **_: Any) -> None:
        try:
            made = keys.rotate()
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Key {made.pk} signs from now on; {made.previous_id} ends.")

    def erase(self, *, claim: int, event: int, reason: str, by: str, **_: Any) -> None:
        person = User.objects.filter(email__iexact=by, is_active=True).first()
        if person is None:
            raise CommandError(f"Nobody here has the address {by}.")
        with transaction.atomic():
            row = Claim.objects.select_for_update().filter(number=claim).first()
            if row is None:
                raise CommandError(f"There is no claim {claim}.")
            try:
                erase(row, event, reason=reason, by=person)
            except LookupError as error:
                raise CommandError(str(error)) from error
        self.stdout.write(f"Erased what event {event} of claim {claim} said.")


def one_state() -> None:
    """See one state of the database, whatever is written meanwhile."""
    if connection.in_atomic_block and not connection.savepoint_ids:
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
