"""The desk speaks the language of the person, and the API one to all."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import polib
import pytest
from django.conf import settings
from django.utils.translation import override

from scripts import messages
from workbench.templatetags import desk

ROOT = Path(settings.BASE_DIR)


@pytest.mark.django_db
def test_the_chosen_language_stands_before_the_browsers(client, reporter):
    client.force_login(reporter)
    german = {"HTTP_ACCEPT_LANGUAGE": "de-AT,de;q=0.9"}
    assert '<html lang="de" dir="ltr">' in client.get("/", **german).content.decode()
    reporter.language = "en"
    reporter.save()
    page = client.get("/", **german)
    assert '<html lang="en" dir="ltr">' in page.content.decode()
    assert "Accept-Language" in page["Vary"]


@pytest.mark.django_db
def test_a_language_that_is_spoken_no_more_counts_as_none(client, reporter):
    reporter.language = "tlh"
    reporter.save()
    client.force_login(reporter)
    assert '<html lang="en"' in client.get("/").content.decode()


@pytest.mark.django_db
def test_the_api_speaks_one_language(client):
    german = client.get("/api/v1/no-such-thing", HTTP_ACCEPT_LANGUAGE="de")
    assert german.json()["detail"] == "There is no such address."
    assert "Accept-Language" not in german.get("Vary", "")


@pytest.mark.django_db
def test_the_login_speaks_german(client):
    page = client.get("/accounts/login/", HTTP_ACCEPT_LANGUAGE="de").content.decode()
    assert "Anmelden" in page
    assert "Zugänge entstehen durch Einladung" in page


def test_days_and_figures_are_written_as_the_language_does():
    moment = datetime(2024, 3, 3, 14, 5, tzinfo=ZoneInfo("UTC"))
    assert desk.say_instant(moment, ZoneInfo("UTC")) == "3 Mar 2024, 14:05 UTC"
    assert desk.figure(12345.67, 1) == "12,345.7"
    assert desk.count_of(1, "document") == "1 document"
    with override("de"):
        assert desk.say_instant(moment, ZoneInfo("UTC")) == "3. Mär 2024, 14:05 UTC"
        assert desk.figure(12345.67, 1) == "12.345,7"
        assert desk.figure(12345) == "12.345"
        assert desk.count_of(1, "document") == "1 Dokument"
        assert desk.count_of(3, "document") == "3 Dokumente"


def test_numbers_within_markup_keep_their_point():
    from django.template import Context, Template

    with override("de"):
        drawn = Template('<line x1="{{ x }}">').render(Context({"x": 3.5}))
    assert drawn == '<line x1="3.5">'


@pytest.mark.parametrize("language", messages.languages())
def test_the_compiled_catalogue_is_the_written_one(language):
    folder = ROOT / "locale" / language / "LC_MESSAGES"
    written = polib.pofile(str(folder / "django.po"))
    compiled = polib.mofile(str(folder / "django.mo"))
    said = {
        (e.msgctxt, e.msgid): e.msgstr or e.msgstr_plural
        for e in written.translated_entries()
    }
    assert said == {(e.msgctxt, e.msgid): e.msgstr or e.msgstr_plural for e in compiled}


@pytest.mark.parametrize("language", messages.languages())
def test_the_catalogue_holds_what_is_marked_and_nothing_else(language):
    written = messages.read(ROOT / "locale" / language / "LC_MESSAGES" / "django.po")
    marked = messages.collect()
    assert sorted(marked.keys() - written.keys()) == [], "run `make messages`"
    assert sorted(written.keys() - marked.keys()) == [], "run `make messages`"


@pytest.mark.parametrize("language", messages.languages())
def test_a_translation_keeps_the_names_of_what_is_put_in(language):
    written = messages.read(ROOT / "locale" / language / "LC_MESSAGES" / "django.po")
    for entry in written.values():
        # "Publish it", "Publish all 3": one of a kind need not be counted.
        allowed = [messages.places(entry.msgid)]
        if entry.msgid_plural:
            allowed.append(messages.places(entry.msgid_plural))
        said = [entry.msgstr, *entry.msgstr_plural.values()]
        for words in filter(None, said):
            assert messages.places(words) in allowed, entry.msgid


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/findings/", "/corrections/"])
def test_what_caches_keep_for_all_heeds_no_cookie(client, address):
    client.cookies["django_language"] = "de"
    page = client.get(address, headers={"Accept-Language": "en"})
    assert page["Content-Language"] == "en"
    assert "Cookie" not in page["Vary"]
