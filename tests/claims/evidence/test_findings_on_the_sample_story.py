"""What an editor gets from a story: agreement, conflict and look-alikes, each with why.

Two stories of ours: the sample story of the flood, and a clash in a strait, invented
for what the flood has not. Each line of a table is one finding in words.
"""

from pathlib import Path

import pytest

from tests.claims.evidence.stories import related, story_of

FLOOD = Path(__file__).parents[3] / "claims" / "demo" / "documents"

STRAIT = {
    "skagen-post.txt": """\
Skagen Post

Denmark and Norway trade blame after night of fire in the strait

By Maja Holt

September 16, 2031

OSLO, September 16, 2031 - Norway said that a ceasefire with Denmark had been agreed from 9:00 a.m. Oslo time (0700 GMT) on Tuesday.

The Norwegian Defence Ministry said that Danish forces opened fire on its coast guard shortly after midnight. Norwegian Prime Minister Kari Lund said at least 49 people were killed.

The ministry said that a Danish attempt to land on the island of Torra failed.

Last week, Norway accused Denmark of killing one of its soldiers in a clash in the strait.

"The mediators did everything they could. It is hard to praise Iceland enough," Norwegian spokesman Jon Velde told reporters on Tuesday.
""",
    "harbour-times.txt": """\
Harbour Times

Forty-nine dead in the strait

By Per Dahl

September 16, 2031

OSLO, September 16, 2031 - At least 49 Norwegian soldiers were killed in Danish attacks, Norwegian Prime Minister Kari Lund told lawmakers on Tuesday. The clashes left at least 49 Norwegian troops dead, she said.

"Provocations committed by Norwegian forces have been averted and all objectives of Denmark were fulfilled," the Danish Defence Ministry said in a statement.

"It is hard to praise Iceland enough. The mediators did everything they could," Norwegian spokesman Jon Velde said.

The last clash between Norway and Denmark took place at the end of August 2031, when a trawler was seized. On Monday Norwegian Prime Minister Kari Lund visited the coast.

Norway said that 70 Danish soldiers were killed or wounded. The Danish Defence Ministry said that seven of its soldiers were killed in the clash, with a further ten wounded.
""",
    "coast-radio.txt": """\
Coast Radio

Ceasefire in the strait disputed

September 16, 2031

AALBORG, September 16, 2031 - Danish news agency Nordlys, citing sources, reported that Norway and Denmark had agreed to a ceasefire starting from 9 a.m. local time (GMT+1) on September 16. "The Norwegian side broke the agreement, but from 9:15 a.m. the ceasefire was established," the agency said. This information has not been confirmed.

The Danish Defence Ministry accused Norway of a large-scale military provocation in the strait on Tuesday.
""",
    "old-clash.txt": """\
Fjord Weekly

Clash in the strait leaves three dead

November 13, 2029

OSLO, November 13, 2029 - Three Norwegian soldiers were killed on Tuesday when Danish forces opened fire in the Skagerrak strait, the Norwegian Defence Ministry said.

A ceasefire has been in force since 6:30 p.m. Oslo time, the ministry said.
""",
}


@pytest.fixture(scope="module")
def flood():
    return story_of(FLOOD)


@pytest.fixture(scope="module")
def strait():
    return related({name: text.encode() for name, text in STRAIT.items()})


GATES_BY_MINISTRY = ("capital-post", "opened at 6 a.m. local time")
GATES_BY_COMPANY = ("sarnow-hydro", "opened at 6 a.m. Velden time")
WARNED = ("meridian", "it called both districts")
NOT_WARNED = ("meridian", "no district was told")
INSPECTED = ("meridian", "was inspected in October 2023")
NOT_INSPECTED = ("meridian", "not been carried out since")
FAULT_OF_COMPANY = ("capital-post", "the flood was caused by")
FAULT_OF_MINISTRY = ("sarnow-hydro", "caused by a storage order")
NINE = ("sarnow-hydro", "nine people lost their lives")
FOURTEEN = ("daily-ledger", "At least 14 people were killed")


