"""Variables are typed, and a bad one is named."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from workbench.env import env_bool, env_int, env_list, env_secret, env_str


def test_an_unset_or_blank_variable_gives_the_default(monkeypatch):
    monkeypatch.delenv("ROOM", raising=False)
    assert env_str("ROOM", "hall") == "hall"
    monkeypatch.setenv("ROOM", "  ")
    assert env_str("ROOM", "hall") == "hall"
    assert env_bool("ROOM", True) is True
    assert env_int("ROOM", 7) == 7
    assert env_list("ROOM", ["a"]) == ["a"]


@pytest.mark.parametrize("word", ["1", "true", "Yes", "ON"])
def test_words_of_consent_are_true(monkeypatch, word):
    monkeypatch.setenv("LAMP", word)
    assert env_bool("LAMP") is True


@pytest.mark.parametrize("word", ["0", "false", "No", "OFF"])
def test_words_of_refusal_are_false(monkeypatch, word):
    monkeypatch.setenv("LAMP", word)
    assert env_bool("LAMP", True) is False


def test_another_word_is_refused_by_name(monkeypatch):
    monkeypatch.setenv("LAMP", "maybe")
    with pytest.raises(ImproperlyConfigured, match="LAMP must be true or false"):
        env_bool("LAMP")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("ten", "must be a whole number"),
        ("0", "must be at least 1"),
        ("99", "must be at most 9"),
    ],
)
def test_a_bad_number_is_refused_by_name(monkeypatch, text, complaint):
    monkeypatch.setenv("SHELVES", text)
    with pytest.raises(ImproperlyConfigured, match=f"SHELVES {complaint}"):
        env_int("SHELVES", 3, minimum=1, maximum=9)


def test_a_list_is_parted_at_commas(monkeypatch):
    monkeypatch.setenv("HOSTS", "desk.example, ,facts.example ")
    assert env_list("HOSTS") == ["desk.example", "facts.example"]


def test_a_secret_comes_from_the_variable_or_from_a_file(monkeypatch, tmp_path):
    monkeypatch.setenv("TOKEN", "plain")
    assert env_secret("TOKEN") == "plain"
    monkeypatch.delenv("TOKEN")
    (tmp_path / "token").write_text("from a file\n")
    monkeypatch.setenv("TOKEN_FILE", str(tmp_path / "token"))
    assert env_secret("TOKEN") == "from a file"


def test_a_secret_given_twice_is_refused(monkeypatch, tmp_path):
    monkeypatch.setenv("TOKEN", "plain")
    monkeypatch.setenv("TOKEN_FILE", str(tmp_path / "token"))
    with pytest.raises(ImproperlyConfigured, match="not both"):
        env_secret("TOKEN")


@pytest.mark.parametrize("content", [None, "\n"])
def test_a_missing_or_empty_secret_file_is_refused(monkeypatch, tmp_path, content):
    path = tmp_path / "token"
    if content is not None:
        path.write_text(content)
    monkeypatch.setenv("TOKEN_FILE", str(path))
    with pytest.raises(ImproperlyConfigured, match="TOKEN_FILE"):
        env_secret("TOKEN")


def test_a_secret_without_default_must_be_set():
    with pytest.raises(ImproperlyConfigured, match="TOKEN \\(or TOKEN_FILE\\)"):
        env_secret("TOKEN")
    assert env_secret("TOKEN", "") == ""
