"""What people post becomes words; a text without marks stays as it is."""

import pytest

from sources.search.words import plain_words


@pytest.mark.parametrize(
    ("posted", "words"),
    [
        ("The bridge was closed.", "The bridge was closed."),
        ("Look https://example.org/a?b=1 here", "Look here"),
        ("Seen pic.twitter.com/abc123 today", "Seen today"),
        ("The #ParisAccord is dead", "The Paris Accord is dead"),
        ("#COVID19 and #BBCNews", "COVID 19 and BBC News"),
        ("@city_hall says so", "city hall says so"),
        ("Fire \U0001f525\U0001f525 downtown", "Fire downtown"),
        ("It cost $1,250,000 in 2019, 300 more", "It cost $1250000 in 2019, 300 more"),
        ("1,25 and 12,34", "1,25 and 12,34"),
        ("Emma Gonz\u00e1lez", "Emma Gonzalez"),
        ("Ships &amp; planes", "Ships & planes"),
        ("a\x00b", "a b"),
        ("", ""),
    ],
)
def test_a_post_becomes_plain_words(posted, words):
    assert plain_words(posted) == words


@pytest.mark.parametrize("text", ["#", "@", "# @ _", "https://", "\ud83d", "&#0;"])
def test_odd_marks_break_nothing(text):
    plain_words(text)
