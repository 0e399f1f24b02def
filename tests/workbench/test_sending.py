"""What goes out small, and what stays as it is."""

from __future__ import annotations

import gzip
import hashlib
import re
from base64 import b64encode

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpResponse
from django.template import Context, Template
from django.test import Client, RequestFactory, override_settings

from workbench.sending import STYLE_COOKIE, CompressPages, version_of
from workbench.sheets import OURS

WORDS = "The bridge was closed on Friday. " * 40
requests = RequestFactory(headers={"Accept-Encoding": "gzip"})


def sent(path: str, kind: str, *, status: int = 200) -> HttpResponse:
    def view(_request: object) -> HttpResponse:
        return HttpResponse(WORDS, content_type=kind, status=status)

    return CompressPages(view)(requests.get(path))


@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "text/css"])
def test_what_a_browser_shows_is_compressed(kind: str) -> None:
    answer = sent("/findings/", kind)
    assert answer["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.content).decode() == WORDS
    assert "Accept-Encoding" in answer["Vary"]


@pytest.mark.parametrize(
    ("path", "kind", "status"),
    [
        ("/api/v1/docs/", "text/html", 200),
        ("/api/v1/facts", "application/json", 200),
        ("/documents/1.pdf", "application/pdf", 200),
        ("/static/desk.css", "text/css", 206),
    ],
)
def test_the_rest_goes_out_as_it_is(path: str, kind: str, status: int) -> None:
    assert "Content-Encoding" not in sent(path, kind, status=status)


@override_settings(ALLOWED_HOSTS=["testserver"])
def test_a_style_sheet_may_be_kept_since_its_address_names_its_content() -> None:
    address = staticfiles_storage.url("desk.css")
    assert address == f"/static/desk.css?v={version_of('desk.css')}"
    answer = Client(headers={"Accept-Encoding": "gzip"}).get(address)
    assert answer["Cache-Control"] == "max-age=604800, public"
    assert answer["Content-Encoding"] == "gzip"
    assert b":root" in gzip.decompress(b"".join(answer.streaming_content))


def test_a_file_that_is_not_there_has_no_version() -> None:
    assert version_of("no-such.css") == ""
    assert staticfiles_storage.url("no-such.css") == "/static/no-such.css"


def drawn(*, cookie: str = "", in_pages: bool = True) -> str:
    request = requests.get("/")
    request.COOKIES[STYLE_COOKIE] = cookie
    page = Template("{% load desk %}{% style 'desk.css' %}{% style 'desk/claim.css' %}")
    with override_settings(STYLES_IN_PAGES=in_pages):
        return page.render(Context({"request": request}))


def test_a_cold_reader_gets_styles_within_the_page_and_the_policy_permits_them() -> (
    None
):
    page = drawn()
    assert "<link" not in page
    permitted = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["style-src"]
    for text in re.findall(r"<style>(.*?)</style>", page, re.DOTALL):
        digest = b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in permitted
    assert page.count("<style>") == 2


def test_who_has_the_shared_styles_is_not_sent_them_again() -> None:
    page = drawn(cookie=version_of("desk.css"))
    assert (
        f'<link rel="stylesheet" href="{staticfiles_storage.url("desk.css")}">' in page
    )
    assert page.count("<style>") == 1
    assert drawn(cookie="of-last-year").count("<style>") == 2
    assert "<style>" not in drawn(in_pages=False)


def test_no_style_sheet_can_end_its_element() -> None:
    assert not [name for name in OURS.rglob("*.css") if "</" in name.read_text("utf-8")]
