"""The embedded PostgreSQL: make its files, start it, stop it."""

import os
import shutil
import signal
import time
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from workbench.stack import stale
from workbench.stack.binaries import version_of
from workbench.stack.demotion import Demotion, choose_demotion, prepare_for
from workbench.stack.errors import StackError
from workbench.stack.layout import Layout
from workbench.stack.logs import tail
from workbench.stack.processes import Process, Spawn, spawn
from workbench.stack.urls import database_url

SUPERUSER = "postgres"
START_PATIENCE_S = 60
# Replaying the log after a crash may take long; as long as it says so, we wait.
RECOVERY_PATIENCE_S = 900
PAUSE_S = 0.1
# First what asks sessions to end at once, then what ends them without a checkpoint.
STOP_STEPS = ((signal.SIGINT, 30.0), (signal.SIGQUIT, 10.0))
# The sort order comes from PostgreSQL itself and is equal everywhere; LC_CTYPE must
# still know letters beyond ASCII, or pg_trgm finds none in them. macOS has no C.UTF-8.
LETTERS = ("C.UTF-8", "en_US.UTF-8")
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "shared_buffers": "256MB",
    "shared_preload_libraries": "pg_stat_statements",
    # No disk that turns: reading a row by its key costs little more than the next one.
    # With the default of 4 the counts beside the menu read a whole table.
    "random_page_cost": "1.1",
    # A page's query is over before it would be compiled.
    "jit": "off",
}
# Loses data when the machine dies, but nothing committed when a process does: commits
# are still written before they are answered.
UNSAFE_BUT_QUICK = {
    "fsync": "off",
    "full_page_writes": "off",
    "shared_buffers": "64MB",
}


@dataclass
class Postgres:
    """One server on one data directory; `fsync=False` is for tests alone."""

    layout: Layout
    bin: Path
    fsync: bool = True
    demotion: Demotion = field(default_factory=Demotion)
    process: Process | None = None

    @property
    def log(self) -> Path:
        return self.layout.logs / "postgres.log"

    def url(self, role: str = SUPERUSER, name: str = "postgres") -> str:
        return database_url(self.layout.run, role=role, name=name)

    def start(self) -> None:
        """Start the server and return when it answers.

        Makes the files first where there are none. Raises `StackError` with the last
        words of its log when it does not come up.
        """
        if self.process is not None and self.process.exit_code() is None:
            return
        self.demotion = choose_demotion(self.layout, self.bin)
        prepare_for(self.demotion.account, self.layout)
        check_version(self.layout, self.bin)
        if not (self.layout.pgdata / "PG_VERSION").exists():
            self._initdb()
        self._launch_until_ready()

    def stop(self) -> None:
        """End all sessions, write everything down and stop."""
        if self.process is not None:
            self.process.stop(STOP_STEPS)
            self.process = None

    def _spawn(self, *command: str | Path) -> Process:
        return spawn(
            Spawn(
                command=command,
                log=self.log,
                death_signal=signal.SIGINT,
                env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"},
                cwd=Path("/"),
                namespace=self.demotion.namespace,
                account=self.demotion.account,
            )
        )

    def _initdb(self) -> None:
        """Make the files beside their place, so that half a set never counts."""
        fresh = self.layout.pgdata.with_name("postgres.new")
        for letters in LETTERS:
            shutil.rmtree(fresh, ignore_errors=True)
            fresh.mkdir(mode=0o700)
            if self.demotion.account:
                os.chown(fresh, self.demotion.account.uid, self.demotion.account.gid)
            process = self._spawn(*self._initdb_command(fresh, letters))
            if process.wait(300) and process.exit_code() == 0:
                fresh.rename(self.layout.pgdata)
                return
            process.stop(())
        raise StackError(f"PostgreSQL's files cannot be made: {tail(self.log)}")

    def _initdb_command(self, folder: Path, letters: str) -> list[str | Path]:
        return [
            self.bin / "initdb",
            *("-D", folder, "-U", SUPERUSER, "-A", "trust", "-E", "UTF8"),
            *("--locale=C", f"--lc-ctype={letters}"),
            *("--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
            "--no-instructions",
            *(() if self.fsync else ("--no-sync",)),
        ]

    def _launch(self) -> Process:
        settings = SETTINGS | ({} if self.fsync else UNSAFE_BUT_QUICK)
        options = [f"{name}={value}" for name, value in settings.items()]
        return self._spawn(
            self.bin / "postgres",
            *("-D", self.layout.pgdata, "-k", self.layout.run),
            *(part for option in options for part in ("-c", option)),
        )

    def _launch_until_ready(self) -> None:
        """Launch, and again while a predecessor fades out.

        After a kill -9 the server refuses to start for some seconds: old sessions hold
        the shared memory, or a zombie still bears the pid in its lock file.
        """
        begun = time.monotonic()
        patience_s = START_PATIENCE_S
        self.process = self._launch()
        while time.monotonic() - begun < patience_s:
            answer = self._answer()
            if answer is None:
                return
            if "starting up" in answer or "recovery" in answer:
                patience_s = RECOVERY_PATIENCE_S
            if self.process.exit_code() is not None:
                stale.clear_postmaster_pid(self.layout.pgdata)
                time.sleep(PAUSE_S)
                self.process = self._launch()
            time.sleep(PAUSE_S)
        self.stop()
        raise StackError(f"PostgreSQL does not start: {tail(self.log)}")

    def _answer(self) -> str | None:
        """Return None when our server answers, else what was said instead."""
        if self.process is None or self.process.exit_code() is not None:
            return "not running"
        try:
            with psycopg.connect(self.url(), connect_timeout=5, autocommit=True):
                return None
        except psycopg.OperationalError as error:
            return str(error)


def check_version(layout: Layout, pg_bin: Path) -> None:
    """Raise `StackError` when the files were made by another major version."""
    marker = layout.pgdata / "PG_VERSION"
    if not marker.exists():
        return
    made_by, here = marker.read_text().strip(), version_of(pg_bin / "postgres")
    if made_by != here.split(".")[0]:
        raise StackError(
            f"{layout.pgdata} was made by PostgreSQL {made_by}, but {here} is "
            "installed. Dump with the old version and restore with the new one, or "
            "point CORROBORATE_PG_BIN to a PostgreSQL of that major version."
        )
