"""The map between text and reading text, by hand-made pieces."""

from sources.text.base import Piece, ReadingText, merge_adjacent

#: text "ab\ncd <x> ef" read as "ab cd ef": a bridge over the line end, none over <x>.
READING = ReadingText(
    "ab cd ef",
    (Piece(0, 0, 2), Piece(2, 2, 0), Piece(3, 3, 2), Piece(5, 8, 3)),
)


def test_a_bridge_closes_its_gap():
    assert READING.to_segments(0, 5) == ((0, 5),)
    assert READING.to_segments(1, 4) == ((1, 4),)


def test_a_gap_without_bridge_stays_open():
    assert READING.to_segments(0, 8) == ((0, 5), (8, 11))


def test_a_bridge_at_the_edge_adds_nothing():
    assert READING.to_segments(0, 3) == ((0, 2),)
    assert READING.to_segments(2, 5) == ((3, 5),)
    assert READING.to_segments(2, 3) == ()


def test_spans_of_the_text_are_found_in_the_reading():
    assert READING.to_reading(0, 11) == (0, 8)
    assert READING.to_reading(4, 9) == (4, 6)
    assert READING.to_reading(2, 3) is None
    assert READING.to_reading(5, 8) is None
    assert READING.to_reading(50, 60) is None


def test_merging():
    assert merge_adjacent([(4, 6), (0, 2), (2, 3)]) == ((0, 3), (4, 6))


def test_an_empty_map():
    assert ReadingText("", ()).to_segments(0, 5) == ()
    assert ReadingText("", ()).to_reading(0, 5) is None
