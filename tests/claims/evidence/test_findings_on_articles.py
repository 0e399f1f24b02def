"""What an editor gets from five real articles, which lie outside the repository.

Their words are not ours to publish: a span is named by its article and first offset.
"""

from pathlib import Path

import pytest
from django.conf import settings

from tests.claims.evidence.stories import story_of

SEEDS = Path(settings.CORPORA, "seeds")
pytestmark = pytest.mark.skipif(
    not SEEDS.is_dir(), reason=f"no articles in {SEEDS}: nothing to relate there"
)

TOLL = [("000", 593), ("001", 2182), ("001", 231)]
AZERBAIJAN_BEGAN = [("001", 419), ("002", 1906), ("000", 621)]
ARMENIA_BEGAN = [("001", 1921), ("004", 889), ("004", 2400)]


@pytest.fixture(scope="module")
def articles():
    return story_of(SEEDS)


def key_at(articles, place):
    article, start = place
    (found,) = (
        key
        for key, one in articles.utterances.items()
        if one.document.startswith(article) and one.found.selector.start == start
    )
    return found


def between(articles, one, other):
    ends = {key_at(articles, one), key_at(articles, other)}
    return next((r for r in articles.relations if {r.a, r.b} == ends), None)


def group_of(articles, place):
    key = key_at(articles, place)
    return next(group for group in articles.groups if key in group.members)


@pytest.mark.parametrize(
    ("one", "other", "label", "why"),
    [
        pytest.param(
            ("001", 1157),
            ("004", 1527),
            "contradicts",
            ("06:00 UTC", "05:00 UTC", "1 h apart"),
            id="the same digits in two zones, both shown in one",
        ),
        pytest.param(
            ("001", 1157),
            ("004", 1617),
            "partially_contradicts",
            ("06:00 UTC", "05:15 UTC", "45 min apart"),
            id="a clock time takes its zone from the sentence before",
        ),
        pytest.param(
            ("000", 2359),
            ("001", 1999),
            "partially_contradicts",
            ("Azerbaijan", "failed", "succeeded"),
            id="failed and fulfilled",
        ),
        pytest.param(
            ("000", 3276),
            ("004", 2523),
            "partially_contradicts",
            ("31 Aug 2022", "5 Sep 2022 to 11 Sep 2022"),
            id="the last was in August, yet one was last week",
        ),
        pytest.param(
            ("003", 2005),
            ("003", 2157),
            "contradicts",
            ("70", "17 together", "differ by 53"),
            id="losses claimed and conceded, inside one article",
        ),
    ],
)
def test_a_conflict_says_why(articles, one, other, label, why):
    found = between(articles, one, other)
    assert found is not None
    assert found.label == label
    for words in why:
        assert words in found.reasons[0].words


def test_one_toll_in_three_wordings_is_one_group_of_one_origin_without_alarm(articles):
    group = group_of(articles, TOLL[0])
    held = {key_at(articles, place) for place in TOLL}
    assert held <= set(group.members)
    assert (group.documents, group.origins) == (2, 1)
    among = [r for r in articles.relations if {r.a, r.b} <= held]
    assert {r.label for r in among} <= {"same", "supports"}
    assert not any(r.independent for r in among)


def test_who_began_is_one_question_and_each_party_holds_its_version_once(articles):
    places = [*AZERBAIJAN_BEGAN, *ARMENIA_BEGAN]
    at = {articles.groups.index(group_of(articles, place)) for place in places}
    (asked,) = (q for q in articles.questions if at <= set(q.groups))
    assert asked.slot == "party:hostilities"
    for held, party in ((AZERBAIJAN_BEGAN, "armenia"), (ARMENIA_BEGAN, "azerbaijan")):
        houses = {articles.houses[key_at(articles, place)] for place in held}
        assert houses == {f"party {party}"}
    found = between(articles, AZERBAIJAN_BEGAN[1], ARMENIA_BEGAN[1])
    assert found.label == "contradicts"
    assert "neither decided here" in found.reasons[0].words


def test_the_article_of_another_year_bears_on_nothing_but_standing_facts(articles):
    told = [r for r in articles.of_document("003") if r.label != "look_alike"]
    assert {(r.label, r.slot) for r in told} <= {
        ("supports", "measure:time:war"),
        ("supports", "count:deploy:person:russia"),
    }
    assert told
    alike = [r for r in articles.of_document("003") if r.label == "look_alike"]
    assert all(
        "2021" in r.reasons[0].words or "not known" in r.reasons[0].words for r in alike
    )


def test_a_relay_of_four_hands_is_counted_once_and_unconfirmed(articles):
    found = articles.utterances[key_at(articles, ("004", 1617))].found
    names = [link.name for link in found.chain]
    assert len(names) == 3  # the article that prints it is the fourth hand
    assert names[0] == "TASS"
    assert found.reservation == "has not yet been confirmed"
    assert group_of(articles, ("004", 1617)).origins == 1


@pytest.mark.parametrize(
    ("one", "other"), [(("000", 1153), ("001", 2490)), (("000", 1263), ("001", 2383))]
)
def test_one_utterance_in_two_orders_is_one(articles, one, other):
    found = between(articles, one, other)
    assert (found.label, found.level, found.independent) == ("same", "said", False)
    assert group_of(articles, one).origins == 1


def test_claims_with_no_counterpart_are_there_and_are_lone(articles):
    related = {end for r in articles.relations for end in (r.a, r.b)}
    lone = [key for key in articles.utterances if key not in related]
    assert lone
    for key in lone:
        group = next(group for group in articles.groups if key in group.members)
        assert group.members == (key,)
