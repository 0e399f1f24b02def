"""Turn server addresses into what Django, Celery and redis-py want, and back.

In: `DATABASE_URL` and `REDIS_URL`. Out: a Django DATABASES entry, a broker address.
"""

from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

DATABASE_NAME = "corroborate"
OWNER_ROLE = "corroborate_owner"
APP_ROLE = "corroborate_app"
# libpq words that have a key of their own in Django; the others go into OPTIONS.
DJANGO_KEYS = {
    "dbname": "NAME",
    "user": "USER",
    "password": "PASSWORD",
    "host": "HOST",
    "port": "PORT",
}


def parse_database_url(url: str) -> dict[str, Any]:
    """Return the Django DATABASES entry for a libpq address.

    Takes every form libpq takes, so also a socket directory in the query
    (`postgresql://user@/name?host=%2Frun%2Fpg`) and `sslmode=` and its like, which
    land in OPTIONS. Raises `ImproperlyConfigured` (without the address, which may
    hold a password) when it cannot be read or names no database.
    """
    try:
        parts = conninfo_to_dict(url.replace("postgres://", "postgresql://", 1))
    except ProgrammingError:
        raise ImproperlyConfigured(
            "DATABASE_URL cannot be read: expected "
            "postgresql://user:password@host:port/name."
        ) from None
    if not parts.get("dbname"):
        raise ImproperlyConfigured("DATABASE_URL names no database.")
    entry: dict[str, Any] = {"ENGINE": "django.db.backends.postgresql"}
    for word, key in DJANGO_KEYS.items():
        entry[key] = str(parts.pop(word, "") or "")
    entry["OPTIONS"] = {word: value for word, value in parts.items() if value}
    return entry


def database_url(socket_dir: Path, *, role: str, name: str = DATABASE_NAME) -> str:
    """Return the address of a database behind the socket in `socket_dir`."""
    return f"postgresql://{role}@/{name}?host={quote(str(socket_dir), safe='')}"


def redis_url(socket: Path) -> str:
    """Return the address redis-py takes for a Unix socket."""
    return f"unix://{quote(str(socket))}"


def celery_broker_url(url: str) -> str:
    """Return the broker address for a `REDIS_URL`.

    kombu calls a Unix socket `redis+socket://`, redis-py `unix://`; addresses over
    TCP are the same for both. A `?db=` is kept as kombu's `?virtual_host=`.
    """
    parts = urlsplit(url)
    if parts.scheme in {"redis", "rediss", "redis+socket"}:
        return url
    if parts.scheme != "unix":
        raise ImproperlyConfigured(
            f"REDIS_URL must begin with redis://, rediss:// or unix://, "
            f"not {parts.scheme}://."
        )
    query = parts.query.replace("db=", "virtual_host=", 1)
    user = f"{parts.netloc}" if parts.netloc else ""
    address = f"redis+socket://{user}{quote(unquote(parts.path))}"
    return f"{address}?{query}" if query else address
