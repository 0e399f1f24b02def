"""Give the tests servers of their own, so that `pytest` alone is enough.

Loaded by `-p tests.stack_plugin`, before Django's settings are read. With DATABASE_URL
set, those servers are used and nothing is started here. The addresses are known in
advance; the servers start only when a collected test needs them.
"""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from workbench.stack.engines import Engines, database_url_of, start_engines
from workbench.stack.layout import layout_of
from workbench.stack.urls import OWNER_ROLE, redis_url

# Tests ask faster than any caller should; those of the brake set it themselves.
os.environ.setdefault("RATE_LIMIT_ADDRESS", "0")
os.environ.setdefault("RATE_LIMIT_KEY", "0")
# Whoever asks for one of these gets running servers.
NEEDING_SERVERS = {"django_db_setup", "_django_db_helper", "engines"}


class OwnServers:
    """Servers on a temporary data directory, started once and on demand."""

    def __init__(self) -> None:
        self.data_dir = Path(tempfile.mkdtemp(prefix="corroborate-test-"))
        self.engines: Engines | None = None

    def name_addresses(self) -> None:
        """Tell Django where the servers will be: as owner, to make test databases."""
        layout = layout_of(self.data_dir)
        os.environ["DATABASE_URL"] = database_url_of(layout, OWNER_ROLE)
        os.environ["REDIS_URL"] = redis_url(layout.valkey_socket)
        if inherited:
            del os.environ["DATA_DIR"]
        os.environ.setdefault("DATA_DIR", str(layout.root / "data"))

    def start(self) -> Engines:
        if self.engines is None:
            self.engines = start_engines(self.data_dir, fsync=False)
        return self.engines

    def stop(self) -> None:
        if self.engines is not None:
            self.engines.stop()
            self.engines = None
        shutil.rmtree(self.data_dir, ignore_errors=True)


# A process started by a test inherits the variables and must not start its own; a
# worker of `pytest -n` inherits them, too, but none of these servers is its.
OF_TESTS = "TESTS_OWN_SERVERS"
WORKER = "PYTEST_XDIST_WORKER"
given = os.environ.get("DATABASE_URL")
inherited = WORKER in os.environ and os.environ.get(OF_TESTS) == "of the controller"
own_servers = OwnServers() if not given or inherited else None
if own_servers is not None:
    own_servers.name_addresses()
    os.environ[OF_TESTS] = "of a worker" if inherited else "of the controller"


def pytest_collection_finish(session: pytest.Session) -> None:
    if own_servers is None or session.config.option.collectonly:
        return
    if any(_needs_servers(item) for item in session.items):
        own_servers.start()


def pytest_unconfigure(config: pytest.Config) -> None:
    if own_servers is not None:
        own_servers.stop()


@pytest.fixture(scope="session")
def engines() -> Engines:
    """The running servers, for tests that kill and restart them."""
    if own_servers is None:
        pytest.fail("This test restarts servers: unset DATABASE_URL and run it again.")
    return own_servers.start()


def _needs_servers(item: pytest.Item) -> bool:
    if item.get_closest_marker("django_db"):
        return True
    if NEEDING_SERVERS & set(getattr(item, "fixturenames", ())):
        return True
    # unittest style: Django's own test classes name the databases they use.
    return bool(getattr(getattr(item, "cls", None), "databases", None))
