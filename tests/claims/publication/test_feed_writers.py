"""Atom and JSON Feed, written from frozen records and read by a foreign library."""

from __future__ import annotations

import json
import time

import feedparser
import pytest

from claims.publication.exports.feed import Feed, atom, json_feed
from claims.publication.feeds import correction_entry, fact_entry
from tests.claims.publication.samples import HOSTILE, SAMPLES, SITE, corrected, record

NOT_XML = "bell \x07, half \ud800, nothing \ufffe"


def feed(*entries, **changes):
    values = {
        "id": f"{SITE}/feeds/facts.atom",
        "url": f"{SITE}/feeds/facts.atom",
        "first_url": f"{SITE}/feeds/facts.atom",
        "next_url": "",
        "home_url": f"{SITE}/findings/",
        "title": "Example Checks: findings",
        "subtitle": "What was checked.",
        "author": "Example Checks",
        "rights": "© Example Checks. CC BY 4.0.",
        "icon_url": f"{SITE}/static/icon.svg",
        "updated": "2026-03-09T10:20:30Z",
        "entries": entries,
    }
    return Feed(**(values | changes))


def parsed(page):
    found = feedparser.parse(page)
    assert not found.bozo, found.get("bozo_exception")
    return found


def test_every_sample_is_read_without_a_fault():
    entries = [fact_entry(body) for body in SAMPLES.values()]
    found = parsed(atom(feed(*entries)))
    assert len(found.entries) == len(SAMPLES)
    for entry, body in zip(found.entries, SAMPLES.values(), strict=True):
        assert entry.id == f"urn:uuid:{body['id']}"
        assert entry.link == body["url"]
        assert (
            time.strftime("%Y-%m-%dT%H:%M:%SZ", entry.updated_parsed)
            == (body["published_at"])
        )
        assert entry.rights == body["licence"]
        assert body["claim"]["normalized_text"] in entry.title


def test_hostile_words_stay_words():
    entry = parsed(atom(feed(fact_entry(SAMPLES["hostile"])))).entries[0]
    assert HOSTILE in entry.title
    assert "<script" not in entry.content[0].value
    item = json.loads(json_feed(feed(fact_entry(SAMPLES["hostile"]))))["items"][0]
    assert "<script" not in item["content_html"]
    assert HOSTILE in item["title"]


def test_what_no_xml_may_hold_is_replaced():
    body = record(1, claim={"normalized_text": NOT_XML, "tags": ["\x00"]})
    title = parsed(atom(feed(fact_entry(body)))).entries[0].title
    assert title == "False: bell \ufffd, half \ufffd, nothing \ufffd"


def test_a_corrected_finding_keeps_its_id_and_is_newer():
    first, second = record(22), corrected(22, "update")
    one, two = (parsed(atom(feed(fact_entry(b)))).entries[0] for b in (first, second))
    assert one.id == two.id
    assert one.published == two.published
    assert two.updated > one.updated


def test_each_correction_has_an_id_of_its_own_that_stays():
    body = SAMPLES["corrected"]
    entry = correction_entry(body)
    assert entry == correction_entry(json.loads(json.dumps(body)))
    assert entry.id != fact_entry(body).id
    assert entry.id != correction_entry({**body, "version": 3}).id
    assert entry.title == f"Clarification: {body['claim']['normalized_text']}"
    assert entry.summary == "The log has a second page."
    assert entry.url == f"{body['url']}v2/"


def test_a_retraction_is_not_told_as_the_verdict_it_took_back():
    body = SAMPLES["retracted"]
    assert fact_entry(body).title.startswith("Retracted: ")
    assert correction_entry(body).title.startswith("Retraction: ")


def test_pages_are_chained_in_both_formats():
    page = feed(fact_entry(record(1)), next_url=f"{SITE}/feeds/facts.atom?cursor=x&q=y")
    links = {link.rel: link.href for link in parsed(atom(page)).feed.links}
    assert links["next"] == page.next_url
    assert links["self"] == links["first"] == page.url
    assert json.loads(json_feed(page))["next_url"] == page.next_url
    assert "next_url" not in json.loads(json_feed(feed()))


def test_an_empty_feed_is_a_feed():
    found = parsed(atom(feed()))
    assert found.entries == []
    assert found.feed.rights == "© Example Checks. CC BY 4.0."


# https://www.jsonfeed.org/version/1.1/: what must be there, and of which type.
TOP = {"version": str, "title": str, "home_page_url": str, "feed_url": str}
ITEM = {"id": str, "url": str, "title": str, "content_html": str, "summary": str}
ITEM |= {"date_published": str, "date_modified": str, "language": str, "tags": list}


@pytest.mark.parametrize("name", SAMPLES)
def test_json_feed_has_the_shape_of_its_specification(name):
    page = json.loads(json_feed(feed(fact_entry(SAMPLES[name]))))
    assert page["version"] == "https://jsonfeed.org/version/1.1"
    assert all(isinstance(page[key], kind) for key, kind in TOP.items())
    (item,) = page["items"]
    assert all(isinstance(item[key], kind) for key, kind in ITEM.items())
    extra = {key for key in {*page, *item} if key.startswith("_")}
    assert extra == {"_licence", "_fact"}
    assert item["_fact"]["licence"] == SAMPLES[name]["licence"]
