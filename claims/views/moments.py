"""Event times of candidates, claims and evidence as moments of a timeline."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from statistics import median

from claims.models import Candidate, Claim, Evidence
from claims.views.charts import Moment

FAR = timedelta(days=10)


def of_candidates(rows: Iterable[Candidate]) -> list[Moment]:
    """One moment for each distinct time and speaker."""
    seen: dict[tuple[object, ...], Moment] = {}
    for row in rows:
        if row.event_start is None:
            continue
        who = row.speaker or row.document.label
        end = row.event_end or row.event_start
        tone = "contradicts" if row.group and row.group.conflicts else ""
        seen.setdefault(
            (row.event_start, end, who),
            Moment(shorten(who), row.event_start, end, tone),
        )
    return list(seen.values())


def of_claim(claim: Claim, evidence: Iterable[Evidence]) -> list[Moment]:
    """The claim's own time, and those of its evidence by stance."""
    found: dict[tuple[object, ...], Moment] = {}
    if claim.event_start:
        name = shorten(claim.claimant or "the claim")
        end = claim.event_end or claim.event_start
        found[(name, claim.event_start)] = Moment(
            f"{name} (claim)", claim.event_start, end, "claim"
        )
    for row in evidence:
        said = row.candidate
        if said is None or said.event_start is None or row.state == "rejected":
            continue
        name = shorten(row.speaker or row.document.label)
        end = said.event_end or said.event_start
        found.setdefault(
            (name, said.event_start), Moment(name, said.event_start, end, row.stance)
        )
    return list(found.values())


def shorten(name: str) -> str:
    return name if len(name) <= 26 else f"{name[:25].rstrip()}…"


def near(moments: list[Moment], most: int = 14) -> tuple[list[Moment], int]:
    """Keep the moments around the middle one, and count those left out.

    One event of another year would squeeze all others into a single dot.
    """
    if not moments:
        return [], 0
    middle = median(m.start.timestamp() for m in moments)
    gaps = sorted(abs(m.start.timestamp() - middle) for m in moments)
    reach = max(8 * gaps[len(gaps) // 2], FAR.total_seconds())
    kept = [
        m
        for m in moments
        if abs(m.start.timestamp() - middle) <= reach
        and (m.end - m.start).total_seconds() <= reach
    ][:most]
    return kept, len(moments) - len(kept)
