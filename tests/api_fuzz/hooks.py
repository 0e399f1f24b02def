"""What schemathesis must know of us: ids of rows that exist, and refusals that are ours.

Loaded by `st run` (SCHEMATHESIS_HOOKS), in a process without Django.
"""

from __future__ import annotations

import json
import os
import random
import re
from typing import Any
from uuid import UUID

import schemathesis

ROWS = json.loads(os.environ.get("FUZZ_ROWS", "{}"))
# Which row an address's {id} names.
NOUNS = {
    "/facts/": "fact",
    "/documents/": "document",
    "/jobs/": "job",
    "/groups/": "group",
    "/questions/": "question",
    "/claims/": "claim",
    "/evidence/": "evidence",
    "/assignments/": "work",
    "/comments/": "comment",
}
# Which row a field or a parameter of the query names.
NAMES = {
    "story": "story",
    "claim": "claim",
    "document": "document",
    "revision": "revision",
    "question": "question",
    "group": "group",
    "into": "taken",
    "person": "author",
}
SLUG = re.compile(r"[-a-zA-Z0-9_]+")
# Refused although the description permits it, for a reason that no schema can tell:
# other rows, the state of this one, or words between fields.
OF_THE_MATTER = {
    "blank",
    "does_not_exist",
    "empty",
    "misplaced",
    "no_name",
    "null_characters_not_allowed",
    "one_place",
    "one_subject",
    "one_way_in",
    "required",
    "surrogate_characters_not_allowed",
    "unknown_rating",
    "overflow",
}
IN_BODY = {"invalid", "bad_parameters", "parse_error", "bad_request"}


def is_uuid(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(UUID(value))
    except ValueError:
        return False


@schemathesis.hook
def map_path_parameters(context: Any, path_parameters: Any) -> Any:
    """Name a row that exists, three times in four."""
    path = context.operation.path
    noun = next((noun for part, noun in NOUNS.items() if part in path), None)
    for name, value in (path_parameters or {}).items():
        if noun and is_uuid(value) and random.random() < 0.75:
            names = [noun, "taken", "proposed"] if noun == "claim" else [noun]
            path_parameters[name] = row_of(random.choice(names))
    return path_parameters


def row_of(noun: str) -> str:
    return str(ROWS["open" if random.random() < 0.8 else "secret"][noun])


def name_rows(values: dict[str, Any]) -> dict[str, Any]:
    """Name rows that exist, three times in four, where a row is named at all."""
    found = {**values}
    for name, value in values.items():
        if random.random() < 0.75:
            if name in NAMES and is_uuid(value):
                found[name] = row_of(NAMES[name])
            elif name == "team" and isinstance(value, str) and SLUG.fullmatch(value):
                found[name] = row_of("team")
    return found


@schemathesis.hook
def map_body(context: Any, body: Any) -> Any:
    return name_rows(body) if isinstance(body, dict) else body


@schemathesis.hook
def map_query(context: Any, query: Any) -> Any:
    """Cursors are ours alone: what is made up is refused, which tests have elsewhere."""
    for name in ("cursor", "after", "pageToken"):
        if query and random.random() < 0.9:
            query.pop(name, None)
    return name_rows(query) if query else query


@schemathesis.hook
def map_case(context: Any, case: Any) -> Any:
    """Ask for a list as it is, half of the time: a scenario goes on from its rows.

    With every filter made up at once it is empty.
    """
    in_scenario = case.meta is not None and case.meta.phase.name.value == "stateful"
    if in_scenario and case.method == "GET" and case.query and random.random() < 0.5:
        case.query = {name: case.query[name] for name in NAMES if name in case.query}
    return case


@schemathesis.hook
def filter_failure(context: Any, failure: Any, case: Any, response: Any) -> bool:
    """Accept refusals that speak of the matter, not of the form."""
    if type(failure).__name__ != "RejectedPositiveData":
        return True
    if response.status_code in {409, 410, 412, 413, 428}:
        return False
    try:
        problem = json.loads(response.content)
    except ValueError:
        return True
    if not isinstance(problem, dict) or "code" not in problem:
        return True
    if problem["code"] not in IN_BODY:
        return False
    errors = problem.get("errors") or []
    return not errors or not all(map(is_of_the_matter, errors))


def is_of_the_matter(fault: dict[str, Any]) -> bool:
    """A file is made up as a field of text; it is none, and that is told."""
    return fault["code"] in OF_THE_MATTER or fault.get("pointer") == "#/file"
