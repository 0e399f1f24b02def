"""The one table of keys: the help overlay and the pages' data are made from it.

Keys are silent inside inputs and can be switched off in the settings. No lone key
publishes or deletes, and the space bar is left to scrolling.
"""

from __future__ import annotations

import json
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """``keys`` as typed, words apart ("g t" is g, then t).

    ``does`` is what the script does: ``next``/``previous``/``open``/``help``/``close``/
    ``select`` are built in, ``go:<url name>`` leads to a page, ``press:<name>`` presses
    the visible button with ``data-key="<name>"`` in the focused row or on the page.
    """

    keys: str
    does: str
    words: str
    where: str


EVERYWHERE, ROWS, TRIAGE, CLAIM, READER, TASKS = (
    "Everywhere",
    "In lists",
    "Triage",
    "Claim",
    "Reading",
    "Tasks",
)

KEYS = (
    Key("?", "help", "show these keys", EVERYWHERE),
    Key("/", "press:search", "search", EVERYWHERE),
    Key("Escape", "close", "close, leave a field", EVERYWHERE),
    Key("g d", "go:desk", "go to the desk", EVERYWHERE),
    Key("g t", "go:triage", "go to triage", EVERYWHERE),
    Key("g c", "go:claims", "go to claims", EVERYWHERE),
    Key("g s", "go:stories", "go to stories", EVERYWHERE),
    Key("g m", "go:tasks", "go to my tasks", EVERYWHERE),
    Key("g r", "go:second_read", "go to second read", EVERYWHERE),
    Key("g n", "go:notifications", "go to notifications", EVERYWHERE),
    Key("j", "next", "next row", ROWS),
    Key("k", "previous", "previous row", ROWS),
    Key("Enter", "open", "open the row", ROWS),
    Key("o", "open", "open the row", ROWS),
    Key("f", "press:filter", "filter", ROWS),
    Key("x", "press:select", "tick the row", ROWS),
    Key("m", "press:merge", "merge what is ticked", ROWS),
    Key("a", "press:accept", "accept as so", TRIAGE),
    Key("q", "press:said", "accept as said", TRIAGE),
    Key("m", "press:attach", "attach to a claim", TRIAGE),
    Key("r", "press:reject", "dismiss, with a reason", TRIAGE),
    Key("h", "press:snooze", "later", TRIAGE),
    Key("z", "press:undo", "undo the last decision", TRIAGE),
    Key("a", "press:approve", "approve, where it is offered", CLAIM),
    Key("r", "press:reject", "send back, with a note", CLAIM),
    Key("s", "press:supports", "add evidence for", CLAIM),
    Key("c", "press:contradicts", "add evidence against", CLAIM),
    Key("t", "press:context", "add context", CLAIM),
    Key("e", "press:edit", "edit the wording", CLAIM),
    Key("i", "press:assign", "assign", CLAIM),
    Key("1 … 9", "", "choose a rating", CLAIM),
    Key("Ctrl+Enter", "submit", "send the form you are in", CLAIM),
    Key("x", "press:select", "select sentences", READER),
    Key("[", "back", "previous marked words", READER),
    Key("]", "forth", "next marked words", READER),
    Key("t", "press:take", "take it, start on it", TASKS),
    Key("d", "press:done", "done", TASKS),
    Key("u", "press:release", "release it", TASKS),
    Key("v", "press:view", "list or board", TASKS),
)


def sections() -> list[tuple[str, list[Key]]]:
    """Return the table by place, in its order."""
    found: dict[str, list[Key]] = {}
    for key in KEYS:
        found.setdefault(key.where, []).append(key)
    return list(found.items())


def as_json(urls: dict[str, str]) -> str:
    """Return the table as the script reads it: typed keys to a list of acts."""
    acts: dict[str, list[str]] = {}
    for key in KEYS:
        if not key.does:
            continue
        kind, _, name = key.does.partition(":")
        act = f"go:{urls[name]}" if kind == "go" else key.does
        if act not in acts.setdefault(key.keys, []):
            acts[key.keys].append(act)
    return json.dumps(acts)
