"""Saying whose interest an actor speaks for: confirm what is proposed, or correct it.

A confirmed side enters guards and public counts; a proposed one is shown and no more.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from claims.choices import Interest
from claims.errors import BadActor
from claims.evidence.naming import follow_sides
from claims.models import Actor, Side
from claims.review.actors import deciding, standing

# Interests that are somebody's: of two with one name, both speak for one.
NAMED = (Interest.PARTY.value, Interest.MEDIATOR.value)


def set_side(
    actor: Actor, *, interest: str, by: Any, name: str = "", reason: str = ""
) -> Side:
    """Confirm an actor's side, or say that it is another than was proposed.

    Raises:
        BadActor: no such interest; a party or mediator without a name; a correction
            without a reason.
        StaleActor: the actor was merged or renamed away meanwhile.
    """
    if interest not in Interest.values:
        raise BadActor(_("Choose party, mediator, observer or unknown."))
    name = " ".join(name.split())[:120] if interest in NAMED else ""
    if interest in NAMED and not name:
        raise BadActor(_("Name the side: its bodies count as one by that name."))
    with deciding(actor.story, by=by) as story:
        row = standing(story, actor)
        side = Side.objects.select_for_update().filter(actor=row).first()
        reason = reason.strip()[:500]
        if side is None:
            side = Side(actor=row, scope_id=story.scope_id, added_by=by)
        elif (side.interest, side.name) != (interest, name):
            if not reason:
                raise BadActor(_("Say why: others rely on it."))
            side.method = side.method_version = ""
            side.added_by = by
        side.interest, side.name = interest, name
        side.confirmed_by, side.reason = by, reason or side.reason
        side.save()
        follow_sides(story)
    return side
