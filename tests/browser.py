"""The system's own Chromium, for packages of tests that look at pages.

One browser for each package: two that are open at once in one process disturb each
other, and what follows them.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

NO_BROWSER = (
    "This test needs a Chromium: install it (apt install chromium) or name one in the "
    "variable CHROMIUM."
)
# Without a sandbox it also runs as root, as in most build machines.
ARGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
)


class NoBrowser(Exception):
    """There is no Chromium; its words say what to do."""


def find_chromium() -> str:
    """Return the path of the system's Chromium.

    Raises:
        NoBrowser: there is none.
    """
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not path or not Path(path).is_file():
        raise NoBrowser(NO_BROWSER)
    return path


@pytest.fixture(scope="package")
def chromium() -> str:
    try:
        return find_chromium()
    except NoBrowser as error:
        pytest.fail(str(error))


@pytest.fixture(scope="package")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=[*ARGS])
        yield launched
        launched.close()
