"""The one table of keys: the help overlay and the pages' data are made from it.

Keys are silent inside inputs; each person may change them, or switch them off, and
that is kept with the account. No lone key publishes or deletes, and the space bar is
left to scrolling.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Key:
    """``keys`` as typed, words apart ("g t" is g, then t); empty: no key.

    ``does`` is what the script does: ``next``/``previous``/``open``/``help``/``close``/
    ``select`` are built in, ``go:<url name>`` leads to a page, ``press:<name>`` presses
    the visible button with ``data-key="<name>"`` in the focused row or on the page.
    """

    keys: str
    does: str
    words: str | Promise
    where: str

    @property
    def leads_to(self) -> str:
        """The page it goes to, by the name of its address; "" for another act."""
        return self.does[3:] if self.does.startswith("go:") else ""

    @property
    def fixed(self) -> bool:
        """Whether it keeps its key: those a browser knows too, and the ratings."""
        return self.keys in FIXED


FIXED = frozenset({"Escape", "Enter", "Ctrl+Enter", "1 … 9"})
EVERYWHERE, ROWS, TRIAGE, CLAIM, READER, TASKS = (
    "everywhere",
    "rows",
    "triage",
    "claim",
    "reader",
    "tasks",
)
PLACES = {
    EVERYWHERE: _("Everywhere"),
    ROWS: _("In lists"),
    TRIAGE: _("Triage"),
    CLAIM: _("Claim"),
    READER: _("Reading"),
    TASKS: _("Tasks"),
}

KEYS = (
    Key("?", "help", _("show these keys"), EVERYWHERE),
    Key(".", "commands", _("list what can be done here"), EVERYWHERE),
    Key("/", "press:search", _("search"), EVERYWHERE),
    Key("Escape", "close", _("close, leave a field"), EVERYWHERE),
    Key("g d", "go:desk", _("go to the desk"), EVERYWHERE),
    Key("g t", "go:triage", _("go to triage"), EVERYWHERE),
    Key("g c", "go:claims", _("go to claims"), EVERYWHERE),
    Key("g s", "go:stories", _("go to stories"), EVERYWHERE),
    Key("g m", "go:tasks", _("go to my tasks"), EVERYWHERE),
    Key("g r", "go:second_read", _("go to second read"), EVERYWHERE),
    Key("g n", "go:notifications", _("go to notifications"), EVERYWHERE),
    Key("j", "next", _("next row"), ROWS),
    Key("k", "previous", _("previous row"), ROWS),
    Key("Enter", "open", _("open the row"), ROWS),
    Key("o", "open", _("open the row"), ROWS),
    Key("f", "press:filter", _("filter"), ROWS),
    Key("x", "press:select", _("tick the row"), ROWS),
    Key("X", "press:range", _("tick up to this row"), ROWS),
    Key("m", "press:merge", _("merge what is ticked"), ROWS),
    Key("a", "press:accept", _("accept as so"), TRIAGE),
    Key("q", "press:said", _("accept as said"), TRIAGE),
    Key("m", "press:attach", _("attach to a claim"), TRIAGE),
    Key("r", "press:reject", _("dismiss, with a reason"), TRIAGE),
    Key("h", "press:snooze", _("later"), TRIAGE),
    Key("z", "press:undo", _("undo the last decision"), TRIAGE),
    Key("a", "press:approve", _("approve, where it is offered"), CLAIM),
    Key("r", "press:reject", _("send back, with a note"), CLAIM),
    Key("s", "press:supports", _("add evidence for"), CLAIM),
    Key("c", "press:contradicts", _("add evidence against"), CLAIM),
    Key("t", "press:context", _("add context"), CLAIM),
    Key("e", "press:edit", _("edit the wording"), CLAIM),
    Key("i", "press:assign", _("assign"), CLAIM),
    Key("1 … 9", "", _("choose a rating"), CLAIM),
    Key("Ctrl+Enter", "submit", _("send the form you are in"), CLAIM),
    Key("x", "press:select", _("select sentences"), READER),
    Key("[", "back", _("previous marked words"), READER),
    Key("]", "forth", _("next marked words"), READER),
    Key("t", "press:take", _("take it, start on it"), TASKS),
    Key("d", "press:done", _("done"), TASKS),
    Key("u", "press:release", _("release it"), TASKS),
    Key("v", "press:view", _("list or board"), TASKS),
)


Table = dict[str, Key]


def ids() -> dict[str, Key]:
    """Return the shipped table by the name each row has for people's own keys."""
    found: Table = {}
    for key in KEYS:
        name = f"{key.where}-{key.does.replace(':', '-') or 'choose'}"
        found[f"{name}-2" if name in found else name] = key
    return found


