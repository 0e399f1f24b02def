from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from workbench.accounts.keys import find_key
from workbench.accounts.models import ApiKey

pytestmark = pytest.mark.django_db


def run(*words):
    out = StringIO()
    call_command("apikey", *words, stdout=out, stderr=StringIO())
    return out.getvalue().strip()


def create(user, *scopes):
    options = ["--user", user.email, "--name", "mirror", "--scope", *scopes]
    return run("create", *options)


def test_the_key_is_shown_once_and_works(editor):
    key = create(editor, "facts:read", "desk:read")
    row = find_key(key)
    assert (row.user, row.scopes) == (editor, ["desk:read", "facts:read"])
    assert key not in run("list")


def test_the_list_names_owner_and_scopes(editor):
    create(editor, "facts:read")
    prefix, email, name, scopes, state = run("list").split("\t")
    assert ApiKey.objects.get().prefix == prefix
    assert (email, name) == (editor.email, "mirror")
    assert (scopes, state) == ("facts:read", "used never")


def test_a_revoked_key_is_dead_at_once(editor):
    key = create(editor, "facts:read")
    run("revoke", ApiKey.objects.get().prefix)
    assert find_key(key) is None
    assert run("list").endswith("revoked")


@pytest.mark.parametrize(
    "words",
    [
        ["create", "--user", "no@example.org", "--name", "x", "--scope", "desk:read"],
        ["create", "--user", "x@example.org", "--name", "x", "--scope", "everything"],
        ["revoke", "00000000"],
    ],
)
def test_what_is_unknown_is_refused(words, db):
    with pytest.raises(CommandError):
        run(*words)


def test_a_disabled_account_gets_no_key(editor):
    editor.is_active = False
    editor.save()
    with pytest.raises(CommandError, match="no active account"):
        create(editor, "facts:read")
