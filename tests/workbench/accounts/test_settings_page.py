"""A person's own settings and keys."""

import re

from django.urls import reverse

from workbench.accounts.keys import find_key
from workbench.accounts.models import ApiKey


def test_a_key_is_shown_once_and_revoked(client, reporter):
    client.force_login(reporter)
    data = {"name": "Mirror", "scopes": ["facts:read"], "days": "90"}
    page = client.post(reverse("key_create"), data)
    key = re.search(r"cor_[0-9a-f]{8}_[\w-]{30,}", page.content.decode())[0]
    assert page["Cache-Control"] == "no-store"
    assert find_key(key).user == reporter
    assert key not in client.get(reverse("settings")).content.decode()
    client.post(reverse("key_revoke", args=[ApiKey.objects.get().pk]))
    assert find_key(key) is None


def test_others_keys_do_not_exist(client, reporter, editor):
    client.force_login(editor)
    client.post(
        reverse("key_create"), {"name": "A", "scopes": ["facts:read"], "days": "0"}
    )
    client.force_login(reporter)
    url = reverse("key_revoke", args=[ApiKey.objects.get().pk])
    assert client.post(url).status_code == 404


def test_times_are_shown_in_ones_own_zone(client, reporter, story):
    client.force_login(reporter)
    data = {"name": "Rea", "time_zone": "Asia/Yerevan"}
    client.post(reverse("settings"), data)
    page = client.get(reverse("triage"))
    assert page.status_code == 200
    reporter.refresh_from_db()
    assert reporter.time_zone == "Asia/Yerevan"
