"""Clients of the cast, and rows that fill a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from workbench.accounts.models import User


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def as_reviewer(reviewer: User) -> Client:
    return client_of(reviewer)


@pytest.fixture
def as_editor(editor: User) -> Client:
    return client_of(editor)


@pytest.fixture
def as_second(second_reader: User) -> Client:
    return client_of(second_reader)


@pytest.fixture
def as_outsider(outsider: User) -> Client:
    return client_of(outsider)


@pytest.fixture
def queries_of() -> Callable[[Client, str], int]:
    """How many queries a page costs once its session is warm."""

    def count(client: Client, url: str) -> int:
        client.get(url)
        with CaptureQueriesContext(connection) as caught:
            response: Any = client.get(url)
        assert response.status_code == 200
        return len(caught)

    return count
