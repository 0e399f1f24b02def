"""The public site as files that any server can hand out, or that open from a disk.

In: the product's own answers to anonymous requests. Out: the same pages with relative
links; what only a running workbench can answer (search, reports, the desk) is taken
out of them, and the words of such links stay.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import Resolver404, resolve, reverse
from lxml import html

from claims.models import Publication

# What is asked for besides what pages lead to.
SEEDS = (
    "/findings/",
    "/corrections/",
    "/exports/",
    "/feeds/facts.atom",
    "/feeds/facts.json",
    "/feeds/corrections.atom",
    "/feeds/corrections.json",
)
# Public addresses that answer only while a workbench runs.
LIVE = {"oembed", "report_form", "report_status", "problems", "problem"}
RECORDS = re.compile(r"/api/v1/(facts|checkpoints)/[\w-]+(/proof)?")
# Links that are addresses to know, not to follow.
TOLD = {"canonical", "license"}
FOLLOWED = (("a", "href"), ("link", "href"), ("img", "src"), ("iframe", "src"))
CURSOR = re.compile(r"[?&](cursor|after|before|page)=")


@dataclass(frozen=True, slots=True)
class Page:
    """One answer: its file below the folder, and its bytes in pieces."""

    file: str
    pieces: Iterator[bytes]


@dataclass
class Site:
    """A walk over everything public, each address once.

    ``names`` are those of the public addresses (workbench/urls.py); ``dead`` is what
    pages lead to and does not exist.
    """

    names: frozenset[str]
    dead: list[str] = field(default_factory=list)
    asked: dict[str, str] = field(default_factory=dict)
    waiting: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.bases = {settings.PUBLIC_URL.rstrip("/")}
        secure = settings.PUBLIC_URL.startswith("https://")
        host = next((h for h in settings.ALLOWED_HOSTS if h[:1] not in "*."), "")
        self.client = Client(headers={"host": host or "localhost"})
        self.secure = secure

    def pages(self) -> Iterator[Page]:
        """Yield every page, with all that it leads to, until nothing is left."""
        for address in SEEDS:
            self.want(address)
        versions = Publication.objects.order_by("published_at", "pk")
        for slug, version in versions.values_list("slug", "version").iterator():
            self.want(reverse("finding_version", args=[slug, version]))
        while self.waiting:
            yield from self.page(self.waiting.pop(0))

    def want(self, address: str) -> str:
        """Return the file that an address of ours will be in; "" when in none."""
        address = address.partition("#")[0]
        if address not in self.asked:
            self.asked[address] = self.file_of(address)
            if self.asked[address]:
                self.waiting.append(address)
                if RECORDS.fullmatch(address.partition("?")[0]):
                    self.want(address.partition("?")[0])  # whole and newest, too
        return self.asked[address]

    def file_of(self, address: str) -> str:
        path, _, query = address.partition("?")
        path = unquote(path)
        if path.startswith(settings.STATIC_URL):
            return path.lstrip("/")  # its query names its content alone
        if RECORDS.fullmatch(path):
            return record_file(path, query)
        try:
            name = resolve(path).url_name
        except Resolver404:
            return ""
        if name not in self.names or (query and not CURSOR.search(f"?{query}")):
            return ""
        file = f"{path}index.html" if path.endswith("/") else path
        return with_query(file.lstrip("/"), query)

    def page(self, address: str) -> Iterator[Page]:
        file = self.asked[address]
        if address.startswith(settings.STATIC_URL):
            yield from self.static(address, file)
            return
        response: Any = self.client.get(address, secure=self.secure)
        if response.status_code != 200:
            self.dead.append(address)
            self.asked[address] = ""
            return
        kind = response["Content-Type"].partition(";")[0]
        if kind == "text/html":
            yield Page(file, iter([self.relative(response.content, file)]))
        elif "Link" in response and "/feeds/" in address:
            yield Page(file, iter([self.chained(response, file)]))
        else:
            yield Page(file, iter(response))

    def static(self, address: str, file: str) -> Iterator[Page]:
        path = finders.find(file.removeprefix(settings.STATIC_URL.lstrip("/")))
        if not path:
            self.dead.append(address)
            return
        with open(path, "rb") as found:
            yield Page(file, iter([found.read()]))

    def chained(self, response: Any, file: str) -> bytes:
        """A page of a feed; the next one is told by the file it will be in."""
        following = re.match(r"<([^>]+)>", response["Link"])
        body: bytes = response.content
        if following is None:
            return body
        there = self.want(self.inner(following[1]))
        written = following[1], following[1].replace("&", "&amp;")
        for one in written:
            body = body.replace(one.encode(), f"{settings.PUBLIC_URL}/{there}".encode())
        return body

    def inner(self, url: str) -> str:
        """Return an address of this site without its host; "" for any other."""
        if url.startswith("/") and not url.startswith("//"):
            return url
        base = next((b for b in self.bases if url.startswith(f"{b}/")), None)
        return "" if base is None else url[len(base) :]

    def relative(self, page: bytes, file: str) -> bytes:
        """Return a page whose links lead from its own file to others'."""
        document = html.document_fromstring(page, parser=PARSER)
        for form in document.xpath("//form | //*[@data-live]"):
            form.drop_tree()
        for tag, attribute in FOLLOWED:
            for element in document.iter(tag):
                if not TOLD & set(element.get("rel", "").split()):
                    self.relink(element, attribute, file)
        text: bytes = html.tostring(
            document, doctype="<!doctype html>", encoding="utf-8"
        )
        return text

    def relink(self, element: Any, attribute: str, file: str) -> None:
        url = element.get(attribute)
        if url is None or url.startswith("#"):
            return
        address = self.inner(url if not url.startswith("?") else self.beside(url, file))
        if not address and urlsplit(url).scheme:
            return
        there = self.want(address) if address else ""
        fragment = urlsplit(url).fragment
        if there:
            link = posixpath.relpath(there, posixpath.dirname(file) or ".")
            element.set(attribute, f"{link}#{fragment}" if fragment else link)
        elif element.tag == "a":
            del element.attrib[attribute]
            element.tag = "span"  # its words stay, and look like words
        else:
            element.drop_tree()

    def beside(self, query: str, file: str) -> str:
        """An address that is a query alone is one of the page that it stands on."""
        here = next(a for a, f in self.asked.items() if f == file)
        return f"{here.partition('?')[0]}{query}"


