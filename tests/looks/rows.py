"""What a workbench for looks has on it: one team, or a row of every kind.

The code runs in the workbench itself. Sessions are opened there, so that nobody types.
"""

from __future__ import annotations

import json
from typing import Any

from tests.rig import Stack

# Passwords and a row of every kind take their time where the tests share a processor.
PATIENCE_S = 600
PEOPLE = """
import json
from tests.factories import make_member, make_team, make_user
from workbench.accounts.models import Role
alone = make_member(make_team("Weather"), Role.EDITOR, "Wilma Weather")
"""
WORLD = """
import json
from tests.access.world import build
world = build()
"""
SESSION = """
from importlib import import_module
from django.conf import settings
def session(person):
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store["_auth_user_id"] = str(person.pk)
    store["_auth_user_backend"] = "workbench.accounts.backends.ByName"
    store["_auth_user_hash"] = person.get_session_auth_hash()
    store.save()
    return store.session_key
"""
ONE = SESSION + PEOPLE + 'print(json.dumps({"editor": session(alone)}))'
ALL = (
    SESSION
    + WORLD
    + """
from tests.factories import make_user
rows = {k: str(getattr(v, "pk", v)) for k, v in world.rows["open"].items()}
rows["own_key"] = "-"
people = {n: session(p) for n, p in world.people.items() if n != "suspended"}
people["newcomer"] = session(make_user("Nina New"))
print(json.dumps({"rows": rows, "people": people}))
"""
)


def told(stack: Stack, code: str) -> Any:
    said = stack.manage("shell", "--no-imports", "-c", code, timeout_s=PATIENCE_S)
    return json.loads(said.splitlines()[-1])


def fill_empty(stack: Stack) -> dict[str, Any]:
    """Sessions by name; there is one team and nothing else."""
    return {"people": told(stack, ONE), "rows": {}}


def fill_all(stack: Stack) -> dict[str, Any]:
    """Sessions and rows by name, as the table of access calls them."""
    at: dict[str, Any] = told(stack, ALL)
    return at
