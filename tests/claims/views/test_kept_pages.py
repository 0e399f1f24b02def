"""A finding's page is written once, and anew when anything that it shows changed."""

from __future__ import annotations

from datetime import date

import pytest

from claims.choices import ChangeKind
from claims.models import ReviewDate
from claims.publication.changes import announce
from claims.publication.erasure import erase
from claims.views import finding
from claims.views.everybody import Pages
from tests.factories import make_corrected, make_published


def test_the_latest_asked_for_are_kept():
    pages, written = Pages(most=2), []

    def ask(key):
        page = pages.get(key, lambda: written.append(key) or key.encode())
        return page.content

    assert [ask(key) for key in "abacab"] == [b"a", b"b", b"a", b"c", b"a", b"b"]
    assert written == ["a", "b", "c", "b"]


@pytest.fixture
def written(monkeypatch):
    """Pages that were written, each time by its key."""
    found = []
    pages = Pages()
    keep = pages.get
    monkeypatch.setattr(
        pages,
        "get",
        lambda key, write: keep(key, lambda: found.append(key) or write()),
    )
    monkeypatch.setattr(finding, "PAGES", pages)
    return found


@pytest.mark.django_db
class TestFinding:
    def test_the_same_page_is_not_written_again(self, client, written):
        address = make_published().get_absolute_url()
        first = client.get(address)
        again = client.get(address, headers={"If-None-Match": first["ETag"]})
        assert (first.status_code, again.status_code) == (200, 304)
        assert client.get(address).content == first.content
        assert len(written) == 1

    def test_a_correction_is_seen_at_once_on_every_version(self, client, written):
        publication = make_published()
        address = publication.get_absolute_url()
        client.get(address)
        make_corrected(publication, note="The year was wrong.")
        assert b"The year was wrong." in client.get(address).content
        client.get(f"{address}v1/")
        assert len(written) == 3

    def test_each_language_has_its_own(self, client, written):
        address = make_published().get_absolute_url()
        pages = {
            client.get(address, headers={"Accept-Language": language}).content
            for language in ("en", "de")
        }
        assert len(pages) == len(written) == 2

    def test_another_date_of_review_is_seen_at_once(self, client, written):
        publication = make_published()
        address = publication.get_absolute_url()
        client.get(address)
        ReviewDate.objects.create(
            record=publication.record,
            claim=publication.claim,
            review_by=date(2020, 1, 1),
            set_by=publication.published_by,
        )
        client.get(address)
        assert len(written) == 2

    def test_what_took_its_place_is_seen_at_once(self, client, written):
        publication, other = make_published(), make_published()
        address = publication.get_absolute_url()
        client.get(address)
        announce(publication, ChangeKind.MERGE, superseded_by=other.record)
        assert other.slug.encode() in client.get(address).content

    def test_what_changed_is_compared_once(self, client, written):
        publication = make_published()
        make_corrected(publication, note="The year was wrong.")
        address = f"{publication.get_absolute_url()}v2/changes/"
        first, again = client.get(address), client.get(address)
        assert b"The year was wrong." in first.content
        assert (again.content, len(written)) == (first.content, 1)
        erase(publication.record, reason="Court order.")
        assert client.get(address).status_code == 404

    def test_what_was_erased_is_gone_at_once(self, client, written):
        publication = make_published()
        address = publication.get_absolute_url()
        client.get(address)
        erase(publication.record, reason="Court order.")
        assert client.get(address).status_code == 404
