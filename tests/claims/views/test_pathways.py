"""The drawing of origins: what is joined to what, and that nothing lies on another."""

import pytest

from claims.views.pathways import HANDS, Way, lay_ways


def way(origin, document, *hands, house=""):
    return Way(
        house=house or origin,
        origin=origin,
        name=origin.title(),
        hands=hands,
        document=document,
        title=document.title(),
        url=f"/documents/{document}",
    )


def names(drawing, kind):
    return [stop.full for stop in drawing.stops if stop.kind == kind]


def test_nothing_is_drawn_of_nothing():
    assert lay_ways([]) is None


def test_a_way_leads_from_origin_through_hands_to_its_document():
    drawing = lay_ways([way("brandt", "courier", "Northwire")])
    assert names(drawing, "origin") == ["Brandt"]
    assert names(drawing, "relay") == ["Northwire"]
    assert names(drawing, "document") == ["Courier"]
    assert len(drawing.lines) == 2
    assert [words for _, words in drawing.heads] == [
        "Origin",
        "Passed on by",
        "Document",
    ]


def test_one_origin_of_two_documents_is_one_ring():
    drawing = lay_ways([way("brandt", "courier", "Northwire"), way("brandt", "ledger")])
    assert names(drawing, "origin") == ["Brandt"]
    assert len(drawing.lines) == 3


def test_a_hand_that_passes_on_to_two_is_one_bar():
    drawing = lay_ways(
        [way("a", "courier", "Northwire"), way("b", "ledger", "northwire")]
    )
    assert len(names(drawing, "relay")) == 1


def test_origins_of_one_side_are_braced():
    drawing = lay_ways(
        [
            way("army", "courier", house="norway"),
            way("ministry", "ledger", house="norway"),
            way("doctor", "radio"),
        ]
    )
    (brace,) = drawing.braces
    rings = [s.y for s in drawing.stops if s.full in ("Army", "Ministry")]
    assert {brace.y1, brace.y2} == set(rings)


def test_a_long_chain_shares_the_last_column():
    hands = [f"Hand {n}" for n in range(HANDS + 2)]
    drawing = lay_ways([way("brandt", "courier", *hands)])
    assert len(names(drawing, "relay")) == HANDS
    assert names(drawing, "relay")[-1] == "Hand 4 ← Hand 3 ← Hand 2"


@pytest.mark.parametrize("many", [2, 9, 30])
def test_no_two_stops_lie_on_one_place(many):
    ways = [
        way(f"origin {n % 5}", f"document {n}", f"hand {n % 3}") for n in range(many)
    ]
    drawing = lay_ways(ways)
    places = [(stop.x, stop.y) for stop in drawing.stops]
    assert len(set(places)) == len(places)
    assert max(y for _, y in places) < drawing.height


def test_the_drawing_does_not_depend_on_order():
    ways = [way("a", "courier", "Northwire"), way("b", "ledger"), way("a", "radio")]
    assert lay_ways(ways) == lay_ways(ways[::-1])
