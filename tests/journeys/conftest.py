"""A workbench of its own, and a browser to look at it with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import browser, chromium  # noqa: F401
from tests.journeys.hands import PATIENCE_MS
from tests.rig import Stack, running_stack

expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="module")
def stack(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    with running_stack(tmp_path_factory.mktemp("stack") / "data") as stack:
        yield stack


@pytest.fixture
def open_desk(browser: Browser, stack: Stack) -> Iterator:
    """Return a function that gives a page in a browser profile of its own."""
    contexts: list[BrowserContext] = []

    def open_page() -> Page:
        context = browser.new_context(base_url=stack.address)
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
