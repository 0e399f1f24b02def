"""The public site as a folder: whole, relative, and written only where it changed."""

from __future__ import annotations

import io
import os
import shutil
from pathlib import Path
from urllib.parse import unquote, urlsplit

import feedparser
import orjson
import pytest
from django.core.management import CommandError, call_command
from lxml import html

from claims.publication import folder as folders
from claims.publication.folder import Folder
from tests.factories import make_claim, make_corrected, make_published

pytestmark = pytest.mark.django_db
LINKS = ("href", "src", "action", "data", "poster", "srcset")


@pytest.fixture
def target(tmp_path):
    return tmp_path / "site"


def export(target, **options):
    out, err = io.StringIO(), io.StringIO()
    call_command("export_site", target, stdout=out, stderr=err, **options)
    assert err.getvalue() == ""
    return out.getvalue()


def pages(target):
    found = {path: html.parse(path).getroot() for path in target.rglob("*.html")}
    assert found
    return found


def links(page):
    for element in page.iter():
        rel = set(element.get("rel", "").split())
        for name in LINKS:
            if name in element.attrib and not rel & {"canonical", "license"}:
                yield element.get(name)


def faults_of(path, page, target):
    """Links that lead nowhere, or that would not on another server."""
    for link in links(page):
        parts = urlsplit(link)
        if parts.scheme in ("http", "https"):
            if "127.0.0.1" in link or "localhost" in link:
                yield f"{path}: {link} names the workbench"
            continue
        if parts.scheme or parts.netloc or link.startswith("/") or parts.query:
            yield f"{path}: {link} is not relative"
            continue
        there = (path.parent / unquote(parts.path)).resolve() if parts.path else path
        if not there.is_file() or target.resolve() not in there.parents:
            yield f"{path}: {link} is dead"
        elif parts.fragment and there.suffix == ".html":
            whole = html.parse(there)
            if not whole.xpath("//*[@id=$id]", id=parts.fragment):
                yield f"{path}: {link} has no such place"


@pytest.fixture
def published():
    first = make_published(make_claim('"Q" </script> & <b> closed it.'))
    make_corrected(first, kind="update", note="New log.")
    return [first, make_published()]


def test_every_page_is_a_file_and_every_link_leads_to_one(target, published):
    export(target)
    found = pages(target)
    faults = [f for p, page in found.items() for f in faults_of(p, page, target)]
    assert faults == []
    names = {str(path.relative_to(target)) for path in found}
    slug = published[0].slug
    for name in ("index.html", "findings/index.html", "exports/index.html"):
        assert name in names
    for name in ("", "v1/", "v2/", "card/"):
        assert f"findings/{slug}/{name}index.html" in names
    assert f"findings/{published[1].slug}/v1/index.html" in names
    for name in ("static/desk.css", "static/card.css", "exports/data/facts.ndjson"):
        assert (target / name).is_file()


def test_no_page_keeps_a_form_or_a_way_into_the_desk(target, published):
    export(target)
    for page in pages(target).values():
        assert not page.xpath("//form")
        assert not page.xpath("//a[not(@href)]")
        assert "For the desk" not in page.text_content()
        assert not page.xpath("//p[@class='report']")
        assert not page.xpath("//input[@name='csrfmiddlewaretoken']")


def test_feeds_and_files_are_those_of_the_site(target, published, client):
    export(target, url="https://static.example/facts/")
    feed = feedparser.parse((target / "feeds/facts.atom").read_bytes())
    assert not feed.bozo
    assert len(feed.entries) == 2
    rel = {link.rel: link.href for link in feed.feed.links}
    assert rel["self"] == "https://static.example/facts/feeds/facts.atom"
    lines = (target / "exports/data/facts.ndjson").read_bytes().splitlines()
    assert len(lines) == 3
    record = orjson.loads(lines[0])["fact"]["id"]
    kept = (target / f"api/v1/facts/{record}.json").read_bytes()
    assert kept == client.get(f"/api/v1/facts/{record}").content


def test_long_feeds_and_lists_are_followed_to_their_end(target, published, monkeypatch):
    monkeypatch.setattr("claims.views.feeds.PAGE_ENTRIES", 1)
    export(target, url="https://static.example")
    seen, place = [], "feeds/facts.atom"
    while place:
        feed = feedparser.parse((target / place).read_bytes())
        seen += [entry.id for entry in feed.entries]
        rel = {link.rel: link.href for link in feed.feed.links}
        place = rel.get("next", "").removeprefix("https://static.example/")
    assert sorted(seen) == sorted(f"urn:uuid:{row.record}" for row in published)


def times(target):
    return {p: p.stat().st_mtime_ns for p in target.rglob("*") if p.is_file()}


def test_a_second_run_writes_what_changed(target, published):
    assert " 0 as before, 0 gone" in export(target)
    before = times(target)
    assert " 0 files written" in export(target)
    kept = times(target)
    changed = {p.name for p in kept if kept[p] != before[p]}
    assert changed == {folders.LIST}
    make_corrected(published[1])
    export(target)
    after = times(target)
    same = target / "findings" / published[0].slug / "v1" / "index.html"
    assert after[same] == before[same]
    page = (target / "findings" / published[1].slug / "index.html").read_text()
    assert "Year added." in page


def test_a_run_that_fails_leaves_the_folder_as_it_was(target, published, monkeypatch):
    export(target)
    before = times(target)

    def fail(self, address):
        raise RuntimeError("the database went away")

    monkeypatch.setattr("claims.views.static_site.Site.page", fail)
    with pytest.raises(RuntimeError):
        export(target)
    assert times(target) == before
    monkeypatch.undo()
    export(target)
    left = {path.name for path in target.parent.iterdir()}
    assert left == {"site"}


def test_a_folder_of_something_else_is_not_touched(target, published):
    target.mkdir()
    (target / "thesis.txt").write_text("mine")
    with pytest.raises(CommandError, match="nothing was touched"):
        export(target)
    assert [p.name for p in target.iterdir()] == ["thesis.txt"]


def test_a_file_altered_by_hand_is_written_again(tmp_path):
    place = tmp_path / "site"
    for expected in ("new", "new", "new"):
        new = Folder(place)
        new.add("a/b.txt", [b"new"])
        new.place({})
        assert (place / "a/b.txt").read_text() == expected
        os.chmod(place / "a/b.txt", 0o644)
        shutil.copyfile(__file__, place / "a/b.txt")


@pytest.mark.parametrize("name", ["../x", "/etc/x", "a/../../x", ""])
def test_no_name_leads_out_of_the_folder(tmp_path, name):
    with pytest.raises(ValueError):
        Folder(tmp_path / "site").add(name, [b""])


def test_nothing_published_is_a_site_too(target):
    export(target)
    found = pages(target)
    assert Path(target / "findings/index.html") in found
    assert [f for p, page in found.items() for f in faults_of(p, page, target)] == []
