"""What the evidence goes back to, as a finding tells it: names, interest, why counted.

Sentences are written in the record's own language.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from claims.choices import Interest, Stance
from claims.evidence.speakers import fold_name
from claims.models import Claim, Evidence, Origin
from claims.review.guards import confirmed, house_of, of_claimant

COUNTED = (Stance.SUPPORTS.value, Stance.CONTRADICTS.value)


def origins_part(claim: Claim, found: Sequence[Evidence]) -> dict[str, Any]:
    """Independent confirmed origins outside the claimant's side, by stance."""
    names: dict[str, set[str]] = {stance: set() for stance in COUNTED}
    houses = set()
    for row in found:
        origin = row.origin
        if origin and row.stance in names and is_counted(claim, origin):
            names[row.stance].add(origin.name)
            houses.add(house_of(origin))
    return {
        "supports": sorted(names["supports"]),
        "contradicts": sorted(names["contradicts"]),
        "independent": len(houses),
        "listed": listed(claim, found),
    }


def is_counted(claim: Claim, origin: Origin) -> bool:
    return origin.confirmed_by_id is not None and not of_claimant(claim, origin)


def listed(claim: Claim, found: Sequence[Evidence]) -> list[dict[str, Any]]:
    """Return every origin once, in the order of the evidence; those that count once
    as ``independent``, the others with the reason why not.
    """
    stances: dict[Any, set[str]] = {}
    origins: dict[Any, Origin] = {}
    for row in found:
        if row.origin:
            origins.setdefault(row.origin.pk, row.origin)
            stances.setdefault(row.origin.pk, set()).add(row.stance)
    rows, first = [], {}
    with translation.override(claim.language):
        for key, origin in origins.items():
            house = house_of(origin)
            against = why_not(claim, origin, stances[key], first.get(house))
            if not against:
                first[house] = origin
            rows.append(
                {
                    "name": origin.name,
                    "interest": interest_of(origin),
                    "independent": not against,
                    "why": against or why_counted(origin),
                }
            )
    return rows


def interest_of(origin: Origin) -> str:
    side = confirmed(origin.side)
    return str(side.interest) if side else Interest.UNKNOWN.value


def why_not(
    claim: Claim, origin: Origin, stances: set[str], same: Origin | None
) -> str:
    """Return why an origin adds nothing to the count; "" when it counts."""
    if origin.confirmed_by_id is None:
        return _("Nobody has confirmed whose words these are, so they are not counted.")
    if of_claimant(claim, origin):
        return of_claimant_words(claim, origin)
    if not stances.intersection(COUNTED):
        return _("It gives context alone, and context is not counted.")
    if same is None:
        return ""
    side = confirmed(origin.side)
    if side is not None and side.name:
        return _("It counts as one with %(other)s: both speak for %(side)s.") % {
            "other": same.name,
            "side": side.name,
        }
    return _("It counts as one with %(other)s: both go back to the same.") % {
        "other": same.name
    }


def of_claimant_words(claim: Claim, origin: Origin) -> str:
    if fold_name(origin.name) == fold_name(claim.claimant):
        return _("It is the claimant, whose own words are no evidence.")
    side = confirmed(origin.side)
    return _("It speaks for the claimant’s side%(side)s, so it is not counted.") % {
        "side": f" ({side.name})" if side is not None and side.name else ""
    }


def why_counted(origin: Origin) -> str:
    if origin.parent is not None:
        return _("It goes back to %(first)s, and to no other origin here.") % {
            "first": origin.parent.name
        }
    return _("It is not on the claimant’s side, and goes back to no other origin here.")
