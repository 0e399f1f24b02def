import pytest

from claims.evidence.origins import independent, origins_of
from claims.evidence.speakers import same_speaker
from tests.claims.evidence.said import document, said

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
