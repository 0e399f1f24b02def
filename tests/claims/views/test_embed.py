"""The card that others frame, and oEmbed that leads to it."""

from __future__ import annotations

from html import unescape
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from django.urls import reverse

from claims.publication.service import retract
from tests.factories import make_claim, make_corrected, make_member, make_published
from workbench.accounts.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def row():
    return make_published(make_claim('"Q" & <b> closed the bridge.'))


def card_of(row):
    return reverse("finding_card", args=[row.slug])


def page_of(row, settings):
    return f"{settings.PUBLIC_URL}{row.get_absolute_url()}"


def ask(client, **query):
    return client.get("/oembed", query)


def test_the_card_says_claim_claimant_and_verdict_and_links_to_the_page(client, row):
    page = client.get(card_of(row)).content.decode()
    assert "Port authority claims:" in page
    assert "&quot;Q&quot; &amp; &lt;b&gt; closed the bridge." in page
    assert "<b>False</b>" in page
    assert f'{row.get_absolute_url()}" target="_blank"' in page
    assert "<script" not in page
    assert "style=" not in page


def test_the_card_alone_may_be_framed(client, row):
    card = client.get(card_of(row))
    assert "X-Frame-Options" not in card.headers
    rules = card["Content-Security-Policy"]
    assert "frame-ancestors *" in rules
    assert "default-src 'none'" in rules
    for address in ("/findings/", row.get_absolute_url(), "/exports/"):
        page = client.get(address)
        assert page["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in page["Content-Security-Policy"]


def test_the_card_sets_nothing_on_whoever_looks(client, row):
    card = client.get(card_of(row))
    assert not card.cookies


def test_the_card_shows_the_newest_version(client, row):
    make_corrected(row)
    assert ", corrected" in client.get(card_of(row)).content.decode()
    other = make_member(row.claim.story.team, Role.EDITOR)
    last = row.claim.publications.order_by("-version").first()
    retract(last, by=other, note="Forged.")
    page = client.get(card_of(row)).content.decode()
    assert "<b>Retracted</b>" in page
    assert "<b>False</b>" not in page


class Frames(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        if tag == "iframe":
            self.found.append(dict(attrs))


def frame_in(html):
    parser = Frames()
    parser.feed(html)
    (frame,) = parser.found
    return frame


@pytest.mark.parametrize("form", ["json", "xml", None])
def test_a_findings_page_is_described(client, row, settings, form):
    response = ask(
        client, url=page_of(row, settings), **({"format": form} if form else {})
    )
    assert response.status_code == 200
    if form == "xml":
        assert response["Content-Type"] == "text/xml; charset=utf-8"
        said = {e.tag: e.text for e in ElementTree.fromstring(response.content)}
    else:
        assert response["Content-Type"] == "application/json"
        said = response.json()
    assert (said["version"], said["type"]) == ("1.0", "rich")
    assert said["title"] == 'False: "Q" & <b> closed the bridge.'
    assert said["provider_name"] == settings.ORGANISATION
    frame = frame_in(said["html"])
    assert frame["src"] == f"{settings.PUBLIC_URL}{card_of(row)}"
    assert frame["title"] == said["title"]
    assert (frame["width"], frame["height"]) == (
        str(said["width"]),
        str(said["height"]),
    )


@pytest.mark.parametrize("ending", ["v1/", "card/", "?utm=1", "#evidence"])
def test_other_addresses_of_a_finding_lead_to_it(client, row, settings, ending):
    assert ask(client, url=page_of(row, settings) + ending).status_code == 200


@pytest.mark.parametrize(
    ("most", "width", "height"),
    [
        ({}, 560, 300),
        ({"maxwidth": 320}, 320, 360),
        ({"maxwidth": 9000, "maxheight": 9000}, 560, 300),
        ({"maxwidth": 100, "maxheight": 90}, 100, 90),
    ],
)
def test_the_card_fits_where_it_is_to_stand(client, row, settings, most, width, height):
    said = ask(client, url=page_of(row, settings), **most).json()
    assert (said["width"], said["height"]) == (width, height)


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ({"url": "{site}/findings/no-such/"}, 404, "not_found"),
        ({"url": "{site}/claims/"}, 404, "not_found"),
        ({"url": "https://elsewhere.example{path}"}, 404, "not_found"),
        ({"url": "ftp://[{path}"}, 404, "not_found"),
        ({"url": "javascript:alert(1)"}, 404, "not_found"),
        ({"url": "{site}{path}", "format": "yaml"}, 501, "format_not_supported"),
        ({"url": "{site}{path}", "maxwidth": "wide"}, 400, "bad_parameters"),
        ({"url": "{site}{path}", "maxheight": "0"}, 400, "bad_parameters"),
        ({"url": "{site}{path}\0"}, 400, "bad_parameters"),
        ({}, 400, "bad_parameters"),
    ],
)
def test_what_cannot_be_embedded_is_refused(client, row, settings, query, status, code):
    places = {"site": settings.PUBLIC_URL, "path": row.get_absolute_url()}
    asked = {key: value.format(**places) for key, value in query.items()}
    response = ask(client, **asked)
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["code"] == code


def test_the_page_offers_the_card_to_people_and_to_programs(client, row, settings):
    page = client.get(row.get_absolute_url()).content.decode()
    box = page.partition('<textarea id="embed"')[2].partition("</textarea>")[0]
    frame = frame_in(unescape(box.partition(">")[2]))
    assert frame["src"] == f"{settings.PUBLIC_URL}{card_of(row)}"
    for form in ("json", "xml"):
        link = page.partition(f'{form}+oembed"')[2].partition('href="')[2]
        asked = client.get(unescape(link.partition('"')[0]))
        assert asked.status_code == 200
