"""One scorer: rare words, meaning and closeness in time add up."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from sources.search.scoring import (
    OF_MEANING_IN_ARCHIVE,
    PUBLISHED,
    SAID,
    Match,
    Statistics,
    bm25,
    ranked,
    rarest,
)

COUNTED = Statistics(1000, 10.0, {"said": 900, "bridge": 40, "crack": 2})


def match(number, *, length=10, cosine=None, day=None, headline=None, **counts):
    return Match(UUID(int=number), counts, length, cosine, day, headline)


def keys(found):
    return [each.key.int for each in found]


def test_a_rarer_word_weighs_more():
    assert COUNTED.rarity("crack") > COUNTED.rarity("bridge") > COUNTED.rarity("said")


def test_a_word_never_counted_is_the_rarest():
    assert COUNTED.rarity("zeppelin") > COUNTED.rarity("crack")


def test_every_word_weighs_something_even_when_nothing_was_counted():
    assert COUNTED.rarity("said") > 0
    assert Statistics(0, 0.0, {}).rarity("bridge") > 0


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (match(1, crack=1), match(2, bridge=1)),
        (match(1, bridge=1, crack=1), match(2, crack=1)),
        (match(1, bridge=2), match(2, bridge=1)),
        (match(1, bridge=1, length=5), match(2, bridge=1, length=50)),
    ],
    ids=["rarer word", "more words", "more often", "shorter text"],
)
def test_better_by_words(better, worse):
    assert bm25(better, COUNTED) > bm25(worse, COUNTED)


def test_no_word_in_common_scores_nothing_by_words():
    assert bm25(match(1), COUNTED) == 0


MAY = date(2020, 5, 1)


@pytest.mark.parametrize(
    ("asked", "said", "near"),
    [
        (MAY, MAY, 1.0),
        (MAY, date(2020, 4, 24), (0.2 * 1 / 2 + 1.2 * 700 / 707) / 1.4),
        (MAY, date(2020, 5, 8), (0.2 * 1 / 2 + 1.2 * 30 / 37) / 1.4),
        (None, MAY, 0.0),
        (MAY, None, 0.0),
    ],
    ids=["one day", "a week before", "a week after", "asked", "said"],
)
def test_closeness_in_time(asked, said, near):
    assert SAID.closeness(asked, said) == pytest.approx(near)


@pytest.mark.parametrize("timing", [SAID, PUBLISHED])
def test_what_came_before_stays_closer_than_what_came_after(timing):
    steps = [timedelta(days) for days in (1, 30, 400, 4000)]
    before = [timing.closeness(MAY, MAY - step) for step in steps]
    after = [timing.closeness(MAY, MAY + step) for step in steps]
    assert before == sorted(before, reverse=True)
    assert after == sorted(after, reverse=True)
    assert all(early > late for early, late in zip(before, after, strict=True))


def test_what_is_published_later_may_tell_of_it_what_is_said_later_hardly():
    later = MAY + timedelta(90)
    assert PUBLISHED.closeness(MAY, later) > SAID.closeness(MAY, later)


def test_meaning_finds_what_shares_no_word():
    found = ranked([match(1, said=1, cosine=0.1), match(2, cosine=0.9)], COUNTED)
    assert keys(found) == [2, 1]


def test_the_headline_decides_between_claims_alike():
    other = match(1, cosine=0.5, headline=0.2)
    bare = match(2, cosine=0.5)
    same = match(3, cosine=0.5, headline=0.8)
    found = ranked([other, bare, same], COUNTED)
    assert keys(found) == [3, 2, 1]
    assert {each.meaning for each in found} == {0.5}


def test_in_an_archive_meaning_weighs_more_than_on_a_page():
    rows = [match(1, crack=1, cosine=0.2), match(2, cosine=0.6)]
    assert keys(ranked(rows, COUNTED)) == [1, 2]
    archive = ranked(rows, COUNTED, of_meaning=OF_MEANING_IN_ARCHIVE)
    assert keys(archive) == [2, 1]


def test_of_two_alike_the_nearer_in_time_comes_first():
    day = date(2020, 5, 1)
    old = match(1, bridge=1, cosine=0.5, day=date(2012, 5, 1))
    new = match(2, bridge=1, cosine=0.5, day=date(2020, 5, 3))
    assert keys(ranked([old, new], COUNTED, day=day)) == [2, 1]


def test_the_day_alone_does_not_beat_likeness():
    day = date(2020, 5, 1)
    like = match(1, bridge=1, crack=1, cosine=0.8)
    unlike = match(2, cosine=0.2, day=day)
    assert keys(ranked([unlike, like], COUNTED, day=day)) == [1, 2]


def test_the_order_of_arrival_changes_nothing():
    rows = [match(3, bridge=1), match(1, bridge=1), match(2, bridge=1)]
    assert keys(ranked(rows, COUNTED)) == keys(ranked(rows[::-1], COUNTED)) == [1, 2, 3]


def test_nothing_to_rank_gives_nothing():
    assert ranked([], COUNTED) == []


@pytest.mark.parametrize(
    ("terms", "budget", "chosen"),
    [
        (["said", "bridge", "crack"], 100, ["crack", "bridge"]),
        (["said", "bridge", "crack"], 1000, ["crack", "bridge", "said"]),
        (["said", "zeppelin"], 100, ["zeppelin"]),
        (["bridge", "bridge"], 40, ["bridge"]),
        (["said"], 100, []),
        ([], 100, []),
    ],
)
def test_the_rarest_words_within_the_budget(terms, budget, chosen):
    assert rarest(terms, COUNTED, budget=budget) == chosen
