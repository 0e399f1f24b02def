"""Selectors hold their words, find them again, and never guess silently."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.text.selectors import (
    CONTEXT,
    codepoints_to_utf16,
    make_selector,
    resolve,
    to_w3c,
    utf16_to_codepoints,
)

TEXT = (
    "The dam failed at night. The board said that nine people were missing. "
    "Rain fell all day. The board said that nine people were missing. It met again."
)


def spot(words, start=0):
    at = TEXT.index(words, start)
    return at, at + len(words)


def test_it_holds_words_and_context():
    selector = make_selector(TEXT, [spot("nine people")])
    assert selector.exact == ("nine people",)
    assert TEXT.index("nine people") - CONTEXT == TEXT.index(selector.prefix)
    assert selector.suffix.startswith(" were missing.")


def test_touching_segments_become_one():
    assert make_selector(TEXT, [(4, 7), (0, 4)]).segments == ((0, 7),)


@pytest.mark.parametrize(
    "segments", [[], [(3, 3)], [(5, 2)], [(-1, 2)], [(0, 10_000)], [(0, 5), (3, 8)]]
)
def test_bad_segments_are_refused(segments):
    with pytest.raises(ValueError, match="segment"):
        make_selector(TEXT, segments)


def test_an_unchanged_text_resolves_at_once():
    selector = make_selector(TEXT, [spot("Rain fell"), spot("It met")])
    assert resolve(selector, TEXT) == selector.segments


def test_words_that_moved_are_found():
    selector = make_selector(TEXT, [spot("Rain fell all day")])
    moved = "A new first line was set. " + TEXT
    ((start, end),) = resolve(selector, moved)
    assert moved[start:end] == "Rain fell all day"


def test_of_two_equal_places_the_context_decides():
    second = spot("nine people", TEXT.index("Rain"))
    selector = make_selector(TEXT, [second])
    moved = "New. " + TEXT.replace("Rain fell all day", "Rain fell all day long")
    ((start, _),) = resolve(selector, moved)
    assert start > moved.index("Rain")


def test_several_segments_are_found_in_order():
    selector = make_selector(TEXT, [spot("The dam"), spot("at night")])
    moved = "Late. " + TEXT.replace("failed", "broke and failed")
    segments = resolve(selector, moved)
    assert [moved[a:b] for a, b in segments] == ["The dam", "at night"]


def test_altered_words_are_found_whole():
    selector = make_selector(TEXT, [spot("Rain fell all day. The board")])
    altered = TEXT.replace("Rain fell all day", "Heavy rain fell all the day")
    ((start, end),) = resolve(selector, altered)
    assert altered[start:end].endswith("all the day. The board")


def test_words_that_are_gone_give_an_orphan():
    selector = make_selector(TEXT, [spot("nine people were missing")])
    assert (
        resolve(selector, "Quite another text about bridges, roads and mills.") is None
    )
    assert resolve(selector, "") is None


def test_w3c_gives_position_and_quote():
    selector = make_selector(TEXT, [spot("Rain fell")])
    position, quote = to_w3c(selector)
    assert position == {
        "type": "TextPositionSelector",
        "start": selector.start,
        "end": selector.end,
    }
    assert quote["exact"] == "Rain fell"
    assert quote["prefix"] == selector.prefix


def test_w3c_numbers_several_segments():
    selector = make_selector(TEXT, [spot("Rain fell"), spot("It met")])
    assert [part["segment"] for part in to_w3c(selector)] == [0, 0, 1, 1]


def test_utf16_offsets_of_a_text_with_astral_characters():
    text = "a😀b𝔘c"
    assert [codepoints_to_utf16(text, i) for i in range(6)] == [0, 1, 3, 4, 6, 7]
    assert utf16_to_codepoints(text, 3) == 2
    assert utf16_to_codepoints(text, 2) == 1
    assert utf16_to_codepoints(text, 7) == 5
    with pytest.raises(ValueError, match="outside"):
        utf16_to_codepoints(text, 8)
    with pytest.raises(ValueError, match="outside"):
        codepoints_to_utf16(text, 6)


@given(st.text(max_size=30))
def test_utf16_there_and_back(text):
    for offset in range(len(text) + 1):
        units = codepoints_to_utf16(text, offset)
        assert units == len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2
        assert utf16_to_codepoints(text, units) == offset


@given(st.text(min_size=3, max_size=60), st.data())
@settings(deadline=None)
def test_a_selector_resolves_in_its_own_text_and_behind_a_new_beginning(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    selector = make_selector(text, [(start, end)])
    assert resolve(selector, text) == ((start, end),)
    moved = "§§§" + text
    ((low, high),) = resolve(selector, moved)
    assert moved[low:high] == text[start:end]
