"""Word lists written as running text, which stay readable at any length."""

from __future__ import annotations


def words(listed: str) -> tuple[str, ...]:
    """Return the words of ``listed`` in order."""
    return tuple(listed.split())
