import pytest

from claims.evidence.parties import country_mentions, named_mentions, party_key
from claims.evidence.relate import relate_spans
from tests.claims.evidence.said import document, said


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Norway", "norway"),
        ("Norwegian Defence Ministry", "norway"),
        ("Oslo", "norway"),
        ("the Kremlin", "russia"),
        ("U.S. Secretary of State", "united states"),
        ("Azeri troops", "azerbaijan"),
        ("the Sarnow council", "sarnow council"),
        ("President Ilse Brandt", "ilse brandt"),
        ("French", "france"),
    ],
)
def test_spellings_fold_to_one_party(name, key):
    assert party_key(name) == key


def test_small_letters_name_no_country():
    assert country_mentions("a china cup and a turkey") == ()


def test_mentions_keep_their_places():
    words = "Spain’s army and Madrid accused Paris."
    found = country_mentions(words)
    assert [words[m.start : m.end] for m in found] == ["Spain", "Madrid", "Paris"]


def test_given_names_are_found_beside_countries():
    found = named_mentions("The power company wrote to Oslo.", ("power company",))
    assert [m.key for m in found] == ["power company", "norway"]


def blamed(words, key, day, **more):
    return said(words, key, doc=key, facts=document(day), **more)


HYDRO = blamed(
    "It was caused by a storage order of the Water Ministry, which required the company "
    "to keep the lake full through April.",
    "b",
    "2031-05-06",
    actors=("Water Ministry", "Sarnow Hydro"),
    agent="storage order of the Water Ministry",
    action="cause",
    speaker="Sarnow Hydro",
    start=100,
    sentence=1,
)


@pytest.mark.parametrize(
    ("words", "day", "labels"),
    [
        ("the flood was caused by the company’s decision", "2031-05-07",
         {"contradicts"}),
        ("the flood was caused by the operator", "2031-05-06", {"contradicts"}),
        ("the flood was caused by the company’s decision", "2031-07-07", set()),
        ("the flood was caused by the rain", "2031-05-06", set()),
    ],
)  # fmt: skip
def test_ministry_and_company_blame_each_other(words, day, labels):
    ministry = blamed(
        words,
        "a",
        day,
        actors=("Sarnow Hydro",) if "rain" not in words else (),
        speaker="Water Ministry",
        action="cause",
        patient="flood",
    )
    flood = said(
        "The flood was not caused by the release.",
        "b0",
        doc="b",
        facts=document("2031-05-06"),
        negated=True,
    )
    found = relate_spans([ministry, flood, HYDRO])
    assert {one.label for one in found if one.slot == "party:flood"} == labels
