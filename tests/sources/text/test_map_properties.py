"""Whatever the text, the map between text and reading text is right."""

from hypothesis import given, settings
from hypothesis import strategies as st

from sources.text.base import ExtractedText
from sources.text.document import read_document

FRAGMENTS = st.sampled_from(
    [
        "The dam failed. ",
        "at 9:00 a.m. local time ",
        "infor-\nmation ",
        "Kerst-\nOlm ",
        "\n\n",
        "\n",
        "\r\n",
        " ",
        "\t",
        "\u00a0",
        "\ufeff",
        "\u200b",
        "\u00ad",
        "**bold** ",
        "*it* ",
        "[label](https://x.example/a) ",
        "[area] ",
        "![i](a.png)",
        "<https://x.example>",
        "https://t.example/1",
        "\n\nhttps://t.example/1\n\n",
        "pic.twitter.com/abC1",
        "\n\n— Ida Brandt (@ida) March 4, 2024\n\n",
        "# Head\n",
        "> quote\n",
        "- item\n",
        "```\n",
        "NewsPolitics\n\n",
        "Lena Orlik/AFP\n\n",
        "KERSTHAVEN, March 4. /TASS/. ",
        "“He said ",
        "so,” ",
        "Дамба рухнула. ",
        "水坝。",
        "😀",
        "a line that goes on for quite a while so that it may look wrapped by hand\n",
        "\\*",
        "`x`",
        "x",
    ]
)
TEXTS = st.lists(FRAGMENTS | st.text(max_size=6), max_size=25).map("".join)


def read(text, markdown, wrapped):
    markup = "markdown" if markdown else "none"
    extracted = ExtractedText(text, markup=markup, hard_wrapped=wrapped)
    return read_document("doc", extracted)


CASES = given(TEXTS, st.booleans(), st.sampled_from([None, True, False]))


@CASES
@settings(max_examples=250, deadline=None)
def test_pieces_hold_equal_words_in_order(text, markdown, wrapped):
    document = read(text, markdown, wrapped)
    at_text = at_reading = 0
    for piece in document.reading.pieces:
        assert piece.text >= at_text
        assert piece.reading >= at_reading
        at_text, at_reading = piece.text + piece.length, piece.reading + piece.length
        assert (
            document.reading.text[piece.reading : at_reading]
            == text[piece.text : at_text]
        )
    assert at_reading <= len(document.reading.text)


@CASES
@settings(max_examples=100, deadline=None)
def test_what_no_piece_covers_is_whitespace(text, markdown, wrapped):
    reading = read(text, markdown, wrapped).reading
    covered = bytearray(len(reading.text))
    for piece in reading.pieces:
        covered[piece.reading : piece.reading + piece.length] = b"\1" * piece.length
    own = "".join(
        c for c, known in zip(reading.text, covered, strict=True) if not known
    )
    assert not own.strip()


@CASES
@settings(max_examples=150, deadline=None)
def test_a_span_of_the_text_survives_the_way_there_and_back(text, markdown, wrapped):
    reading = read(text, markdown, wrapped).reading
    kept = {
        index
        for piece in reading.pieces
        for index in range(piece.text, piece.text + piece.length)
    }
    for start in range(0, len(text), 7):
        end = min(len(text), start + 13)
        span = reading.to_reading(start, end)
        inside = kept.intersection(range(start, end))
        assert (span is not None) == bool(inside)
        if span:
            back = {i for a, b in reading.to_segments(*span) for i in range(a, b)}
            assert inside <= back


@CASES
@settings(max_examples=150, deadline=None)
def test_blocks_and_sentences_are_ordered_and_disjoint(text, markdown, wrapped):
    document = read(text, markdown, wrapped)
    for one, other in zip(document.blocks, document.blocks[1:], strict=False):
        assert one.start <= one.end <= other.start <= len(text)
    last = 0
    for index, sentence in enumerate(document.sentences):
        assert sentence.index == index
        assert last <= sentence.start < sentence.end <= len(document.reading.text)
        words = document.reading.text[sentence.start : sentence.end]
        assert words == words.strip()
        last = sentence.end


@CASES
@settings(max_examples=100, deadline=None)
def test_sentences_leave_out_only_whitespace(text, markdown, wrapped):
    document = read(text, markdown, wrapped)
    rest = list(document.reading.text)
    for sentence in document.sentences:
        for index in range(sentence.start, sentence.end):
            rest[index] = ""
    assert not "".join(rest).strip()


@CASES
@settings(max_examples=100, deadline=None)
def test_segments_are_sorted_and_never_touch(text, markdown, wrapped):
    document = read(text, markdown, wrapped)
    for sentence in document.sentences:
        segments = document.reading.to_segments(sentence.start, sentence.end)
        for (_, before), (after, _) in zip(segments, segments[1:], strict=False):
            assert before < after