def table_of(user: Any) -> Table:
    """Return the keys as this person has them; what they may not change stays."""
    own = getattr(user, "keyboard", {}).get("own", {})
    return {
        name: key if key.fixed or name not in own else replace(key, keys=own[name])
        for name, key in ids().items()
    }


def are_off(user: Any) -> bool:
    return bool(getattr(user, "keyboard", {}).get("off"))


def sections(table: Iterable[Key] = KEYS) -> list[tuple[str | Promise, list[Key]]]:
    """Return the table by place, in its order; rows without a key are left out."""
    found: dict[str, list[Key]] = {}
    for key in table:
        if key.keys:
            found.setdefault(key.where, []).append(key)
    return [(PLACES[where], keys) for where, keys in found.items()]


def as_json(
    table: Iterable[Key], urls: dict[str, str], *, only_fixed: bool = False
) -> str:
    """Return the table as the script reads it: typed keys to a list of acts."""
    acts: dict[str, list[str]] = {}
    for key in table:
        if not key.does or not key.keys or (only_fixed and not key.fixed):
            continue
        act = act_of(key, urls)
        if act not in acts.setdefault(key.keys, []):
            acts[key.keys].append(act)
    return json.dumps(acts)


def act_of(key: Key, urls: dict[str, str]) -> str:
    kind, _colon, name = key.does.partition(":")
    return f"go:{urls[name]}" if kind == "go" else key.does


def read_keys(typed: str) -> str:
    """Return what a person typed as the table writes it: "g  T" is "g T".

    Raises:
        ValueError: it is neither one key nor two in a row, or a key that is taken by
            the browser, the ratings or scrolling. The words are for the person.
    """
    parts = typed.split()
    if not parts:
        return ""
    if len(parts) > 2 or any(
        len(part) != 1 or not part.isprintable() for part in parts
    ):
        raise ValueError(gettext("Write one key, or two with a space between: g t."))
    if any(part in "123456789" for part in parts):
        raise ValueError(gettext("The figures 1 to 9 choose a rating."))
    if len(parts) == 2 and not parts[0].isalpha():
        raise ValueError(gettext("Of two keys the first is a letter."))
    return " ".join(parts)


def clashes(table: Table) -> list[tuple[str, str]]:
    """Return pairs of rows, by name, that one key would set off in one place.

    Rows that share a key as shipped mean the same button, or never meet on a page.
    """
    shipped = ids()
    return [
        (one, two)
        for one, two in combinations(table, 2)
        if meet(table[one], table[two])
        and collide(table[one].keys, table[two].keys)
        and not collide(shipped[one].keys, shipped[two].keys)
    ]


def meet(one: Key, two: Key) -> bool:
    """Whether both may be meant on one page."""
    if one.does == two.does:
        return False
    return one.where == two.where or bool({one.where, two.where} & {EVERYWHERE, ROWS})


def collide(one: str, two: str) -> bool:
    """Whether typing one sets off, or keeps waiting, the other."""
    if not one or not two:
        return False
    return one == two or one.startswith(f"{two} ") or two.startswith(f"{one} ")
