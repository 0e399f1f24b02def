"""What a comparer takes and gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from claims.evidence.base import Reason
from claims.evidence.views import Slot, View

Outcome = Literal["agree", "partly", "conflict"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two answers compared; ``detail`` tells that they differ harmlessly in wording."""

    outcome: Outcome
    slot: str
    reason: Reason
    detail: tuple[Reason, ...] = ()
    equal: bool = True  # an agreement on one value, not only on values that fit


class Comparer(Protocol):
    """Returns None when the answers cannot be held against each other."""

    def __call__(
        self, a: View, b: View, left: Slot, right: Slot
    ) -> Comparison | None: ...
