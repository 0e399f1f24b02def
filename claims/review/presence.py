"""Who else has a claim open now, and what they type in. It lapses by itself."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from claims.models import Claim, Presence

# A page tells of itself three times in this while it is open.
LAPSES = timedelta(seconds=60)


def be_on(claim: Claim, user: Any, *, field: str = "") -> None:
    """Say that ``user`` has the claim open, and types in ``field`` ("" in none)."""
    Presence.objects.update_or_create(
        claim=claim,
        user=user,
        defaults={"field": field[:40], "seen_at": timezone.now()},
    )


def leave(claim: Claim, user: Any) -> None:
    Presence.objects.filter(claim=claim, user=user).delete()


def others_on(claim: Claim, user: Any) -> QuerySet[Presence]:
    """Who else is on the claim now, by name."""
    rows = Presence.objects.filter(
        claim=claim, seen_at__gte=timezone.now() - LAPSES, user__is_active=True
    )
    return rows.exclude(user=user).select_related("user").order_by("user__name")