@pytest.mark.parametrize(
    ("one", "other", "label", "why"),
    [
        pytest.param(
            GATES_BY_MINISTRY,
            GATES_BY_COMPANY,
            "contradicts",
            ("04:00 UTC", "03:00 UTC", "1 h apart"),
            id="the same digits in two zones, both shown in one",
        ),
        pytest.param(
            FAULT_OF_COMPANY,
            FAULT_OF_MINISTRY,
            "contradicts",
            ("Sarnow Hydro", "Water Ministry", "neither decided here"),
            id="opposed versions of whose fault it was, no verdict",
        ),
        pytest.param(
            NINE,
            FOURTEEN,
            "contradicts",
            ("nine people", "At least 14 people", "differ by at least 5"),
            id="two tolls",
        ),
        pytest.param(
            WARNED,
            NOT_WARNED,
            "contradicts",
            ("denies what the other affirms", "district was given notice"),
            id="warned and not warned, inside one document",
        ),
        pytest.param(
            INSPECTED,
            NOT_INSPECTED,
            "contradicts",
            ("denies what the other affirms", "done in that time"),
            id="done in a time for which another denies it",
        ),
    ],
)
def test_a_conflict_of_the_flood_says_why(flood, one, other, label, why):
    found = flood.between(one, other)
    assert found is not None
    assert found.label == label
    for words in why:
        assert words in found.reasons[0].words


def test_opposed_versions_share_a_question_with_who_holds_each(flood):
    asked = flood.question_of(*FAULT_OF_COMPANY)
    assert asked == flood.question_of(*FAULT_OF_MINISTRY)
    assert asked.wording == "Who is to blame for the flood?"
    houses = [
        flood.houses[flood.key(*v)] for v in (FAULT_OF_COMPANY, FAULT_OF_MINISTRY)
    ]
    assert houses == ["party water ministry", "speaker sarnow hydro"]


def test_an_earlier_flood_is_a_look_alike_but_for_who_recalls_it(flood):
    recalled = {
        flood.key("capital-post", "died in February last year"),
        flood.key("capital-post", "Three villages were evacuated then"),
    }
    found = flood.of_document("valley-courier-2023")
    others = [one for one in found if not {one.a, one.b} & recalled]
    assert {one.label for one in others} == {"look_alike"}
    assert all("other event: " in one.reasons[0].words for one in others)
    told = [one for one in found if {one.a, one.b} & recalled]
    assert {one.label for one in told} == {"supports"}


def test_a_relay_of_four_hands_counts_once_and_is_marked_unconfirmed(flood):
    relayed = ("meridian", "a sensor on the third gate had failed")
    first = ("harbour-gazette", "sensor on the third gate of the Sarnow dam failed")
    found = flood.between(relayed, first)
    assert found is not None
    assert (found.label, found.independent) == ("same", False)
    assert flood.group_of(*relayed).origins == 1
    reading = flood.utterances[flood.key(*relayed)].found
    assert len(reading.chain) == 4
    assert reading.reservation == "has not been confirmed"


def test_what_a_company_says_itself_and_through_papers_is_one_origin(flood):
    group = flood.group_of("sarnow-hydro", "Four of the six gates")
    assert (group.documents, group.origins) == (3, 1)


def test_a_claim_with_no_counterpart_is_found_nowhere_else(flood):
    key = flood.key("east-bank-radio", "bridge at Brenn is closed")
    assert not [r for r in flood.relations if key in (r.a, r.b)]
    assert flood.group_of("east-bank-radio", "bridge at Brenn is closed").documents == 1


TRUCE_OF_OSLO = ("skagen-post", "had been agreed from 9:00 a.m.")
TRUCE_OF_AGENCY = ("coast-radio", "starting from 9 a.m. local time")
CLOCK_ALONE = ("coast-radio", "from 9:15 a.m.")
FAILED = ("skagen-post", "attempt to land on the island")
FULFILLED = ("harbour-times", "all objectives of Denmark were fulfilled")
LAST_WEEK = ("skagen-post", "Last week, Norway accused")
LAST_CLASH = ("harbour-times", "The last clash between")
LOSSES_CLAIMED = ("harbour-times", "70 Danish soldiers")
LOSSES_CONCEDED = ("harbour-times", "seven of its soldiers were killed")


