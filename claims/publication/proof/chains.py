"""The chain of each claim, and the payload of each of its events."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Q

from claims.models import EventPayload, ReviewEvent
from claims.publication.proof.findings import Report
from claims.publication.proof.trees import BATCH, exactly, packed
from claims.review.record import ERASED, GENESIS, salted_digest, sha256

EVENTS = ReviewEvent._meta.db_table
PAYLOADS = EventPayload._meta.db_table
COLUMNS = (
    "pk",
    "claim_id",
    "seq",
    "kind",
    "by_id",
    "at",
    "digest",
    "previous",
    "hash",
    "payload__salt",
    "payload__body",
)


def check_chains(report: Report) -> None:
    erased = erased_events()
    claim, seq, previous = None, 0, GENESIS
    for row in events():
        report.looked_at["events"] += 1
        if row["claim_id"] != claim:
            claim, seq, previous = row["claim_id"], 0, GENESIS
        seq += 1
        what = ""
        if row["seq"] != seq:
            what = f"an event of its claim is missing before this one, number {seq}"
            seq = row["seq"]
        elif row["previous"] != previous:
            what = "does not follow the event before"
        elif row["hash"] != chained(row):
            what = "the event was altered"
        if what:
            report.fault(EVENTS, row["pk"], what)
        check_payload(row, erased, report)
        previous = row["hash"]
    check_strays(report)


def events() -> Iterator[dict[str, Any]]:
    rows = ReviewEvent.objects.order_by("claim_id", "seq").values(*COLUMNS)
    return iter(rows.iterator(chunk_size=BATCH))


def chained(row: dict[str, Any]) -> str:
    """Return the hash as :func:`claims.review.record.event_hash` makes it."""
    return sha256(
        packed(
            {
                "claim": str(row["claim_id"]),
                "seq": row["seq"],
                "kind": row["kind"],
                "by": str(row["by_id"]),
                "at": exactly(row["at"]),
                "digest": row["digest"],
                "previous": row["previous"],
            }
        )
    )


def erased_events() -> set[tuple[Any, int]]:
    """Return (claim, seq) of the events whose payload was erased, with a record."""
    rows = ReviewEvent.objects.filter(kind=ERASED).exclude(payload=None)
    return {
        (claim, seq)
        for claim, body in rows.values_list("claim_id", "payload__body")
        for seq in (body.get("after") or {}).get("erased", ())
    }


def check_payload(
    row: dict[str, Any], erased: set[tuple[Any, int]], report: Report
) -> None:
    if row["payload__salt"] is None:
        if (row["claim_id"], row["seq"]) in erased:
            report.looked_at["payloads erased"] += 1
        else:
            report.fault(PAYLOADS, row["pk"], "is gone, and no erasure is recorded")
    elif row["digest"] != salted_digest(row["payload__salt"], row["payload__body"]):
        report.fault(PAYLOADS, row["pk"], "the payload was altered")


def check_strays(report: Report) -> None:
    known = ReviewEvent.objects.values("pk")
    for row in EventPayload.objects.filter(~Q(event_id__in=known)):
        report.fault(PAYLOADS, row.pk, "belongs to no event")
