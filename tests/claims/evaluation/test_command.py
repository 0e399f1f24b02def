"""The command drops the answers, names bad lines and leaves no half file."""

import json

import pytest
from django.core.management import CommandError, call_command

from claims.evaluation import TASKS, Task
from claims.management.commands.evaluate import load_items, write_lines


def echo(items):
    """Stand in for a method: tell what could be seen."""
    for item in items:
        yield {"id": item["id"], "saw": sorted(item)}


@pytest.fixture
def task(monkeypatch):
    made = Task(f"{__name__}.echo", ("text",), ("speaker",))
    monkeypatch.setattr(Task, "load", lambda self: echo)
    monkeypatch.setitem(TASKS, "quote", made)
    return made


def write(path, *items):
    path.write_text("".join(json.dumps(i) + "\n" for i in items), encoding="utf-8")
    return path


def test_a_method_sees_the_fields_of_its_task_alone(task, tmp_path):
    source = write(
        tmp_path / "in.jsonl",
        {"id": "a", "text": "One.", "label": 1, "speaker": "Ada"},
        {"id": "b", "text": "Two.", "attributions": [1]},
    )
    call_command(
        "evaluate", "quote", input=str(source), output=str(tmp_path / "out.jsonl")
    )
    lines = (tmp_path / "out.jsonl").read_text().splitlines()
    assert [json.loads(line)["saw"] for line in lines] == [
        ["id", "speaker", "text"],
        ["id", "text"],
    ]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('{"id": 1, "text": "x"}\n{"id": ', "line 2: no JSON"),
        ("[1]\n", "line 1: not an object"),
        ('{"id": 1}\n', "line 1: no field 'text'"),
        ('{"text": "x"}\n', "line 1: no field 'id'"),
        ('{"id": 1, "text": "x"}\n{"id": 1, "text": "y"}\n', "id 1 comes twice"),
    ],
)
def test_a_bad_line_is_named(task, tmp_path, content, told):
    path = tmp_path / "in.jsonl"
    path.write_text(content)
    with pytest.raises(CommandError, match=told):
        load_items(path, task)


def test_a_file_that_is_not_there_is_named(task, tmp_path):
    with pytest.raises(CommandError, match="cannot read"):
        load_items(tmp_path / "none.jsonl", task)


def test_a_run_that_breaks_leaves_the_old_file(tmp_path):
    def broken():
        yield {"id": 1}
        raise RuntimeError("the model fell over")

    target = tmp_path / "out.jsonl"
    target.write_text("old")
    with pytest.raises(RuntimeError):
        write_lines(target, broken())
    assert target.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["out.jsonl"]
