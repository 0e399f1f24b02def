"""Accounts with known passwords are made for a demo and nowhere else."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from workbench.accounts.models import User


@pytest.mark.parametrize("value", [None, "", "0", "yes please"])
def test_without_the_launchers_word_nothing_is_made(db, monkeypatch, value):
    monkeypatch.delenv("CORROBORATE_DEMO", raising=False)
    if value is not None:
        monkeypatch.setenv("CORROBORATE_DEMO", value)

    with pytest.raises(CommandError, match="everybody knows"):
        call_command("seed_demo")

    assert not User.objects.exists()
