"""Make a shipped model anew from its data and a seed."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.training import TASKS, Task


class Command(BaseCommand):
    help = (
        "Train a shipped model from its data and a seed, with its card and hashes. "
        "Needs what requirements/train.txt names; downloads nothing."
    )
    requires_system_checks: Any = []  # they may want the servers

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("task", choices=sorted(TASKS))
        parser.add_argument(
            "--data",
            metavar="DIR",
            help="what to train on; without it the pairs that ship, where there are "
            "any (checkworthy wants train.jsonl and dev.jsonl)",
        )
        parser.add_argument("--seed", type=int, default=1, metavar="N")
        parser.add_argument(
            "--out", required=True, metavar="DIR", help="made if it is not there"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        task = TASKS[options["task"]]
        data = options["data"] or task.data
        if not data:
            raise CommandError(f"{options['task']}: say --data DIR, none ship with it")
        refuse_missing_parts(task)
        out = Path(options["out"])
        try:
            out.mkdir(parents=True, exist_ok=True)
            task.load()(Path(data), out, seed=options["seed"], say=self.stderr.write)
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from error
        self.stderr.write(f"{out}: compare with {task.shipped}")


def refuse_missing_parts(task: Task) -> None:
    """Raises CommandError naming what to install where a part is missing."""
    missing = [name for name in task.needs if find_spec(name) is None]
    if missing:
        raise CommandError(
            f"training needs {', '.join(missing)}: install with "
            "`.venv/bin/uv pip install -r requirements/train.txt`"
        )
