"""What is no main text of a page stays in its place, marked by the rule that told it."""

import pytest

from sources.ingest.formats import HTML, MARKDOWN, load_reader
from sources.text.document import read_document
from tests.sources.text.reading_help import sentences

BODY = """<p>The old dam above the town failed on Monday, the water board said, and at least
12 people are missing.</p><p>Nobody was warned of the water, residents told the paper, and
the board had known of cracks in the wall for a year.</p>"""
CAPTION = "Houses stand in water below the dam."


def page(inside="", before="", after="", head=""):
    return (
        f"<!doctype html><html><head><title>Dam fails</title>{head}</head><body>{before}"
        f"<article><h1>Dam fails above Sarnow</h1>{inside}{BODY}</article>{after}</body>"
    )


def read(html):
    extracted = load_reader(HTML)(html.encode(), url="https://valley.example/x")
    rows = [(b.kind, b.rule, extracted.text[b.start : b.end]) for b in extracted.blocks]
    return extracted, rows


@pytest.mark.parametrize(
    ("html", "kind", "rule", "words"),
    [
        (
            page(before="<nav><ul><li>Home</li><li>Politics</li></ul></nav>"),
            "boilerplate",
            "navigation",
            "Home · Politics",
        ),
        (
            page(before='<div class="main-menu"><a>Home</a></div>'),
            "boilerplate",
            "navigation",
            "Home",
        ),
        (page(after="<footer>© Valley Post</footer>"), "boilerplate", "imprint", "© V"),
        (
            page(after='<div class="related-stories"><a>Bridge closed</a></div>'),
            "boilerplate",
            "promotion",
            "Bridge closed",
        ),
        (
            page('<div class="share-bar"><a>Copy link</a></div>'),
            "boilerplate",
            "share",
            "Copy link",
        ),
        (
            page(f"<figure><img src=x><figcaption>{CAPTION}</figcaption></figure>"),
            "caption",
            "figcaption",
            CAPTION,
        ),
        (
            page(
                "<figure><figcaption>Houses in water. "
                '<span class="photo-credit">Jon Lund / VP</span></figcaption></figure>'
            ),
            "credit",
            "photo-credit",
            "Jon Lund / VP",
        ),
        (
            page(
                '<blockquote class="twitter-tweet"><p>We search for all who are gone.'
                "</p>— Board (@board) March 4, 2024</blockquote>"
            ),
            "embed",
            "embedded-post",
            "We search for all who are gone.",
        ),
        (
            page("<blockquote><p>It was like thunder above us all.</p></blockquote>"),
            "quote",
            "html-quote",
            "It was like thunder above us all.",
        ),
    ],
)
def test_each_part_of_a_page_is_what_it_is(html, kind, rule, words):
    extracted, rows = read(html)
    assert any(row[:2] == (kind, rule) and words in row[2] for row in rows), rows
    found = sentences(read_document("d", extracted), "body")
    assert [s.split()[0] for s in found] == ["The", "Nobody"]


def test_main_text_in_a_wrapper_named_for_its_menu_stays_main_text():
    _, rows = read(page().replace("<article>", '<div class="social nav-open">'))
    assert [row[0] for row in rows].count("body") == 2


def test_a_line_end_parts_words():
    lines = "<p>Twelve people are missing in all.<br>Ninety houses were flooded.</p>"
    extracted, _ = read(page(lines))
    assert "in all. Ninety" in extracted.text


def test_a_table_keeps_its_rows():
    table = (
        "<table><tr><th>Town</th><th>Lost</th></tr><tr><td>Elm</td><td>12</td></table>"
    )
    _, rows = read(page(table))
    assert ("body", "table-row", "Elm | 12") in rows


def test_a_page_without_a_declared_encoding_keeps_its_letters():
    extracted, _ = read(page(head='<meta property="og:title" content="Déjà vu">'))
    assert extracted.facts.title == "Déjà vu"


@pytest.mark.parametrize(
    "address", ["http://[bad", "http://[::1", "//", "javascript:x"]
)
def test_an_address_that_is_none_is_left_out(address):
    extracted, _ = read(page(head=f'<link rel="canonical" href="{address}">'))
    assert extracted.facts.canonical_url in ("", "https://valley.example/x")
    document = read_document("d", extracted)
    assert document.facts.title


def test_an_address_in_front_matter_may_be_none():
    text = "---\nurl: http://[bad\n---\nThe dam broke on Monday.\n"
    document = read_document("d", load_reader(MARKDOWN)(text.encode()))
    assert document.facts.outlet == ""


def test_the_time_of_publication_is_read_from_the_pages_markup():
    when = '<time datetime="2024-03-04T09:30:00+01:00" pubdate>4 March</time>'
    extracted, _ = read(page(when))
    assert extracted.facts.published.value == "2024-03-04T09:30:00+01:00"
    assert extracted.facts.published.how == "metadata"
