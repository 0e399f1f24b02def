"""The command says what is missing, and hands the rest to the recipe."""

import pytest
from django.core.management import CommandError, call_command

from claims.training import TASKS, Task


def recipe(data, out, *, seed, say):
    """Stand in for a recipe: leave what was asked."""
    if not data.is_dir():
        raise FileNotFoundError(f"{data}: no such folder")
    (out / "asked").write_text(f"{data.name} {seed}")


@pytest.fixture
def task(monkeypatch):
    made = Task(f"{__name__}.recipe", ("json",), "claims/somewhere")
    monkeypatch.setattr(Task, "load", lambda self: recipe)
    monkeypatch.setitem(TASKS, "checkworthy", made)


def test_a_recipe_gets_data_seed_and_a_folder(task, tmp_path):
    data, out = tmp_path / "data", tmp_path / "new" / "out"
    data.mkdir()
    call_command("train", "checkworthy", data=str(data), out=str(out), seed=7)
    assert (out / "asked").read_text() == "data 7"


def test_data_that_cannot_be_read_is_one_line(task, tmp_path):
    with pytest.raises(CommandError, match="no such folder"):
        call_command(
            "train", "checkworthy", data=str(tmp_path / "no"), out=str(tmp_path / "out")
        )


def test_a_missing_part_is_named_with_what_to_install(monkeypatch, tmp_path):
    missing = Task(f"{__name__}.recipe", ("json", "no_such_part"), "claims/somewhere")
    monkeypatch.setitem(TASKS, "checkworthy", missing)
    with pytest.raises(CommandError) as refused:
        call_command("train", "checkworthy", data=str(tmp_path), out=str(tmp_path))
    assert "no_such_part" in str(refused.value)
    assert "json" not in str(refused.value)
    assert "requirements/train.txt" in str(refused.value)
