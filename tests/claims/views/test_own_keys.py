"""Keys belong to the person: changed, switched off, and never two acts on one."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from django.urls import reverse

from claims.views import keyboard

pytestmark = pytest.mark.django_db
HERE = "/settings/keyboard/"


def keys_of(page):
    return json.loads(unescape(re.search(r'data-keys="([^"]*)"', page)[1]))


def sent(**changed):
    """The whole form as a browser sends it."""
    rows = {name: key.keys for name, key in keyboard.ids().items() if not key.fixed}
    return {"on": "on", **rows, **{k.replace("_", "-"): v for k, v in changed.items()}}


def test_a_changed_key_goes_with_the_account(as_reviewer, reviewer):
    answer = as_reviewer.post(HERE, sent(triage_press_accept="A"))
    assert answer.status_code == 302
    reviewer.refresh_from_db()
    assert reviewer.keyboard == {"off": False, "own": {"triage-press-accept": "A"}}
    acts = keys_of(as_reviewer.get("/triage/").content.decode())
    assert "press:accept" in acts["A"]
    assert acts["a"] == ["press:approve"]


def test_an_empty_field_has_no_key(as_reviewer):
    as_reviewer.post(HERE, sent(rows_next=""))
    assert "j" not in keys_of(as_reviewer.get("/triage/").content.decode())


def test_one_key_for_two_things_is_refused_with_words(as_reviewer, reviewer):
    answer = as_reviewer.post(HERE, sent(triage_press_reject="a", rows_next="w"))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "“a” would do two things: accept as so, and dismiss, with a reason." in page
    assert 'value="w"' in page  # what else was typed is kept
    reviewer.refresh_from_db()
    assert reviewer.keyboard == {}


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("abc", "Write one key"),
        ("g t x", "Write one key"),
        ("7", "choose a rating"),
        ("? x", "the first is a letter"),
    ],
)
def test_what_can_be_no_key_is_refused(as_reviewer, keys, words):
    answer = as_reviewer.post(HERE, sent(rows_next=keys))
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_a_lone_lead_would_keep_the_pairs_waiting(as_reviewer):
    answer = as_reviewer.post(HERE, sent(rows_next="g"))
    assert answer.status_code == 422


def test_keys_are_switched_off_but_for_those_of_any_program(as_reviewer):
    body = sent()
    del body["on"]
    as_reviewer.post(HERE, body)
    page = as_reviewer.get("/triage/").content.decode()
    assert set(keys_of(page)) == {"Escape", "Enter", "Ctrl+Enter"}
    assert "data-keys-off" in page


def test_the_shipped_keys_come_back(as_reviewer, reviewer):
    as_reviewer.post(HERE, sent(rows_next="w"))
    as_reviewer.post(HERE, sent(shipped="1"))
    reviewer.refresh_from_db()
    assert reviewer.keyboard == {}


def test_the_shipped_table_has_no_clash():
    assert keyboard.clashes(keyboard.ids()) == []
    seen = {}
    for key in keyboard.KEYS:
        assert seen.setdefault((key.where, key.keys), key.does) == key.does


def test_the_form_names_every_row(as_reviewer):
    page = as_reviewer.get(reverse("keyboard_settings")).content.decode()
    for name, key in keyboard.ids().items():
        assert key.fixed or f'name="{name}"' in page
