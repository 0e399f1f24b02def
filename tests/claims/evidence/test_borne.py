"""How far a text bears a claim out: what is said of the topic decides, not its name."""

import pytest

from claims.evidence.compare.bearing import laid_open
from claims.evidence.compare.sentences import Told, read_told
from claims.evidence.stance.borne import EVEN, borne_out, topic_of


def borne(claim: str, text: str) -> float:
    return borne_out(read_told(Told(claim)), read_told(Told(text)))


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Ida Brandt won two medals.", "Brandt won two medals in the relay."),
        ("Ida Brandt won two medals.", "She won two medals in the relay."),
        ("Velde Steel sold 40 cranes.", "In 2019 the company sold 40 cranes."),
        ("The hall has not burnt.", "The mayor danced until late on Saturday."),
        ("Sarnow has no harbour.", "Sarnow lies inland and was never a harbour."),
    ],
)
def test_what_is_told_of_the_topic_is_borne_out(claim, text):
    assert borne(claim, text) >= EVEN


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Ida Brandt is a senator.", "Ida Brandt is a painter of the Harlund school."),
        ("Velde Steel sold 40 cranes.", "Velde Steel sold 70 cranes."),
        ("Sarnow has no harbour.", "Sarnow has a harbour with nine cranes."),
        ("The novel is his third.", "The novel is his second and was printed in 1911."),
        ("The choir sang in Sarnow.", "Bread costs more in June."),
    ],
)
def test_what_the_text_does_not_tell_is_not_borne_out(claim, text):
    assert borne(claim, text) < EVEN


def test_several_sentences_bear_out_several_clauses():
    claim = "Velde Steel won the order and will deliver 40 cranes."
    one, two = "Velde Steel won the order.", "It will deliver 40 cranes."
    assert borne(claim, f"{one} {two}") > max(borne(claim, one), borne(claim, two))


@pytest.mark.parametrize(
    ("claim", "text", "topic"),
    [
        ("Ida Brandt is a senator.", "Brandt is a painter.", ["Ida", "Brandt"]),
        ("Ida Brandt is a senator.", "She is a painter.", ["Ida", "Brandt"]),
        ("Ida Brandt is a senator.", "Otto Kern paints.", []),
        ("A painter was born in Sarnow.", "Sarnow is old.", ["Sarnow"]),
        ("The bread costs more.", "The bread costs less.", []),
    ],
)
def test_the_topic_is_what_both_are_about(claim, text, topic):
    one, two = read_told(Told(claim)), read_told(Told(text))
    found = topic_of(one, two, laid_open(one, two))
    assert [word.text for word in found] == topic


@pytest.mark.parametrize("text", ["", "…", "The", "1", "?!"])
def test_a_text_that_tells_nothing_gives_a_share_all_the_same(text):
    assert 0.0 <= borne("Ida Brandt is a senator.", text) <= 1.0
    assert 0.0 <= borne(text, "Ida Brandt is a senator.") <= 1.0
