"""The demo's API key: the same on every start while it is valid.

The database keeps only its digest, so the key lies in a file beside the data that only
its owner may read.
"""

from __future__ import annotations

import os
from pathlib import Path

from workbench.accounts.keys import create_key, find_key
from workbench.accounts.models import User

SCOPES = ("facts:read", "desk:read")
FILE_NAME = "demo_api_key"


def ensure_key(user: User, data_dir: Path) -> str:
    """Return the key in the file, or a new one where there is none that works."""
    path = data_dir / FILE_NAME
    kept = path.read_text(encoding="ascii").strip() if path.is_file() else ""
    row = find_key(kept) if kept else None
    if row is not None and set(SCOPES) <= set(row.scopes):
        return kept
    _, key = create_key(user, name="demo", scopes=SCOPES)
    write_private(path, key + "\n")
    return key


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner may read; replace an older one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(text)
