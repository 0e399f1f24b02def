"""What an audit says: faults with their place, and figures of what was looked at."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Fault:
    """A place that does not verify: the table, the row's key, and what is wrong."""

    table: str
    row: str
    what: str

    def __str__(self) -> str:
        return f"{self.table} {self.row}: {self.what}"


@dataclass(slots=True)
class Report:
    """``notes`` are no faults but should be known, such as payloads erased by law."""

    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    looked_at: Counter[str] = field(default_factory=Counter)

    def fault(self, table: str, row: object, what: str) -> None:
        found = Fault(table, str(row), what)
        if found not in self.faults:
            self.faults.append(found)
