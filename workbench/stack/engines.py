"""Start both servers on one data directory and hand out their addresses."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from workbench.stack.binaries import find_pg_bin, find_valkey_bin
from workbench.stack.errors import StackError
from workbench.stack.layout import (
    Layout,
    layout_of,
    make_folders,
    remove_stand_in,
)
from workbench.stack.lock import DataLock
from workbench.stack.logs import rotate_all
from workbench.stack.postgres import Postgres
from workbench.stack.processes import Process
from workbench.stack.roles import prepare_database
from workbench.stack.urls import (
    APP_ROLE,
    DATABASE_NAME,
    OWNER_ROLE,
    database_url,
    redis_url,
)
from workbench.stack.valkey import Valkey


@dataclass
class Engines:
    """Running servers; a server that is not ours is None and has no address here."""

    layout: Layout
    lock: DataLock
    postgres: Postgres | None
    valkey: Valkey | None

    @property
    def database_url(self) -> str:
        """The address for the running product: it may not change the schema."""
        return database_url_of(self.layout, APP_ROLE)

    @property
    def owner_url(self) -> str:
        """The address for migrations and for making test databases."""
        return database_url_of(self.layout, OWNER_ROLE)

    @property
    def redis_url(self) -> str:
        return redis_url(self.layout.valkey_socket)

    @property
    def pg_pid(self) -> int:
        return _running(self.postgres).pid

    @property
    def valkey_pid(self) -> int:
        return _running(self.valkey).pid

    def restart_postgres(self) -> None:
        """Stop the server if it still runs, then start it on the same files."""
        if self.postgres is not None:
            self.postgres.stop()
            self.postgres.start()

    def restart_valkey(self) -> None:
        """Stop the server if it still runs, then start it on the same files."""
        if self.valkey is not None:
            self.valkey.stop()
            self.valkey.start()

    def stop(self) -> None:
        """Stop both and free the data directory."""
        for server in (self.postgres, self.valkey):
            if server is not None:
                server.stop()
        remove_stand_in(self.layout)
        self.lock.release()


def start_engines(
    data_dir: Path,
    *,
    fsync: bool = True,
    postgres: bool = True,
    valkey: bool = True,
) -> Engines:
    """Start the embedded servers and prepare the database, its roles and extensions.

    `fsync=False` trades safety for speed (tests); `postgres` or `valkey` False leaves
    that server out (somebody else's is used). To be called from the main thread.
    Raises `StackError` when another launcher has the directory, or a server does not
    start; whatever was started is stopped again.
    """
    layout = layout_of(data_dir)
    make_folders(layout)
    lock = DataLock(layout.lock)
    lock.take()
    engines = Engines(layout, lock, None, None)
    try:
        rotate_all(layout.logs)
        if valkey:
            engines.valkey = Valkey(layout, find_valkey_bin(), keep=fsync)
            engines.valkey.start()
        if postgres:
            engines.postgres = Postgres(layout, find_pg_bin(), fsync=fsync)
            engines.postgres.start()
            prepare_database(engines.postgres)
    except BaseException:
        engines.stop()
        raise
    return engines


@contextmanager
def running_engines(data_dir: Path, *, fsync: bool = True) -> Iterator[Engines]:
    """Start the embedded servers for a `with` block."""
    engines = start_engines(data_dir, fsync=fsync)
    try:
        yield engines
    finally:
        engines.stop()


def database_url_of(layout: Layout, role: str) -> str:
    """Return the address that a stack of this layout has, running or not."""
    return database_url(layout.run, role=role, name=DATABASE_NAME)


def _running(server: Postgres | Valkey | None) -> Process:
    if server is None or server.process is None:
        raise StackError("That server was not started here.")
    return server.process
