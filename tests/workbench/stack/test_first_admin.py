"""An empty workbench gets its first account, once."""

import pytest
from django.core.management import CommandError, call_command

from workbench.accounts.models import Role, User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_terminal(monkeypatch):
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    monkeypatch.delenv("CORROBORATE_ADMIN_EMAIL", raising=False)
    monkeypatch.delenv("CORROBORATE_ADMIN_PASSWORD", raising=False)


@pytest.fixture
def given(monkeypatch):
    monkeypatch.setenv("CORROBORATE_ADMIN_EMAIL", "mara@desk.example")
    monkeypatch.setenv("CORROBORATE_ADMIN_PASSWORD", "seven quiet lanterns")


def test_the_account_is_made_from_variables(given, capsys):
    call_command("first_admin")
    user = User.objects.get(email="mara@desk.example")
    assert user.check_password("seven quiet lanterns")
    assert user.is_superuser
    assert user.memberships.get().role == Role.ADMIN


def test_a_second_start_makes_no_second_one(given, monkeypatch, capsys):
    call_command("first_admin")
    monkeypatch.setenv("CORROBORATE_ADMIN_EMAIL", "other@desk.example")
    call_command("first_admin")
    assert User.objects.filter(is_superuser=True).count() == 1


def test_without_variables_and_terminal_the_way_is_told(capsys):
    call_command("first_admin")
    assert "set CORROBORATE_ADMIN_EMAIL" in capsys.readouterr().out
    assert not User.objects.exists()


def test_a_weak_password_is_refused(given, monkeypatch):
    monkeypatch.setenv("CORROBORATE_ADMIN_PASSWORD", "12345678")
    with pytest.raises(CommandError, match="too common"):
        call_command("first_admin")


def test_an_address_that_is_none_is_refused(given, monkeypatch):
    monkeypatch.setenv("CORROBORATE_ADMIN_EMAIL", "mara")
    with pytest.raises(CommandError, match="valid email"):
        call_command("first_admin")


def test_a_missing_password_is_refused(given, monkeypatch):
    monkeypatch.delenv("CORROBORATE_ADMIN_PASSWORD")
    with pytest.raises(CommandError, match="No password"):
        call_command("first_admin")


def test_at_a_terminal_it_asks(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda prompt: "mara@desk.example")
    monkeypatch.setattr("getpass.getpass", lambda prompt: "seven quiet lanterns")
    call_command("first_admin")
    assert User.objects.get().email == "mara@desk.example"
