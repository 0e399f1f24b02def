"""Where things lie below one data directory, and which names the OS accepts."""

import contextlib
import hashlib
import os
import pwd
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from workbench.stack.errors import StackError

# The kernel takes about 104 bytes for a socket's path; `/.s.PGSQL.5432` needs 15.
LONGEST_RUN_DIR_BYTES = 80
# Whom root may start PostgreSQL as where it cannot use a user namespace.
SERVER_ACCOUNTS = ("postgres", "nobody")
# PostgreSQL reads a list of socket folders: comma, quotes and blanks would part it.
PLAIN_PATH = re.compile(r"[\w./=+@:-]+", re.ASCII)


@dataclass(frozen=True)
class Layout:
    """The files of one stack; `root` is absolute."""

    root: Path

    @property
    def lock(self) -> Path:
        return self.root / "lock"

    @property
    def pgdata(self) -> Path:
        return self.root / "postgres"

    @property
    def valkey(self) -> Path:
        return self.root / "valkey"

    @property
    def logs(self) -> Path:
        return self.root / "logs"

    @property
    def state(self) -> Path:
        """What runs now: addresses and pids, for other processes."""
        return self.root / "run" / "stack.json"

    @property
    def secret_key(self) -> Path:
        return self.root / "secret_key"

    @property
    def run(self) -> Path:
        """The folder of the sockets: below the root, or a short stand-in."""
        plain = self.root / "run"
        fits = len(os.fsencode(plain)) <= LONGEST_RUN_DIR_BYTES
        if fits and PLAIN_PATH.fullmatch(str(plain)):
            return plain
        digest = hashlib.sha256(os.fsencode(self.root)).hexdigest()[:10]
        # As root PostgreSQL may run as another account, which cannot enter root's own.
        own = os.environ.get("XDG_RUNTIME_DIR") if os.getuid() else None
        return Path(own or "/tmp") / f"corroborate-{os.getuid()}-{digest}"

    @property
    def valkey_socket(self) -> Path:
        return self.run / "valkey.sock"

    @property
    def postgres_socket(self) -> Path:
        return self.run / ".s.PGSQL.5432"


def layout_of(data_dir: Path) -> Layout:
    """Return the layout of a data directory, without making anything."""
    return Layout(Path(data_dir).expanduser().resolve())


def make_folders(layout: Layout) -> None:
    """Make the folders, closed to other users.

    Raises `StackError` when one cannot be made, or when the run folder (whose stand-in
    lies where anybody may write) belongs to somebody else.
    """
    folders = (
        layout.root,
        layout.root / "run",
        layout.run,
        layout.logs,
        layout.valkey,
    )
    for folder in folders:
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise StackError(f"Cannot make {folder}: {error.strerror}.") from None
    _refuse_foreign(layout.run)


def remove_stand_in(layout: Layout) -> None:
    """Remove the socket folder outside the data directory, if there is an empty one."""
    if layout.run.parent != layout.root:
        with contextlib.suppress(OSError):
            layout.run.rmdir()


def _refuse_foreign(folder: Path) -> None:
    facts = os.lstat(folder)
    if not stat.S_ISDIR(facts.st_mode):
        raise StackError(f"{folder} is no folder.")
    if facts.st_uid == os.getuid():
        folder.chmod(0o700)
    elif os.getuid() != 0 or facts.st_uid not in _server_accounts():
        raise StackError(f"{folder} belongs to another user; remove it and try again.")


def _server_accounts() -> set[int]:
    """Return the ids of the accounts that PostgreSQL may run as for root."""
    found = set()
    for name in SERVER_ACCOUNTS:
        with contextlib.suppress(KeyError):
            found.add(pwd.getpwnam(name).pw_uid)
    return found
