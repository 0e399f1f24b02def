"""Decide as whom PostgreSQL runs: it refuses to be root.

In: the programs and the data directory. Out: a user namespace, an account, or neither.
"""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path

from workbench.stack.errors import StackError
from workbench.stack.layout import SERVER_ACCOUNTS, Layout
from workbench.stack.processes import (
    BARE_PYTHON,
    HERE,
    Account,
    can_use_namespace,
)


@dataclass(frozen=True)
class Demotion:
    """How to give up root: at most one of the two is set."""

    namespace: bool = False
    account: Account | None = None


def choose_demotion(layout: Layout, pg_bin: Path) -> Demotion:
    """Return how PostgreSQL is started here; for an ordinary user, as it is.

    As root a namespace comes first (it needs no account and no chmod), then an account
    that reaches both the programs and the data. A data directory keeps the way it was
    made with where it can: its files belong to that account. Raises `StackError` when
    no way is open.
    """
    if os.geteuid() != 0:
        return Demotion()
    owner = layout.pgdata.stat().st_uid if layout.pgdata.exists() else 0
    if owner == 0 and can_use_namespace():
        return Demotion(namespace=True)
    for account in _accounts(owner):
        if _reaches(account, pg_bin, layout):
            return Demotion(account=account)
    raise StackError(
        "PostgreSQL does not run as root, this system refuses user namespaces, and "
        f"none of the accounts {', '.join(SERVER_ACCOUNTS)} reaches both {pg_bin} and "
        f"{layout.root}. Start as an ordinary user, or move the project and DATA_DIR "
        "to a folder open to that account, or set DATABASE_URL to a running server."
    )


def prepare_for(account: Account | None, layout: Layout) -> None:
    """Let the account pass through the data directory and write its socket."""
    if account is not None:
        layout.root.chmod(0o711)
        os.chown(layout.run, account.uid, account.gid)


def _accounts(owner: int) -> list[Account]:
    """Return the accounts to try; only the owner's where the data has one."""
    found = []
    for name in SERVER_ACCOUNTS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        if entry.pw_uid != 0 and owner in {0, entry.pw_uid}:
            found.append(Account(name, entry.pw_uid, entry.pw_gid))
    return found


def _reaches(account: Account, pg_bin: Path, layout: Layout) -> bool:
    """Tell whether the account can run the programs and enter the data's parent."""
    trial = 'test -x "$1" && test -x "$2" && test -r "$3" && "$4" --version'
    command = [
        "/bin/sh",
        "-c",
        trial,
        "trial",
        str(layout.root.parent),
        BARE_PYTHON[0],
        str(HERE / "in_child.py"),
        str(pg_bin / "postgres"),
    ]
    try:
        said = subprocess.run(
            command,
            capture_output=True,
            check=False,
            user=account.uid,
            group=account.gid,
            extra_groups=[],
            cwd="/",
            timeout=30,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return said.returncode == 0
