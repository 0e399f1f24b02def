"""Let a command in another shell reach the running stack without variables.

In: DATA_DIR/run/stack.json, which the launcher writes. Out: environment variables.
"""

import json
import os
from pathlib import Path
from typing import Any

from workbench.stack.layout import Layout, layout_of
from workbench.stack.lock import is_locked

ROOT = Path(__file__).resolve().parents[2]
# Where `make demo` and `make up` keep their data unless told otherwise.
USUAL_DATA_DIRS = (ROOT / "var" / "demo", ROOT / "var")
# These change the schema or the privileges, which the running product may not.
OWNER_COMMANDS = frozenset(
    {
        "migrate",
        "grant_app_role",
        "sqlflush",
        "flush",
        "backup",
        "restore",
        "erase_fact",
    }
)


def attach_environment(command: str = "") -> Path | None:
    """Fill the variables that are unset from the running stack; return its data dir.

    Does nothing (None) when DATABASE_URL is set or nothing runs. Commands that change
    the schema get the owner's address.
    """
    if os.environ.get("DATABASE_URL") or os.environ.get("DATABASE_URL_FILE"):
        return None
    found = find_running()
    if found is None:
        return None
    layout, state = found
    for name, value in state["environment"].items():
        os.environ.setdefault(name, value)
    if command in OWNER_COMMANDS:
        os.environ["DATABASE_URL"] = os.environ["DATABASE_OWNER_URL"]
    return layout.root


def find_running() -> tuple[Layout, dict[str, Any]] | None:
    """Return the running stack's layout and state; None when nothing runs."""
    for folder in data_dirs():
        layout = layout_of(folder)
        state = read_state(layout)
        if state is not None and is_locked(layout.lock):
            return layout, state
    return None


def data_dirs() -> list[Path]:
    """Return where to look: the chosen data directory, else the usual ones."""
    chosen = os.environ.get("DATA_DIR")
    return [Path(chosen)] if chosen else list(USUAL_DATA_DIRS)


def write_state(layout: Layout, state: dict[str, Any]) -> None:
    """Write down what runs, readable by its owner only, never half."""
    partial = layout.state.with_suffix(".new")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(state, file, indent=1)
    partial.replace(layout.state)


def read_state(layout: Layout) -> dict[str, Any] | None:
    """Return what the launcher wrote; None when there is nothing readable."""
    try:
        state = json.loads(layout.state.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return state if isinstance(state, dict) and "environment" in state else None
