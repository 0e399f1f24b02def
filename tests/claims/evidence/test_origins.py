import pytest

from claims.evidence.origins import (
    houses_of,
    independent,
    origins_of,
    within_groups,
)
from claims.evidence.speakers import same_speaker
from tests.claims.evidence.said import count, document, said

LONG = "The dam at Sarnow gave way shortly after two in the morning, flooding the town."
OTHER = "Rescue teams reached the last of the cut-off villages on Thursday by boat."


def pair(one, other):
    return [
        said(w, key, doc=key, **kw)
        for key, (w, kw) in zip("ab", (one, other), strict=True)
    ]


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        (
            (LONG, {"speaker": "Ilse Brandt"}),
            (OTHER, {"speaker": "Ilse Brandt"}),
            False,
        ),
        (
            (LONG, {"speaker": "Ilse Brandt"}),
            (OTHER, {"speaker": "governor Ilse Brandt"}),
            False,
        ),
        ((LONG, {"speaker": "Ilse Brandt"}), (OTHER, {"speaker": "Jon Velde"}), True),
        ((LONG, {}), (LONG.replace("shortly", "soon"), {}), False),
        (
            (LONG, {"facts": document(credits=["AGX"])}),
            (OTHER, {"facts": document(credits=["agx"])}),
            False,
        ),
        (
            (LONG, {"facts": document(outlet="The Post")}),
            (OTHER, {"facts": document(outlet="The Echo")}),
            True,
        ),
        ((LONG, {}), (OTHER, {}), False),
    ],
)
def test_copies_echoes_and_the_unknown_count_once(one, other, wanted):
    assert independent(*pair(one, other)) is wanted


def test_same_outlet_is_one_origin_even_without_likeness():
    facts = document(outlet="The Post")
    assert not independent(*pair((LONG, {"facts": facts}), (OTHER, {"facts": facts})))


def test_the_speaker_is_another_origin_than_the_reporter():
    assert independent(*pair((LONG, {"speaker": "Ilse Brandt"}), (OTHER, {})))


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("Velde", "spokesman Jon Velde", True),
        ("Jon Velde", "Ada Velde", False),
        ("Norwegian Defence Ministry", "Defense Ministry in Oslo", True),
        ("Norwegian Defence Ministry", "Norwegian Foreign Ministry", False),
        ("Norwegian Defence Ministry", "Danish Defence Ministry", False),
        ("", "", False),
    ],
)
def test_speakers_are_known_by_name_and_body(one, other, wanted):
    a, b = pair((LONG, {"speaker": one}), (OTHER, {"speaker": other}))
    assert same_speaker(a, b) is wanted


def test_origins_do_not_depend_on_order():
    utterances = pair((LONG, {}), (LONG, {})) + [said(OTHER, "c", speaker="Jon Velde")]
    assert origins_of(utterances) == origins_of(utterances[::-1])


def test_words_taken_from_an_outlet_go_back_to_it():
    sensor = "A sensor on the third gate failed twenty minutes before the release"
    one = said(
        sensor,
        "a",
        doc="a",
        facts=document(outlet="Harbour Gazette"),
        speaker="officials",
    )
    two = said(sensor + ".", "b", doc="b", speaker="Harbour Gazette")
    assert not independent(one, two)
    assert set(origins_of([one, two]).values()) == {"speaker officials"}


def test_another_figure_in_like_words_is_no_copy():
    one = said("At least 14 people were killed in the two villages", "a", doc="a")
    two = said(
        "At least 19 people were killed in the two villages",
        "b",
        doc="b",
        facts=document(outlet="The Post"),
    )
    assert independent(one, two)


def test_a_statement_and_what_papers_say_it_says_are_one():
    own = said(LONG, "a", doc="a", facts=document(outlet="Sarnow Hydro"))
    cited = said(OTHER, "b", doc="b", speaker="Sarnow Hydro")
    assert not independent(own, cited)


def test_documents_that_are_mostly_copies_are_one_origin():
    texts = [LONG, OTHER, "The district office opened a school for those who fled it."]
    both = [
        said(words, f"{doc}{n}", doc=doc, facts=document(outlet=doc))
        for doc in ("Post", "Echo")
        for n, words in enumerate(texts)
    ]
    own = said(
        "The Echo has its own words here",
        "e",
        doc="Echo",
        facts=document(outlet="Echo"),
    )
    found = origins_of([*both, own])
    assert len(set(found.values())) == 1


@pytest.mark.parametrize(
    ("speakers", "houses"),
    [
        (("Danish army", "Denmark's foreign ministry"), 1),
        (("Danish army", "Norwegian army"), 2),
        (("Danish army", "a farmer"), 2),
    ],
)
def test_bodies_of_one_party_are_one_house(speakers, houses):
    told = [
        said(words, key, doc=key, speaker=speaker)
        for key, words, speaker in zip("ab", (LONG, OTHER), speakers, strict=True)
    ]
    origins = origins_of(told)
    assert len(set(origins.values())) == 2
    assert len(set(houses_of(told, origins).values())) == houses


def test_a_figure_told_in_passing_goes_back_to_who_gives_it_in_that_text():
    toll = (count(49, "soldier", "49", modifier="at_least", role="killed"),)
    passing = said(
        "it had brokered a truce after clashes that left at least 49 soldiers dead",
        "a",
        speaker="Iceland",
        action="broker",
        quantities=toll,
    )
    outright = said(
        "at least 49 soldiers were killed",
        "b",
        speaker="Kari Lund",
        action="kill",
        quantities=toll,
    )
    origins = origins_of([passing, outright])
    found = within_groups([("a", "b")], [passing, outright], origins)
    assert found["a"] == found["b"] == "speaker kari lund"
    assert within_groups([("a",), ("b",)], [passing, outright], origins) == origins
