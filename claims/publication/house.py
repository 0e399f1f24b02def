"""Who publishes, as every feed and file names it."""

from __future__ import annotations

from django.conf import settings

from claims.publication.claimreview import Publisher


def publisher() -> Publisher:
    return Publisher(settings.ORGANISATION, f"{settings.PUBLIC_URL}/")
