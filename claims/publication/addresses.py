"""Where programs read what is published, as feeds, webhooks and the API name it."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from claims.choices import ChangeKind


def fact_url(record: Any, version: int | None = None) -> str:
    """Return the address of a record, or of one version of it, as programs use it."""
    address = f"{settings.PUBLIC_URL}/api/v1/facts/{record}"
    return address if version is None else f"{address}?version={version}"


def entry_url(entry: Any) -> str:
    """Return where to read what an entry of the changes feed is about.

    ``entry`` has ``kind``, ``record`` and ``version``; of a checkpoint the version is
    its number.
    """
    if entry.kind == ChangeKind.CHECKPOINT:
        return f"{settings.PUBLIC_URL}/api/v1/checkpoints/{entry.version}"
    return fact_url(entry.record, entry.version)
