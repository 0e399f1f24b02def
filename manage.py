#!/usr/bin/env python
"""Run a command; without variables it finds the stack that runs on this machine."""

import os
import sys

# These bring their own servers, or need none that already run.
STAND_ALONE = frozenset({"up", "demo", "test", "bench", "bench_search"})
NOTHING_RUNS = "Nothing is running: start `make demo` or set DATABASE_URL."


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workbench.settings")
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    try:
        from django.core.management import execute_from_command_line
        from django.db.utils import OperationalError
    except ImportError:
        sys.exit(
            "Django is missing: run `make` first, then .venv/bin/python manage.py."
        )
    from workbench.stack.attach import attach_environment

    attached = command in STAND_ALONE or attach_environment(command) is not None
    named = "DATABASE_URL" in os.environ or "DATABASE_URL_FILE" in os.environ
    try:
        execute_from_command_line(sys.argv)
    except OperationalError:
        if attached or named:
            raise
        sys.exit(NOTHING_RUNS)


if __name__ == "__main__":
    main()
