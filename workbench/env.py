"""Read settings from the environment: typed, with loud failure for a bad value.

In: variable names. Out: plain Python values, or `ImproperlyConfigured` that names
the variable and never shows a secret.
"""

import os
from collections.abc import Sequence
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

TRUE_WORDS = frozenset({"1", "true", "yes", "on"})
FALSE_WORDS = frozenset({"0", "false", "no", "off"})


def env_str(name: str, default: str = "") -> str:
    """Return the variable without outer blanks; unset or blank gives `default`."""
    return os.environ.get(name, "").strip() or default


def env_bool(name: str, default: bool = False) -> bool:
    """Return a truth value: 1/true/yes/on or 0/false/no/off, in any case.

    Raises `ImproperlyConfigured` for any other word: a typing mistake must not
    quietly switch a protection off.
    """
    word = env_str(name).lower()
    if not word:
        return default
    if word in TRUE_WORDS:
        return True
    if word in FALSE_WORDS:
        return False
    raise ImproperlyConfigured(f"{name} must be true or false, not {word!r}.")


def env_int(
    name: str,
    default: int = 0,
    *,
    minimum: int | None = None,
    maximum: int | None = None,
) -> int:
    """Return a whole number within the bounds (both inclusive).

    Raises `ImproperlyConfigured` when it is no number or outside them.
    """
    text = env_str(name)
    if not text:
        return default
    try:
        number = int(text)
    except ValueError:
        raise ImproperlyConfigured(
            f"{name} must be a whole number, not {text!r}."
        ) from None
    if minimum is not None and number < minimum:
        raise ImproperlyConfigured(f"{name} must be at least {minimum}, not {number}.")
    if maximum is not None and number > maximum:
        raise ImproperlyConfigured(f"{name} must be at most {maximum}, not {number}.")
    return number


def env_list(name: str, default: Sequence[str] = ()) -> list[str]:
    """Return the comma-separated parts without blanks; empty parts are dropped."""
    text = env_str(name)
    if not text:
        return list(default)
    return [part.strip() for part in text.split(",") if part.strip()]


def env_secret(name: str, default: str | None = None) -> str:
    """Return NAME, or the contents of the file that NAME_FILE names.

    Raises `ImproperlyConfigured` when both are set, when the file cannot be read or
    is empty, and when neither is set and there is no default.
    """
    value, path = os.environ.get(name, ""), env_str(f"{name}_FILE")
    if value and path:
        raise ImproperlyConfigured(f"Set {name} or {name}_FILE, not both.")
    if path:
        return _read_secret(f"{name}_FILE", path)
    if value:
        return value
    if default is None:
        raise ImproperlyConfigured(f"{name} (or {name}_FILE) must be set.")
    return default


def _read_secret(variable: str, path: str) -> str:
    try:
        value = Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ImproperlyConfigured(f"{variable}: cannot read {path}: {error}") from None
    if not value:
        raise ImproperlyConfigured(f"{variable}: {path} is empty.")
    return value
