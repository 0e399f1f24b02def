"""Event times that a finding's page draws, as plain values of its snapshot.

In: a claim and evidence that readers may see. Out: [{at, precision, words, who}] in
the order of the times. ``at`` is an ISO date, an instant with offset, or "a/b".
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from claims.choices import Disclosure
from claims.extraction.base import TimeRange
from claims.extraction.codec import time_from_json
from claims.extraction.isodates import event_date
from claims.models import Appearance, Candidate, Claim, Evidence

DAY = timedelta(days=1)


def timeline_part(
    claim: Claim, appearances: Iterable[Appearance], found: Iterable[Evidence]
) -> list[dict[str, str]]:
    """Return when it happened by the claim, and by each piece of evidence."""
    told: dict[tuple[str, str], tuple[datetime, dict[str, str]]] = {}

    def add(time: TimeRange | None, who: str, words: str) -> None:
        at = event_date(time)
        if time is not None and (at, who) not in told:
            row = {"at": at, "precision": time.precision, "words": words, "who": who}
            told[at, who] = (time.start, row)

    add(time_of_claim(claim, appearances), claim.claimant, claim.normalized_text)
    for row in found:
        if row.disclosure == Disclosure.FULL and row.candidate is not None:
            who = row.speaker or (row.document.label if row.document else "")
            add(time_told(row.candidate), who, row.quoted)
    return [row for _, row in sorted(told.values(), key=lambda pair: pair[0])]


def time_told(candidate: Candidate) -> TimeRange | None:
    return time_from_json(candidate.reading.get("event_time"))


def time_of_claim(claim: Claim, appearances: Iterable[Appearance]) -> TimeRange | None:
    """Return the claim's own time, as precise as the words it was read from."""
    start, end = claim.event_start, claim.event_end or claim.event_start
    if start is None or end is None:
        return None
    for row in appearances:
        read = time_told(row.candidate) if row.candidate else None
        if read is not None and (read.start, read.end) == (start, end):
            return read
    start, end = start.astimezone(UTC), end.astimezone(UTC)
    if start == end:
        return TimeRange(start, end, "instant", "", "")
    midnight = start == start.replace(hour=0, minute=0, second=0, microsecond=0)
    precision = "day" if midnight and end - start == DAY else "range"
    return TimeRange(start, end, precision, "", "")
