"""A headline or deck that repeats the body is one claim with it, and says where."""

from dataclasses import replace

import pytest

from claims.extraction.base import Repeat
from claims.extraction.repeats import with_repeats

KINDS = {0: "body", 1: "body", 98: "deck", 99: "headline"}


@pytest.fixture(scope="module")
def body(the_claim):
    return the_claim("Sarnow Hydro opened two gates on Monday.", "gates")


def test_a_headline_that_repeats_the_body_is_linked_to_it(body):
    headline = replace(body, words="Sarnow Hydro opens two gates", sentence=99)
    linked, own_news = with_repeats([body], [headline], KINDS)
    segments = headline.selector.segments
    assert own_news == []
    assert linked == [
        replace(body, also_at=(Repeat("headline", segments, headline.words),))
    ]


def test_the_claim_that_shares_most_words_is_the_one_repeated(body):
    other = replace(body, words="Belk has two gates", sentence=1)
    deck = replace(body, words="Two gates opened by Sarnow Hydro", sentence=98)
    linked, _ = with_repeats([other, body], [deck], KINDS)
    assert [[r.kind for r in one.also_at] for one in linked] == [[], ["deck"]]


def test_a_headline_with_news_of_its_own_stays(body):
    headline = replace(body, words="Twelve villagers drown below Belk", sentence=99)
    assert with_repeats([body], [headline], KINDS) == ([body], [headline])


def test_a_headline_without_a_body_stays(body):
    headline = replace(body, sentence=99)
    assert with_repeats([], [headline], KINDS) == ([], [headline])


def test_the_link_is_found_in_a_whole_document(extract):
    text = (
        "Sarnow Hydro opens two gates above Belk\n\n"
        "BELK, Lodavia — Sarnow Hydro opened two gates above Belk on Monday.\n\n"
        "The dam was inspected in April.\n"
    )
    found = extract(text).candidates
    assert [c.words for c in found if "gates" in c.words] == [
        "Sarnow Hydro opened two gates above Belk on Monday."
    ]
    (repeat,) = next(c.also_at for c in found if "gates" in c.words)
    ((start, end),) = repeat.segments
    assert text[start:end] == "Sarnow Hydro opens two gates above Belk"
