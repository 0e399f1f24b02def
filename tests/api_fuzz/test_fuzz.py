"""A few hundred made-up requests; `make fuzz` sends them by the ten thousand."""

from __future__ import annotations

import pytest

from tests.api_fuzz.__main__ import ask
from tests.api_fuzz.server import Server

# The phase between these two tries every border of every field: thousands of requests.
QUICK = "examples,fuzzing,stateful"


@pytest.mark.parametrize("principal", ["anonymous", "editor"])
def test_requests_made_up_from_the_description_find_no_fault(
    server: Server, principal: str
) -> None:
    told = ask(server, principal, examples=1, seed=7, phases=QUICK)
    assert told.sent > 30
    assert not told.failures, told.failures[0]
    if principal == "editor":
        assert told.links_followed
    assert not [code for code in told.statuses if code >= 500]
    assert not server.failures()
