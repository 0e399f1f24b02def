"""Keep log files from growing for ever.

Processes hold them open for appending, so a full one is copied and emptied: a rename
would leave them writing to the old one.
"""

import os
import shutil
from pathlib import Path

FULL_BYTES = 5_000_000
KEPT = 3


def rotate(path: Path, *, full_bytes: int = FULL_BYTES) -> bool:
    """Turn `x.log` into `x.log.1` (and .1 into .2, …) when it is full; tell if so."""
    if not path.exists() or path.stat().st_size < full_bytes:
        return False
    for number in range(KEPT - 1, 0, -1):
        older = path.with_name(f"{path.name}.{number}")
        if older.exists():
            older.replace(path.with_name(f"{path.name}.{number + 1}"))
    shutil.copyfile(path, path.with_name(f"{path.name}.1"))
    os.truncate(path, 0)
    return True


def rotate_all(folder: Path) -> None:
    """Rotate every full log of a folder."""
    for path in sorted(folder.glob("*.log")):
        rotate(path)


def tail(path: Path, *, lines: int = 5) -> str:
    """Return the last lines of a log, joined by ` | `; empty when there is none."""
    try:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - 4000))
            text = file.read().decode("utf-8", "replace")
    except OSError:
        return ""
    kept = [line.strip() for line in text.splitlines() if line.strip()]
    return " | ".join(kept[-lines:])
