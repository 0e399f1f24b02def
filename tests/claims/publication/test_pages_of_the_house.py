"""Pages that the house writes about itself."""

from __future__ import annotations

import pytest
from django.db import IntegrityError

from claims.errors import BadPage, NotAllowed, NotFound, StaleRow
from claims.models import SitePage
from claims.publication.pages import (
    PAGES,
    current,
    history,
    in_language,
    render,
    save_page,
)

pytestmark = pytest.mark.django_db
WORDS = {"title": "How we check", "text": "We read everything twice."}


@pytest.mark.parametrize("slug", PAGES)
@pytest.mark.parametrize("language", ["en", "de"])
def test_each_page_has_words_before_anybody_wrote_one(slug, language, settings):
    page = current(slug, language)
    assert (page.version, page.language) == (0, language)
    assert settings.ORGANISATION in page.text
    assert "{" not in page.text
    assert page.title
    assert "<h2>" in page.html or "<p>" in page.html


def test_what_an_admin_writes_is_shown_and_every_version_kept(admin):
    save_page("method", "en", **WORDS, by=admin, seen_version=0)
    second = {**WORDS, "text": "We read everything thrice."}
    save_page("method", "en", **second, by=admin, seen_version=1, note="Once more.")
    assert current("method").text == "We read everything thrice.\n"
    assert [row.version for row in history("method", "en")] == [2, 1]
    assert current("method", "de").language == "de"


def test_a_language_nobody_wrote_and_we_do_not_ship_is_read_in_english(admin):
    save_page("method", "en", **WORDS, by=admin, seen_version=0)
    assert current("method", "fr").language == "en"
    assert in_language("method", "fr").language == "fr"


def test_the_same_words_again_make_no_version(admin):
    first = save_page("method", "en", **WORDS, by=admin, seen_version=0)
    assert save_page("method", "en", **WORDS, by=admin, seen_version=1) == first


def test_two_who_edit_at_once_do_not_overwrite_each_other(admin):
    save_page("method", "en", **WORDS, by=admin, seen_version=0)
    with pytest.raises(StaleRow):
        save_page("method", "en", **{**WORDS, "text": "x"}, by=admin, seen_version=0)


@pytest.mark.parametrize("person", ["reporter", "reviewer", "second_reader", "editor"])
def test_only_admins_edit(person, request):
    with pytest.raises(NotAllowed):
        save_page(
            "method",
            "en",
            **WORDS,
            by=request.getfixturevalue(person),
            seen_version=0,
        )


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": " "},
        {"title": "x" * 121},
        {"text": " \n"},
        {"text": "x" * 40_001},
        {"note": "x" * 301},
        {"text": "a\0b"},
    ],
)
def test_what_is_no_page_is_refused(admin, wrong):
    with pytest.raises(BadPage):
        save_page("method", "en", **(WORDS | wrong), by=admin, seen_version=0)
    assert not SitePage.objects.exists()


@pytest.mark.parametrize(("slug", "language"), [("terms", "en"), ("method", "xx")])
def test_only_pages_and_languages_of_the_product_are_written(admin, slug, language):
    with pytest.raises(NotFound):
        save_page(slug, language, **WORDS, by=admin, seen_version=0)


def test_a_version_is_never_changed(admin):
    save_page("method", "en", **WORDS, by=admin, seen_version=0)
    with pytest.raises(IntegrityError, match="insert-only"):
        SitePage.objects.update(text="x")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("# A\n\nB", "<h2>A</h2>\n<p>B</p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("**a** *b*", "<p><strong>a</strong> <em>b</em></p>\n"),
        ("[a](/method/)", '<p><a href="/method/">a</a></p>\n'),
        ("[a](javascript:alert(1))", "<p>[a](javascript:alert(1))</p>\n"),
        ("[a](data:text/html,x)", "<p>[a](data:text/html,x)</p>\n"),
        ("<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>\n"),
        ("<img src=x onerror=y>", "<p>&lt;img src=x onerror=y&gt;</p>\n"),
        (
            '[a](/x "b\\" onclick=y")',
            '<p><a href="/x" title="b&quot; onclick=y">a</a></p>\n',
        ),
        (
            "![a](https://b.example/c.png)",
            '<p>!<a href="https://b.example/c.png">a</a></p>\n',
        ),
    ],
)
def test_text_becomes_html_of_a_small_safe_kind(text, html):
    assert render(text) == html
