"""What stands in logs, and what does not."""

from __future__ import annotations

import pytest

from workbench.logs import without_secrets


@pytest.mark.parametrize(
    ("asked", "logged"),
    [
        (
            "GET /v1alpha1/claims:search?query=key&key=AIza-1&pageSize=2",
            "GET /v1alpha1/claims:search?query=key&key=***&pageSize=2",
        ),
        (
            "GET /v1alpha1/claims:search?access_token=t",
            "GET /v1alpha1/claims:search?access_token=***",
        ),
        ("POST /invitations/s3cret/?next=x", "POST /invitations/***/?next=x"),
        ("GET /findings/?q=monkey=1", "GET /findings/?q=monkey=1"),
    ],
)
def test_keys_and_tokens_in_addresses_are_not_logged(asked, logged):
    assert without_secrets(None, "", {"request": asked})["request"] == logged
