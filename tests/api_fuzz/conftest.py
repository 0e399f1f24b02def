from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.api_fuzz.server import Server, running_server


@pytest.fixture(scope="package")
def server() -> Iterator[Server]:
    with running_server() as server:
        yield server
