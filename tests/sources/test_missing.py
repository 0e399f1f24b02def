"""The editor is asked for what a document does not say of itself."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from sources.models import Document, Story
from tests.factories import make_document, make_revision

TEXT = "The gate failed on May 4. The ministry said 14 people were hurt."
NOTICE = "Date needs you"


@pytest.fixture
def desk_client(client: Client, reviewer: Any) -> Client:
    client.force_login(reviewer)
    return client


@pytest.fixture
def undated(story: Story) -> Document:
    document = make_document(
        story,
        outlet="",
        published="",
        published_reason="“May 4” is named without a year",
    )
    return read(document)


def read(document: Document, text: str = TEXT) -> Document:
    document.current_revision = make_revision(text, document=document)
    document.save()
    return document


def url_of(row: Document) -> str:
    return reverse("document_missing", args=[row.pk])


def test_the_page_shows_why_what_and_which_years(
    desk_client: Client, undated: Document
) -> None:
    page = desk_client.get(url_of(undated)).content.decode()
    assert "“May 4” is named without a year" in page
    assert "<mark>May 4</mark>" in page
    year = undated.created_at.year - 1
    assert f"4 May {year}" in page
    assert "Whose is it?" in page


def test_a_chosen_year_is_the_editors_and_the_notice_goes(
    desk_client: Client, undated: Document, story: Story
) -> None:
    pages = [
        reverse("story", args=[story.pk]),
        reverse("document", args=[undated.pk]),
        reverse("sources"),
    ]
    for page in pages:
        assert NOTICE in desk_client.get(page).content.decode(), page
    value = f"{undated.created_at.year - 1}-05-04"
    desk_client.post(url_of(undated), {"day": value, "outlet": "Valley Courier"})
    undated.refresh_from_db()
    assert (undated.published, undated.published_how) == (value, "editor")
    assert undated.outlet == "Valley Courier"
    for page in pages:
        assert NOTICE not in desk_client.get(page).content.decode(), page
    assert b"Nothing is missing here" in desk_client.get(url_of(undated)).content


def test_another_date_is_written_out(desk_client: Client, undated: Document) -> None:
    for other in ("", "last May"):
        sent = {"day": "other", "other": other}
        assert desk_client.post(url_of(undated), sent).status_code == 422
    desk_client.post(url_of(undated), {"day": "other", "other": "2011-05-04"})
    undated.refresh_from_db()
    assert undated.published == "2011-05-04"


def test_what_cannot_be_known_is_left_open_and_asked_no_more(
    desk_client: Client, undated: Document
) -> None:
    assert desk_client.post(url_of(undated), {}).status_code == 422
    desk_client.post(url_of(undated), {"day": "unknown"})
    undated.refresh_from_db()
    assert undated.published == ""
    assert not undated.asks_date
    page = desk_client.get(reverse("document", args=[undated.pk])).content.decode()
    assert NOTICE not in page
    assert "an editor looked: it cannot be known" in page


def test_only_the_storys_team_answers(
    client: Client, outsider: Any, undated: Document
) -> None:
    client.force_login(outsider)
    assert b"Members of the story" in client.get(url_of(undated)).content
    assert client.post(url_of(undated), {"day": "unknown"}).status_code == 403
    undated.refresh_from_db()
    assert undated.asks_date


def test_the_others_of_the_story_are_listed(
    desk_client: Client, undated: Document, story: Story
) -> None:
    other = read(make_document(story, title="Undated too", published=""), "Rain fell.")
    page = desk_client.get(url_of(undated)).content.decode()
    assert url_of(other) in page


def test_a_document_that_is_not_read_yet_asks_nothing(
    desk_client: Client, story: Story
) -> None:
    row = make_document(story, published="")
    assert NOTICE not in desk_client.get(reverse("sources")).content.decode()
    assert b"Nothing is missing here" in desk_client.get(url_of(row)).content


def test_other_languages_say_that_they_are_not_mined(
    desk_client: Client, story: Story
) -> None:
    row = read(make_document(story, language="ru"), "Шлюз вышел из строя.")
    for page in (reverse("document", args=[row.pk]), reverse("sources")):
        words = desk_client.get(page).content.decode()
        assert "In Russian. Not mined: claims here are made by hand" in words
    assert (
        "Claims are looked for in English alone."
        in desk_client.get(reverse("document", args=[row.pk])).content.decode()
    )
