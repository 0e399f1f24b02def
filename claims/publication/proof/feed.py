"""Publications against their own digests, and against what the feed told of them."""

from __future__ import annotations

import orjson

from claims.choices import ChangeKind
from claims.models import Change, Publication
from claims.publication.proof.findings import Report
from claims.publication.proof.trees import BATCH
from claims.review.record import canonical, sha256

PUBLICATIONS = Publication._meta.db_table
CHANGES = Change._meta.db_table
TOLD = ("upsert", "correction", "retraction")


def check_feed(report: Report) -> None:
    told = check_entries(report)
    newest: dict[object, int] = {}
    rows = Publication.objects.order_by("record", "version")
    for row in rows.iterator(chunk_size=BATCH):
        report.looked_at["publications"] += 1
        what = fault_of(row)
        if not what and row.version != newest.get(row.record, 0) + 1:
            what = f"version {newest.get(row.record, 0) + 1} is missing before this one"
        if not what and (row.record, row.version, row.digest) not in told:
            what = "no entry of the changes feed tells of it"
        if what:
            report.fault(PUBLICATIONS, row.pk, what)
        newest[row.record] = row.version


def check_entries(report: Report) -> set[tuple[object, int, str]]:
    """Return what the feed told; about nothing, or twice, is a fault."""
    rows = Change.objects.filter(kind__in=TOLD).order_by("id")
    known = set(Publication.objects.values_list("record", "version", "digest"))
    gone = set(
        Change.objects.filter(kind=ChangeKind.TOMBSTONE).values_list(
            "record", flat=True
        )
    )
    if gone:
        report.looked_at["findings erased"] = len(gone)
    told = set()
    seen = set()
    for key, epoch, *entry in rows.values_list(
        "pk", "epoch_id", "record", "version", "digest"
    ).iterator(chunk_size=BATCH):
        report.looked_at["changes"] += 1
        record, version, digest = entry
        if (record, version, digest) not in known and record not in gone:
            report.fault(CHANGES, key, "tells of a publication that is not there")
        elif (epoch, record, version) in seen:
            report.fault(CHANGES, key, "tells of a publication a second time")
        told.add((record, version, digest))
        seen.add((epoch, record, version))
    return told


def fault_of(row: Publication) -> str:
    if sha256(row.body.encode()) != row.digest:
        return "the record was altered: it has another digest"
    try:
        body = orjson.loads(row.body)
    except orjson.JSONDecodeError:
        return "the record is not JSON"
    if canonical(body).decode() != row.body:
        return "the record is not canonical JSON"
    columns = {
        "id": str(row.record),
        "version": row.version,
        "slug": row.slug,
        "schema": row.schema,
        "retracted": row.retracted,
    }
    if any(body.get(name) != value for name, value in columns.items()):
        return "does not say what its record says"
    return ""
