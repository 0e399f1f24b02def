"""One workbench for all looks: first empty, then with a row of every kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser import browser, chromium  # noqa: F401
from tests.looks.rows import fill_all, fill_empty
from tests.rig import Stack, running_stack


@pytest.fixture(scope="package")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    with running_stack(tmp_path_factory.mktemp("looks") / "data") as stack:
        yield stack


@pytest.fixture(scope="package")
def empty(stack: Stack) -> dict[str, Any]:
    """Sessions by name; there is one team and nothing else."""
    return fill_empty(stack)


@pytest.fixture(scope="package")
def filled(stack: Stack) -> dict[str, Any]:
    """Sessions and rows by name, as the table of access calls them."""
    return fill_all(stack)


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
