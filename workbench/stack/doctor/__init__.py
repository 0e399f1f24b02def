"""Say what runs, where, in which version, and what is wrong.

In: the machine as it is. Out: findings in reading order; nothing is changed.
"""

from workbench.stack.doctor.database import check_database
from workbench.stack.doctor.findings import Finding, Level
from workbench.stack.doctor.machine import check_machine
from workbench.stack.doctor.running import check_running

__all__ = ["Finding", "Level", "examine"]


def examine() -> list[Finding]:
    """Look at everything once, also when nothing runs."""
    return [*check_machine(), *check_running(), *check_database()]
