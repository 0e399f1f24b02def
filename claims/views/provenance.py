"""The drawing of where a claim's appearances and evidence come from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from claims.evidence.speakers import fold_name
from claims.models import Appearance, Claim, Evidence
from claims.views.pathways import Pathways, Way, lay_ways

# More rows than this tell nothing in a drawing; the lists beside it hold them all.
MOST = 24


def ways_of(
    claim: Claim, appearances: Iterable[Appearance], evidence: Iterable[Evidence]
) -> Pathways | None:
    """Lay origin → hands → document for all that has a document; None for one alone."""
    rows = [row for row in (*appearances, *evidence) if row.document_id]
    if len({row.document_id for row in rows}) < 2:
        return None
    return lay_ways([way_of(row) for row in rows[:MOST]])


def way_of(row: Any) -> Way:
    """``row`` is an appearance or a piece of evidence of a document."""
    origin = row.origin
    name = origin.name if origin else row.document.label
    side = origin.side if origin else None
    house = f"side {side.name.casefold()}" if side is not None and side.name else ""
    anchor = f"#n-{row.candidate_id}" if row.candidate_id else ""
    return Way(
        house=house or row.origin_id or row.document_id,
        origin=row.origin_id or row.document_id,
        name=name,
        hands=hands_of(row, name),
        document=row.document_id,
        title=row.document.label,
        url=f"{reverse('document', args=[row.document_id])}{anchor}",
    )


def hands_of(row: Any, origin: str) -> tuple[str, ...]:
    """Who passed the words on, the first hand first; the ends are left out."""
    ends = {fold_name(origin), fold_name(row.document.label)}
    links = [link for link in reversed(row.chain or []) if link.get("role") == "relay"]
    names = [link["name"] for link in links if link.get("name")]
    return tuple(dict.fromkeys(n for n in names if fold_name(n) not in ends))
