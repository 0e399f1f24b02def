from __future__ import annotations

from typing import Any

import pytest
from rest_framework.test import APIClient

from tests.factories import make_key


@pytest.fixture
def anonymous() -> APIClient:
    return APIClient()


@pytest.fixture
def as_key() -> Any:
    """Return a client that calls with a fresh key of this person."""

    def client(user: Any, *scopes: str) -> APIClient:
        key = make_key(user, scopes or ("desk:read", "claims:write"))
        return APIClient(headers={"Authorization": f"Bearer {key}"})

    return client


@pytest.fixture
def problem() -> Any:
    """Assert that an answer is a problem of this code, and return it."""

    def check(response: Any, status: int, code: str) -> dict[str, Any]:
        assert response.status_code == status, response.content
        assert response["Content-Type"] == "application/problem+json"
        body = response.json()
        assert body["code"] == code
        assert body["status"] == status
        assert body["type"].endswith(f"/problems/{code}/")
        return body

    return check
