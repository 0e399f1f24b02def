"""A finding on paper says what its page says, and is tagged for who cannot see it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from claims.publication.exports.finding_pdf import export
from claims.publication.proof.checkpoints import make_checkpoint
from tests.claims.publication.paper import (
    is_tagged,
    plain,
    printed,
    tags_of,
    text_of,
)
from tests.factories.findings import HOSTILE, correction, full_body, make_finding

ABOUT = {
    "title": "False: the bridge was closed",
    "author": "Harbour Post",
    "language": "en",
    "published": "2026-03-01T09:00:00Z",
    "head": "Harbour Post",
    "foot": "https://harbour.example/findings/1/v1/",
}


def texts(client, settings, row):
    """The text of a version's page and that of its PDF."""
    page = client.get(reverse("finding_version", args=[row.slug, row.version]))
    answer = client.get(reverse("finding_pdf", args=[row.slug, row.version]))
    assert answer["Content-Type"] == "application/pdf"
    foot = settings.PUBLIC_URL + page.request["PATH_INFO"]
    paper = text_of(answer.content, head=settings.ORGANISATION, foot=foot)
    return printed(page.content.decode()), paper


def many(body, times):
    evidence = [
        {**row, "id": f"01900000-0000-7000-8000-{number:012}"}
        for number, row in enumerate(body["evidence"] * times)
    ]
    return body | {"evidence": evidence}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "body",
    [{}, full_body(), full_body(HOSTILE), many(full_body(), 12)],
    ids=["small", "full", "hostile", "long"],
)
def test_the_pdf_says_what_the_page_says(client, settings, body):
    on_page, on_paper = texts(client, settings, make_finding(**body))
    assert on_paper == on_page


@pytest.mark.django_db
def test_an_old_version_is_told_old_on_paper_too(client, settings):
    first = make_finding(**full_body())
    make_finding(None, [first], corrections=[correction()])
    on_page, on_paper = texts(client, settings, first)
    assert on_paper == on_page
    assert plain("This is version 1, and it is old.") in on_paper


@pytest.mark.django_db
def test_the_pdf_holds_evidence_ids_digest_and_checkpoint(client, settings):
    body = full_body()
    row = make_finding(**body)
    checkpoint = make_checkpoint()
    _on_page, on_paper = texts(client, settings, row)
    for words in (row.digest, checkpoint.digest, *(e["id"] for e in body["evidence"])):
        assert plain(words) in on_paper


@pytest.mark.django_db
def test_the_pdf_is_tagged_with_headings_lists_links_and_the_picture(client):
    row = make_finding(**full_body())
    data = client.get(reverse("finding_pdf", args=[row.slug, 1])).content
    assert is_tagged(data)
    tags = tags_of(data)
    assert tags.count("H1") == 1
    assert {"H2", "H3", "P", "L", "LI", "Link", "Table", "TH", "Figure"} <= set(tags)


@pytest.mark.django_db
def test_the_pdf_is_not_set_anew_for_who_has_it(client):
    row = make_finding()
    url = reverse("finding_pdf", args=[row.slug, 1])
    first = client.get(url)
    again = client.get(url, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert first["Content-Disposition"] == f'inline; filename="{row.slug}-v1.pdf"'


@pytest.mark.parametrize(
    ("article", "text"),
    [
        ("<p>one</p><p>two</p>", "one two"),
        ("stray <b>bold</b><p>then</p> tail", "stray bold then tail"),
        ("<p>seen</p><p data-screen>unseen</p>", "seen"),
        ('<p><a href="https://a.example/">a</a></p>', "a (https://a.example/)"),
        (
            '<p><a href="https://a.example/">https://a.example/</a></p>',
            "https://a.example/",
        ),
        ('<p><a href="/here/">here</a></p>', "here"),
        (
            "<p>#let x = 1; $x^2$ *b* _i_ @ref &lt;a&gt; // \\</p>",
            "#let x = 1; $x^2$ *b* _i_ @ref <a> // \\",
        ),
        ("<dl><dt>Name</dt><dd>value</dd></dl>", "Name value"),
        ("<ol><li>first<ul><li>within</li></ul></li></ol>", "first within"),
        ("<p>one<br>two</p>", "one two"),
        ("<script>x</script><!-- no --><p></p><p>кириллица</p>", "кириллица"),
        ("", ""),
    ],
)
def test_markup_becomes_words_and_words_stay_words(article, text):
    data = export(f"<article>{article}</article>", about=ABOUT)
    assert text_of(data, head=ABOUT["head"], foot=ABOUT["foot"]) == plain(text)


def test_the_same_page_makes_the_same_file():
    article = "<article><h1>Once</h1><p>Twice</p></article>"
    assert export(article, about=ABOUT) == export(article, about=ABOUT)


def test_characters_that_no_drawing_may_hold_hinder_no_paper():
    drawn = '<svg xmlns="http://www.w3.org/2000/svg"><text>a\x08\x1bb</text></svg>'
    made = export(
        '<article><figure data-picture="times"></figure></article>',
        about=ABOUT,
        pictures={"times": (drawn, "Times.")},
    )
    assert made.startswith(b"%PDF")
