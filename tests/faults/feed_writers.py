"""Eight writers of the changes feed, as a program: in each, one transaction at a time.

    python -m tests.faults.feed_writers OPERATIONS SEED

Each writer has a claim of its own, publishes, corrects, retracts, merges and erases
findings of it by the product's own services, and holds its transactions open for random
times: some before they write, some after, some with savepoints, some to take all back.
A database that goes away is waited for; the operation is done again from what stands.
"""

from __future__ import annotations

import random
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import django

django.setup()

from django.db import Error, connection, transaction  # noqa: E402

from claims.choices import ChangeKind  # noqa: E402
from claims.errors import BadErasure  # noqa: E402
from claims.models import Claim, Publication  # noqa: E402
from claims.publication.changes import announce  # noqa: E402
from claims.publication.erasure import erase  # noqa: E402
from claims.review.record import canonical, sha256  # noqa: E402
from workbench.accounts.ids import new_id  # noqa: E402

WRITERS = 8
MOST_HOLD_S = 0.06
LONG_HOLD_S = 0.8
ODDS = {"publish": 45, "correct": 28, "retract": 9, "merge": 8, "erase": 5, "undo": 5}


def patiently(ask: Callable[[], list[Any]]) -> list[Any]:
    """Return what a query finds, however often the database goes away."""
    while True:
        try:
            return ask()
        except Error:
            connection.close()
            time.sleep(0.2)


class TakenBack(Exception):
    """The transaction is to leave nothing."""


@dataclass
class Writer:
    claim: Claim
    operations: int
    chance: random.Random
    records: list[UUID] = field(default_factory=list)

    def run(self) -> None:
        self.records = patiently(self.standing)
        done = 0
        while done < self.operations:
            try:
                self.operate()
                done += 1
            except TakenBack:
                done += 1
            except BadErasure:
                continue
            except Error:
                # Whether it was committed is not known: what stands is.
                connection.close()
                self.records = patiently(self.standing)
        connection.close()

    def standing(self) -> list[UUID]:
        newest = Publication.objects.filter(claim=self.claim, superseded_by=None)
        return sorted(newest.values_list("record", flat=True))

    def operate(self) -> None:
        [name] = self.chance.choices([*ODDS], [*ODDS.values()])
        if not self.records:
            name = "publish"
        if name == "erase":
            # It locks the whole table: whoever erases does not wait.
            record = self.chance.choice(self.records)
            erase(record, reason="A court's order.")
            self.records.remove(record)
            return
        with transaction.atomic():
            if self.chance.random() < 0.3:
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_current_xact_id()")
                self.hold()
            made = self.write(name)
            self.hold()
            if name == "undo":
                raise TakenBack
        if name == "publish":
            self.records.append(made)

    def hold(self) -> None:
        long = self.chance.random() < 0.01
        time.sleep(LONG_HOLD_S if long else self.chance.uniform(0, MOST_HOLD_S))

    def write(self, name: str) -> UUID:
        if self.chance.random() < 0.1:
            try:
                with transaction.atomic():
                    self.version_of(new_id(), ChangeKind.UPSERT)
                    raise TakenBack
            except TakenBack:
                pass
        with transaction.atomic():  # its own id, were it not for the whole one's
            if name in {"publish", "undo"}:
                return self.version_of(new_id(), ChangeKind.UPSERT)
            record = self.chance.choice(self.records)
            if name == "merge":
                newest = Publication.objects.filter(record=record).latest("version")
                into = self.chance.choice(self.records)
                announce(newest, ChangeKind.MERGE, superseded_by=into, note="One.")
                return record
            kind = {
                "correct": ChangeKind.CORRECTION,
                "retract": ChangeKind.RETRACTION,
            }[name]
            return self.version_of(record, kind)

    def version_of(self, record: UUID, kind: ChangeKind) -> UUID:
        last = Publication.objects.filter(record=record).order_by("-version").first()
        number = last.version + 1 if last else 1
        words = f"{self.chance.random()} of “{record}”"
        body = canonical({"id": record, "version": number, "finding": words})
        row = Publication.objects.create(
            record=record,
            claim=self.claim,
            slug=str(record),
            version=number,
            schema=2,
            supersedes=last,
            correction="update" if last else "",
            note="More is known." if last else "",
            body=body.decode(),
            digest=sha256(body),
            retracted=kind == ChangeKind.RETRACTION,
            published_by_id=self.claim.created_by_id,
        )
        announce(row, kind)
        return record


def main(operations: int, seed: int) -> None:
    claims = patiently(lambda: list(Claim.objects.order_by("number")[:WRITERS]))
    share = -(-operations // WRITERS)
    threads = [
        threading.Thread(target=Writer(claim, share, random.Random(seed + n)).run)
        for n, claim in enumerate(claims)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
