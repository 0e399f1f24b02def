"""Addresses reach Django, Celery and redis-py in the form each of them takes."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from workbench.stack.urls import (
    celery_broker_url,
    database_url,
    parse_database_url,
    redis_url,
)


def test_a_socket_folder_with_odd_letters_survives_the_way_there_and_back():
    folder = Path("/srv/desk = one/run%1")
    entry = parse_database_url(database_url(folder, role="app"))
    assert entry["HOST"] == str(folder)
    assert (entry["USER"], entry["NAME"]) == ("app", "corroborate")


def test_a_server_address_is_taken_apart():
    entry = parse_database_url(
        "postgres://ann:p%40ss@db.example:5433/desk?sslmode=require"
    )
    assert entry == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "desk",
        "USER": "ann",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


@pytest.mark.parametrize("url", ["nonsense", "postgresql://ann:secret@[broken/x"])
def test_an_unreadable_address_is_refused_without_being_shown(url):
    with pytest.raises(ImproperlyConfigured) as caught:
        parse_database_url(url)
    assert "DATABASE_URL cannot be read" in str(caught.value)
    assert "secret" not in str(caught.value)


def test_an_address_without_a_database_is_refused():
    with pytest.raises(ImproperlyConfigured, match="names no database"):
        parse_database_url("postgresql://ann@db.example")


@pytest.mark.parametrize(
    ("given", "broker"),
    [
        ("redis://cache.example:6379/0", "redis://cache.example:6379/0"),
        ("rediss://cache.example/1", "rediss://cache.example/1"),
        ("unix:///run/a/valkey.sock", "redis+socket:///run/a/valkey.sock"),
        ("unix:///run/v.sock?db=2", "redis+socket:///run/v.sock?virtual_host=2"),
        ("unix://:pw@/run/v.sock", "redis+socket://:pw@/run/v.sock"),
    ],
)
def test_the_broker_address_follows_from_the_redis_address(given, broker):
    assert celery_broker_url(given) == broker


def test_a_socket_path_with_blanks_is_quoted():
    url = redis_url(Path("/srv/my desk/valkey.sock"))
    assert url == "unix:///srv/my%20desk/valkey.sock"
    assert celery_broker_url(url) == "redis+socket:///srv/my%20desk/valkey.sock"


def test_another_kind_of_broker_is_refused():
    with pytest.raises(ImproperlyConfigured, match="REDIS_URL must begin with"):
        celery_broker_url("amqp://cache.example")
