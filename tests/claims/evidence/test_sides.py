from claims.evidence.relate import relate_spans
from claims.evidence.sides import propose_sides
from tests.claims.evidence.said import said


def test_accusers_are_parties_and_mediators_are_named():
    utterances = [
        said(
            "Norway accused Denmark of opening fire at the border.",
            "a",
            doc="a",
            speaker="Norwegian army",
        ),
        said(
            "Denmark blamed Norway for the border attack.",
            "b",
            doc="b",
            speaker="Danish army",
        ),
        said(
            "A Chile-brokered truce holds at the border.",
            "c",
            doc="c",
            speaker="Chilean envoy",
        ),
        said("The river rose again overnight.", "d", doc="d", speaker="a farmer"),
    ]
    assert propose_sides(utterances, relate_spans(utterances)) == {
        "Norwegian army": "party",
        "Danish army": "party",
        "Chilean envoy": "mediator",
        "a farmer": "unknown",
    }
