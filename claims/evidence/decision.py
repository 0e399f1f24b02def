"""What was decided about a pair, before it becomes a relation."""

from __future__ import annotations

from dataclasses import dataclass

from claims.evidence.base import Label, Reason


@dataclass(frozen=True, slots=True)
class Decision:
    label: Label
    reasons: tuple[Reason, ...]
    detail: tuple[Reason, ...] = ()
    slot: str = ""
    event_known: bool = True
