"""Identifiers: UUID version 7, so that rows sort by when they were made."""

import uuid

import uuid6


def new_id() -> uuid.UUID:
    """Return a plain :class:`uuid.UUID` of version 7 (RFC 9562)."""
    return uuid.UUID(int=uuid6.uuid7().int)
