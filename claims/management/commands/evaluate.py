"""Run a shipped method over an outside data set, one JSON object a line."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.evaluation import TASKS, Fields, Item, Task, with_bodies
from claims.evidence.stance import BadStanceModel, load_stance

# Seconds between two lines of progress, where a person is watching.
PROGRESS_S = 2.0


class Command(BaseCommand):
    help = (
        "Write what the shipped method says of each item of a JSON Lines file. "
        "Fields that hold the answers are dropped before the method sees them."
    )
    requires_system_checks: Any = []  # they may want the servers

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("task", choices=sorted(TASKS))
        parser.add_argument("--input", required=True, metavar="X.jsonl")
        parser.add_argument("--output", required=True, metavar="Y.jsonl")
        parser.add_argument(
            "--labels",
            default="",
            metavar="A,B",
            help="of stance: the labels to choose from (support,refute,neutral)",
        )
        parser.add_argument(
            "--model",
            nargs="?",
            const=settings.STANCE_MODEL,
            metavar="SETTING",
            help="of stance: ask a stance model, written as STANCE_MODEL is, and not "
            "the comparer (without a value: the one that is set)",
        )
        parser.add_argument(
            "--field",
            default="",
            choices=("strengthen", "weaken"),
            help="of claimdiff: which of the two is asked (default: strengthen)",
        )
        parser.add_argument(
            "--bodies",
            metavar="B.jsonl",
            help="of stance: the articles that items name by `body` "
            "(default: bodies.jsonl beside the input)",
        )
        parser.add_argument(
            "--corpus",
            metavar="C.jsonl",
            help="what `retrieve` searches, in the running database; nothing of it "
            "stays there (default: corpus.jsonl beside the input)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        task = TASKS[options["task"]]
        path = Path(options["input"])
        items = load_items(path, task)
        items = with_options(items, task, options)  # not the file's: they may be gold
        if task.bodies and any("body" in item for item in items):
            beside = path.with_name("bodies.jsonl")
            bodies = load_items(Path(options["bodies"] or beside), task.bodies)
            items = load_bodies(items, bodies)
        corpora = []
        if task.corpus:
            beside = path.with_name("corpus.jsonl")
            corpora = [load_items(Path(options["corpus"] or beside), task.corpus)]
        if options["model"] and options["task"] == "stance":
            answers = answers_by(options["model"], items)
        else:
            answers = task.load()(items, *corpora)
        if sys.stderr.isatty():
            answers = self.counted(answers, len(items))
        write_lines(Path(options["output"]), answers)
        self.stderr.write(f"{len(items)} items: {options['output']}")

    def counted(
        self, answers: Iterator[dict[str, Any]], total: int
    ) -> Iterator[dict[str, Any]]:
        told = time.monotonic()
        for done, answer in enumerate(answers, 1):
            if time.monotonic() - told > PROGRESS_S:
                told = time.monotonic()
                self.stderr.write(f"{done} of {total}")
            yield answer


def answers_by(setting: str, items: Sequence[Item]) -> Iterator[dict[str, Any]]:
    """Ask a stance model; CommandError says what is wrong with its setting."""
    from claims.evaluation.stance import predict_by  # other tasks need none of it

    try:
        model = load_stance(setting, key=settings.STANCE_MODEL_KEY)
    except BadStanceModel as error:
        raise CommandError(str(error)) from error
    return predict_by(model, items)


def with_options(
    items: Sequence[Item], task: Task, options: dict[str, Any]
) -> Sequence[Item]:
    """Return the items with the options that the task's method asks for."""
    asked: dict[str, Any] = {}
    if "labels" in task.asked and options["labels"]:
        asked["labels"] = [one.strip() for one in options["labels"].split(",")]
    if "field" in task.asked and options["field"]:
        asked["field"] = options["field"]
    return [{**item, **asked} for item in items] if asked else items


def load_bodies(items: Sequence[Item], bodies: Sequence[Item]) -> Sequence[Item]:
    """Return the items with their bodies; CommandError names one that is missing."""
    try:
        return with_bodies(items, bodies)
    except KeyError as error:
        raise CommandError(f"no body {error}") from error


def load_items(path: Path, task: Task | Fields) -> Sequence[Item]:
    """Return the file's items with the fields the task may see, and no others.

    Raises CommandError naming the line that is no object or lacks a field, and the id
    that comes twice.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"cannot read {path}: {error}") from error
    items = [
        _item(path, number, line, task)
        for number, line in enumerate(lines, 1)
        if line.strip()
    ]
    seen: set[Any] = set()
    for item in items:
        if item["id"] in seen:
            raise CommandError(f"{path}: id {item['id']!r} comes twice")
        seen.add(item["id"])
    return items


def _item(path: Path, number: int, line: str, task: Task | Fields) -> Item:
    try:
        item = json.loads(line)
    except ValueError as error:
        raise CommandError(f"{path}, line {number}: no JSON: {error}") from error
    if not isinstance(item, dict):
        raise CommandError(f"{path}, line {number}: not an object")
    try:
        return task.strip(item)
    except KeyError as error:
        raise CommandError(f"{path}, line {number}: no field {error}") from error


def write_lines(path: Path, answers: Iterator[dict[str, Any]]) -> None:
    """Write one object a line; an interrupted run leaves no half file at ``path``."""
    part = path.with_name(path.name + ".part")
    try:
        with part.open("w", encoding="utf-8") as out:
            for answer in answers:
                out.write(json.dumps(answer, ensure_ascii=False) + "\n")
        os.replace(part, path)
    except OSError as error:
        raise CommandError(f"cannot write {path}: {error}") from error
    finally:
        part.unlink(missing_ok=True)
