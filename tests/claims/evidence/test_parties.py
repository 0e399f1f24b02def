import pytest

from claims.evidence.parties import country_mentions, named_mentions, party_key


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
