"""One workbench for all looks: first empty, then with a row of every kind."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser import browser, chromium  # noqa: F401
from tests.rig import Stack, running_stack

# These run in the workbench. Sessions are opened there, so that nobody types.
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
    store["_auth_user_backend"] = "django.contrib.auth.backends.ModelBackend"
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


@pytest.fixture(scope="package")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    with running_stack(tmp_path_factory.mktemp("looks") / "data") as stack:
        yield stack


def told(stack: Stack, code: str) -> Any:
    return json.loads(stack.run_code(code).splitlines()[-1])


@pytest.fixture(scope="package")
def empty(stack: Stack) -> dict[str, Any]:
    """Sessions by name; there is one team and nothing else."""
    return {"people": told(stack, ONE), "rows": {}}


@pytest.fixture(scope="package")
def filled(stack: Stack) -> dict[str, Any]:
    """Sessions and rows by name, as the table of access calls them."""
    return told(stack, ALL)


@pytest.fixture(scope="package")
def contexts(browser: Browser, stack: Stack) -> Iterator[Any]:
    """A page by session key: one profile for each person, kept."""
    held: dict[str, BrowserContext] = {}

    def page_of(session: str | None) -> Page:
        name = session or ""
        if name not in held:
            held[name] = browser.new_context(
                base_url=stack.address, reduced_motion="reduce", locale="en-GB"
            )
            if session:
                held[name].add_cookies(
                    [{"name": "sessionid", "value": session, "url": stack.address}]
                )
            held[name].new_page()
        return held[name].pages[0]

    yield page_of
    for context in held.values():
        context.close()