PARSER = html.HTMLParser(encoding="utf-8")


def record_file(path: str, query: str) -> str:
    """A record as JSON: "api/v1/facts/ID.json", "…/ID.v2.json" for a version of it."""
    version = re.fullmatch(r"version=(\d+)", query)
    if query and version is None:
        return ""
    mark = f".v{version[1]}" if version else ""
    return f"{path.lstrip('/')}{mark}.json"


def with_query(file: str, query: str) -> str:
    """A file's name for one query: "findings/index.1a2b3c4d.html"."""
    if not query:
        return file
    stem, dot, ending = file.rpartition(".")
    mark = hashlib.sha256(query.encode()).hexdigest()[:8]
    return f"{stem}.{mark}{dot}{ending}"


def front_page(title: str) -> bytes:
    """The folder's own page: it leads to the findings."""
    page = html.Element("html", lang="en")
    head = html.etree.SubElement(page, "head")
    html.etree.SubElement(head, "meta", charset="utf-8")
    refresh = {"http-equiv": "refresh", "content": "0; url=findings/index.html"}
    html.etree.SubElement(head, "meta", refresh)
    html.etree.SubElement(head, "title").text = title
    body = html.etree.SubElement(page, "body")
    html.etree.SubElement(body, "a", href="findings/index.html").text = title
    text: bytes = html.tostring(page, doctype="<!doctype html>", encoding="utf-8")
    return text
