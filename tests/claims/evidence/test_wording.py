"""Questions are worded so that a reader knows what is asked."""

import pytest

from claims.evidence.wording import wording
from tests.claims.evidence.said import said

TOLD = said("The districts were told.", "a", action="tell")
AT_LENGTH = said("All districts on the river were told in time.", "b", action="tell")
DENIED = said("no district was told", "c", action="tell", negated=True)


@pytest.mark.parametrize(
    "order", [[TOLD, AT_LENGTH, DENIED], [DENIED, AT_LENGTH, TOLD]]
)
def test_a_denial_asks_with_the_shortest_words_that_affirm(order):
    assert wording("polarity:tell", order) == "Is it so: “The districts were told”?"


def test_where_all_deny_the_shortest_denial_is_asked():
    assert wording("polarity:tell", [DENIED]) == "Is it so: “no district was told”?"


def test_a_slot_of_no_known_kind_asks_which_version():
    assert wording("other:thing", [TOLD]) == "Which version is so?"


@pytest.mark.parametrize(
    ("slot", "words", "asked"),
    [
        ("party:hostilities", "Norway shot first.", "Who fired first?"),
        ("party:hostilities", "Norway shelled it.", "Who started the hostilities?"),
        (
            "last:fighting",
            "The last clash was in May.",
            "When was the last fighting before this?",
        ),
        (
            "polarity:notice:district",
            "no district was told",
            "Was the district given notice?",
        ),
    ],
)
def test_what_is_asked_fits_what_is_told(slot, words, asked):
    assert wording(slot, [said(words, "a")]) == asked
