"""Findings whose claim was merged into another: told once the survivor goes out.

Until then the older finding stands for both. Its versions stay at their addresses; the
changes feed and its page say which finding superseded it.
"""

from __future__ import annotations

from uuid import UUID

from claims.choices import ChangeKind
from claims.models import Change, Claim, Publication, ReviewDate
from claims.publication.changes import announce


def announce_merged(claim: Claim, publication: Publication) -> list[Publication]:
    """Tell mirrors that ``publication`` supersedes the findings of merged claims.

    Returns the newest versions of those findings, each told once. The caller is in the
    transaction that published.
    """
    found = []
    for old in standing_findings(claims_merged_into(claim)):
        told = Change.objects.filter(
            kind=ChangeKind.MERGE,
            record=old.record,
            superseded_by=publication.record,
        )
        if old.record != publication.record and not told.exists():
            announce(old, ChangeKind.MERGE, superseded_by=publication.record)
            ReviewDate.objects.filter(record=old.record).delete()
            found.append(old)
    return found


def claims_merged_into(claim: Claim) -> set[UUID]:
    """Return the ids of all duplicates, and of theirs."""
    found: set[UUID] = set()
    ends = {claim.pk}
    while ends:
        rows = Claim.objects.filter(merged_into__in=ends).exclude(pk__in=found)
        ends = set(rows.values_list("pk", flat=True))
        found |= ends
    return found


def standing_findings(claims: set[UUID]) -> list[Publication]:
    """Return the newest version of each finding about these claims."""
    rows = Publication.objects.filter(claim__in=claims, superseded_by=None)
    return list(rows.order_by("published_at", "id"))


def successor_of(record: UUID) -> Publication | None:
    """Return the newest version of the finding that superseded this one, if any did."""
    seen: set[UUID] = set()
    last = record
    while last not in seen:
        seen.add(last)
        told = Change.objects.filter(
            kind=ChangeKind.MERGE, record=last, superseded_by__isnull=False
        ).order_by("-id")
        following = told.values_list("superseded_by", flat=True).first()
        if following is None:
            break
        last = following
    if last == record:
        return None
    return Publication.objects.filter(record=last, superseded_by=None).first()
