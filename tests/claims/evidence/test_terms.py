import pytest

from claims.evidence.terms import content_terms, family, stem


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("residents", "resident"),
        ("soldiers", "troops"),
        ("truce", "ceasefire"),
        ("clashes", "fighting"),
        ("accused", "blamed"),
        ("inspected", "inspection"),
    ],
)
def test_words_of_one_meaning_share_a_stem(one, other):
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("killed", "wounded"), ("dam", "damp")])
def test_words_of_other_meaning_do_not(one, other):
    assert stem(one) != stem(other)


def test_two_words_can_name_one_happening():
    assert "CEASEFIRE" in content_terms("They agreed to a cease fire at noon.")
    assert family("flare") == ""


def test_small_words_carry_no_meaning():
    assert content_terms("It was said that they were there.") == frozenset()
