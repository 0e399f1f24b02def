from claims.evidence.relate import relate_spans
from claims.evidence.sides import FoundSide, propose_sides
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
        "Norwegian army": FoundSide("party", "Norway"),
        "Danish army": FoundSide("party", "Denmark"),
        "Chilean envoy": FoundSide("mediator", "Chile"),
        "a farmer": FoundSide("unknown"),
    }


def test_who_watches_or_treats_is_an_observer_and_an_outlet_nobody():
    told = [
        said("The river rose.", key, doc=key, speaker=speaker)
        for key, speaker in (
            ("a", "doctor at the district hospital"),
            ("b", "Public Audit Office"),
            ("c", "Hospital News"),
        )
    ]
    found = propose_sides(told, relate_spans(told))
    assert [found[one.found.speaker].interest for one in told] == [
        "observer",
        "observer",
        "unknown",
    ]


def test_a_bodys_mouth_has_the_bodys_side():
    told = [
        said(
            "The company is to blame for the flood, not the ministry.",
            "a",
            doc="a",
            speaker="Water Ministry",
            actors=("Orven Energy",),
        ),
        said(
            "The river fell.",
            "b",
            doc="b",
            speaker="spokeswoman for the Water Ministry",
        ),
        said(
            "The Water Ministry is to blame for the flood.",
            "c",
            doc="c",
            speaker="Orven Energy",
        ),
    ]
    found = propose_sides(told, relate_spans(told))
    names = {
        found[name].name for name in (told[0].found.speaker, told[1].found.speaker)
    }
    assert len(names) == 1
