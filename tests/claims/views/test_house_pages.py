"""Pages of the house: public words, edited by admins with preview and history."""

from __future__ import annotations

import pytest
from django.urls import reverse

from claims.models import SitePage

pytestmark = pytest.mark.django_db
EDIT = "/pages/method/en/"
NEW = {"title": "How we check", "text": "# Twice\n\nAlways.", "seen_version": 0}


def words(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def as_admin(client, admin):
    client.force_login(admin)
    return client


def test_nobody_reads_who_we_are_before_the_house_has_written_it(as_admin):
    assert as_admin.get("/about/").status_code == 404
    as_admin.post("/pages/about/en/", NEW | {"save": "on"})
    assert as_admin.get("/about/").status_code == 200


@pytest.mark.parametrize("slug", ["method", "corrections-policy"])
def test_everybody_reads_them_in_their_language(client, slug):
    english = client.get(f"/{slug}/")
    assert english.status_code == 200
    german = client.get(f"/{slug}/", headers={"Accept-Language": "de"})
    assert german["Content-Language"] == "de"
    assert words(german) != words(english)


def test_an_admin_previews_before_it_is_public(as_admin):
    response = as_admin.post(EDIT, NEW | {"preview": "on"})
    assert "<h2>Twice</h2>" in words(response)
    assert "<ins>" in words(response)
    assert not SitePage.objects.exists()


def test_what_is_saved_is_public_at_once_and_listed(as_admin):
    assert as_admin.post(EDIT, NEW | {"save": "on"}).status_code == 302
    assert "<h2>Twice</h2>" in words(as_admin.get("/method/"))
    assert "Version 1" in words(as_admin.get(EDIT))
    assert "version 1" in words(as_admin.get(reverse("house_pages")))


def test_the_form_starts_from_an_older_version(as_admin):
    as_admin.post(EDIT, NEW | {"save": "on"})
    later = {"title": "How", "text": "Thrice.", "seen_version": 1, "save": "on"}
    as_admin.post(EDIT, later)
    page = words(as_admin.get(EDIT, {"version": "1"}))
    assert "# Twice" in page
    assert 'name="seen_version" value="2"' in page


def test_another_editors_words_are_not_overwritten_unseen(as_admin):
    as_admin.post(EDIT, NEW | {"save": "on"})
    mine = {"title": "Mine", "text": "My words.", "seen_version": 0, "save": "on"}
    response = as_admin.post(EDIT, mine)
    assert response.status_code == 409
    assert "My words." in words(response)
    assert 'name="seen_version" value="1"' in words(response)


@pytest.mark.parametrize(
    "wrong", [{"title": ""}, {"text": " "}, {"text": "x" * 40_001}]
)
def test_what_is_no_page_comes_back(as_admin, wrong):
    assert as_admin.post(EDIT, NEW | wrong | {"save": "on"}).status_code == 422


@pytest.mark.parametrize("address", ["/pages/terms/en/", "/pages/method/xx/"])
def test_there_are_no_other_pages(as_admin, address):
    assert as_admin.get(address).status_code == 404


def test_nobody_but_admins_edits(as_editor):
    assert as_editor.get(EDIT).status_code == 403
    assert as_editor.post(EDIT, NEW | {"save": "on"}).status_code == 403
    assert as_editor.get(reverse("house_pages")).status_code == 403
