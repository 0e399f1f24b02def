"""Event times of candidates, claims and evidence as moments of a timeline."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from django.utils.translation import gettext as _

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


@dataclass(frozen=True, slots=True)
class Told:
    """A row of the timeline's table: who tells which time, in which words."""

    candidate: Candidate
    conflicts: bool


def table_of(rows: Iterable[Candidate]) -> list[Told]:
    """All times told, in their order, with the words that tell them."""
    timed = [row for row in rows if row.event_start is not None]
    timed.sort(key=lambda row: (row.event_start, row.speaker))
    return [Told(row, bool(row.group and row.group.conflicts)) for row in timed]


def of_claim(claim: Claim, evidence: Iterable[Evidence]) -> list[Moment]:
    """The claim's own time, and those of its evidence by stance."""
    found: dict[tuple[object, ...], Moment] = {}
    if claim.event_start:
        name = shorten(claim.claimant or _("the claim"))
        end = claim.event_end or claim.event_start
        found[(name, claim.event_start)] = Moment(
            _("%s (claim)") % name, claim.event_start, end, "claim"
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
    kept = _without_strays(kept)
    return kept, len(moments) - len(kept)


def _without_strays(moments: list[Moment]) -> list[Moment]:
    """Leave out the first or the last where the others then have twice the room.

    A quarter of all at most: more are no strays, they are what happened.
    """
    spare = len(moments) // 4
    while spare and len(moments) > 1:
        ends = (min(m.start for m in moments), max(m.end for m in moments))
        rests = (
            [m for m in moments if m.start != ends[0]],
            [m for m in moments if m.end != ends[1]],
        )
        rest = min((r for r in rests if r), key=_room, default=[])
        gone = len(moments) - len(rest)
        if not rest or gone > spare or 2 * _room(rest) > _room(moments):
            break
        moments, spare = rest, spare - gone
    return moments


def _room(moments: list[Moment]) -> timedelta:
    """Return the time a drawing of them spans, an hour at least."""
    span = max(m.end for m in moments) - min(m.start for m in moments)
    return max(span, timedelta(hours=1))