@pytest.mark.parametrize(
    ("one", "other", "label", "why"),
    [
        pytest.param(
            TRUCE_OF_OSLO,
            TRUCE_OF_AGENCY,
            "contradicts",
            ("07:00 UTC", "08:00 UTC", "1 h apart"),
            id="the same digits in two zones, both shown in one",
        ),
        pytest.param(
            TRUCE_OF_OSLO,
            CLOCK_ALONE,
            "partially_contradicts",
            ("9:15 a.m. is 08:15 UTC", "1 h 15 min apart"),
            id="a clock time takes its zone from the sentence before",
        ),
        pytest.param(
            FAILED,
            FULFILLED,
            "partially_contradicts",
            ("what Denmark set out to do", "failed", "succeeded"),
            id="failed and fulfilled",
        ),
        pytest.param(
            LAST_WEEK,
            LAST_CLASH,
            "partially_contradicts",
            ("the last one is put at 21 Aug 2031", "told of at 8 Sep 2031"),
            id="the last was in August, yet one was last week",
        ),
        pytest.param(
            LOSSES_CLAIMED,
            LOSSES_CONCEDED,
            "contradicts",
            ("70 killed or wounded", "17 together", "differ by 53"),
            id="a total and its parts, inside one document",
        ),
    ],
)
def test_a_conflict_in_the_strait_says_why(strait, one, other, label, why):
    found = strait.between(one, other)
    assert found is not None
    assert found.label == label
    for words in why:
        assert words in found.reasons[0].words


def test_one_toll_in_three_wordings_is_one_group_of_one_origin_without_alarm(strait):
    wordings = [
        ("skagen-post", "at least 49 people were killed"),
        ("harbour-times", "At least 49 Norwegian soldiers were killed"),
        ("harbour-times", "left at least 49 Norwegian troops dead"),
    ]
    groups = {strait.group_of(*one).members for one in wordings}
    assert len(groups) == 1
    assert (strait.group_of(*wordings[0]).documents, len(groups)) == (2, 1)
    assert strait.group_of(*wordings[0]).origins == 1
    held = {strait.key(*one) for one in wordings}
    labels = {r.label for r in strait.relations if {r.a, r.b} <= held}
    assert labels <= {"same", "supports"}


def test_who_began_is_one_question_and_a_party_with_two_bodies_counts_once(strait):
    by_norway = ("skagen-post", "Danish forces opened fire")
    by_denmark = [
        ("harbour-times", "Provocations committed by Norwegian forces"),
        ("coast-radio", "large-scale military provocation"),
    ]
    asked = strait.question_of(*by_norway)
    assert asked.wording == "Who started the hostilities?"
    assert all(strait.question_of(*one) == asked for one in by_denmark)
    held = [strait.houses[strait.key(*one)] for one in (by_norway, *by_denmark)]
    assert held == ["party norway", "party denmark", "party denmark"]
    for one in by_denmark:
        found = strait.between(by_norway, one)
        assert found.label == "contradicts"
        assert "neither decided here" in found.reasons[0].words


def test_one_utterance_in_two_orders_is_one(strait):
    for words in ("hard to praise Iceland", "did everything they could"):
        found = strait.between(("skagen-post", words), ("harbour-times", words))
        assert (found.label, found.level, found.independent) == ("same", "said", False)
        assert strait.group_of("skagen-post", words).origins == 1


def test_unnamed_sources_through_an_agency_stay_unconfirmed(strait):
    found = strait.utterances[strait.key(*CLOCK_ALONE)].found
    assert found.reservation == "has not been confirmed"


def test_an_earlier_clash_supports_and_contradicts_nothing(strait):
    found = strait.of_document("old-clash")
    assert {one.label for one in found} == {"look_alike"}
