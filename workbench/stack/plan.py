"""Read what the environment asks of the launcher, before anything starts.

In: variables. Out: one frozen plan, or a `StackError` that names the variable.
"""

import os
import secrets
import socket
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from workbench.env import env_int, env_secret, env_str
from workbench.stack.attach import ROOT
from workbench.stack.engines import Engines
from workbench.stack.errors import StackError
from workbench.stack.layout import Layout, layout_of

DEFAULT_DATA_DIRS = {"up": ROOT / "var", "demo": ROOT / "var" / "demo"}
DEFAULT_PORT = 8000


@dataclass(frozen=True)
class Plan:
    """What to start. Addresses given by the user are kept; empty means embedded."""

    mode: str
    layout: Layout
    listen: str
    port: int
    database_url: str
    owner_url: str
    redis_url: str
    worker_processes: int

    @property
    def address(self) -> str:
        """Where a person on this machine opens the desk."""
        everywhere = self.listen in {"0.0.0.0", "::"}
        return f"http://{'127.0.0.1' if everywhere else self.listen}:{self.port}"

    @property
    def one_role(self) -> bool:
        """Tell whether the user's database address is used for migrating as well."""
        return bool(self.database_url) and self.owner_url == self.database_url


def make_plan(mode: str) -> Plan:
    """Read the variables. Raises `StackError` for a bad one or a port in use."""
    try:
        database_url = env_secret("DATABASE_URL", "")
        plan = Plan(
            mode=mode,
            layout=layout_of(Path(env_str("DATA_DIR", str(DEFAULT_DATA_DIRS[mode])))),
            listen=env_str("LISTEN", "127.0.0.1"),
            port=env_int("PORT", DEFAULT_PORT, minimum=1, maximum=65535),
            database_url=database_url,
            owner_url=env_secret("DATABASE_OWNER_URL", "") or database_url,
            redis_url=env_secret("REDIS_URL", ""),
            worker_processes=env_int("WORKER_PROCESSES", 2, minimum=1, maximum=64),
        )
    except ImproperlyConfigured as error:
        raise StackError(str(error)) from None
    refuse_used_port(plan.listen, plan.port)
    return plan


def refuse_used_port(listen: str, port: int) -> None:
    """Raise `StackError` when the web server could not listen there."""
    family = socket.AF_INET6 if ":" in listen else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((listen, port))
        except OSError as error:
            raise StackError(
                f"Port {port} on {listen} cannot be used ({error.strerror}). "
                "Choose another, for example PORT=8001."
            ) from None


def child_environment(plan: Plan, engines: Engines) -> dict[str, str]:
    """Return the variables that children, and commands in other shells, work with."""
    database = plan.database_url or engines.database_url
    return {
        "DATABASE_URL": database,
        "DATABASE_OWNER_URL": plan.owner_url or engines.owner_url,
        "REDIS_URL": plan.redis_url or engines.redis_url,
        "DATA_DIR": str(plan.layout.root),
        "SECRET_KEY": env_secret("SECRET_KEY", "") or secret_key(plan.layout),
        "PORT": str(plan.port),
    }


def with_inherited(variables: dict[str, str]) -> dict[str, str]:
    """Return the whole environment of a child: ours over what we were given."""
    inherited = {
        name: value
        for name, value in os.environ.items()
        # Already read into the variable without _FILE; both at once is refused.
        if name.removesuffix("_FILE") not in variables
    }
    folder = str(Path(sys.executable).parent)
    return inherited | {
        "DJANGO_SETTINGS_MODULE": "workbench.settings",
        "PYTHONUNBUFFERED": "1",
        "PATH": f"{folder}{os.pathsep}{inherited.get('PATH', os.defpath)}",
        **variables,
    }


def hidden(url: str) -> str:
    """Return an address without its password."""
    password = urlsplit(url).password
    return url.replace(f":{password}@", ":***@") if password else unquote(url)


def secret_key(layout: Layout) -> str:
    """Return the key that signs sessions, made once and kept beside the data."""
    try:
        descriptor = os.open(
            layout.secret_key, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600
        )
    except FileExistsError:
        kept = layout.secret_key.read_text(encoding="ascii").strip()
        if len(kept) < 50:
            raise StackError(f"{layout.secret_key} is damaged; remove it.") from None
        return kept
    key = secrets.token_urlsafe(64)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key + "\n")
    return key
